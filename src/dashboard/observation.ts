import type { CacheEvent } from '../observe/cache-event.ts';

/** One lookup as the dashboard tells it. */
export interface ObservedLookup {
  readonly at: number;
  /** `hit`, `stale`, `miss`, `shared` or `bypass`. */
  readonly outcome: string;
  readonly provider: string;
  readonly model: string;
  readonly key?: string;
  readonly layer?: string;
  readonly reason?: string;
  readonly durationMs?: number;
  readonly ageMs?: number;
  readonly usd?: number;
  /** What the lookup by meaning came to: how near the nearest question was, and why it wasn't served if it wasn't. */
  readonly meaning?: { readonly similarity?: number; readonly verdict: string; readonly reason?: string };
}

/** What happened in one minute, by where answers came from. */
export interface ObservedMinute {
  /** Its beginning, milliseconds since the epoch. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
  /** The mean milliseconds of a lookup or, for `model`, of a generation. */
  readonly latency: Readonly<Record<string, number>>;
}

/** Similarities from 0 to 1 in twenty steps, by what became of the nearest question. */
export type SimilarityHistogram = Readonly<Record<string, readonly number[]>>;

interface MinuteSums {
  readonly at: number;
  readonly counts: Record<string, number>;
  readonly latency: Record<string, { sum: number; count: number }>;
}

const MINUTE = 60_000;
const mostMinutes = 24 * 60;
const mostLookups = 200;
const mostPending = 1_000;
const bins = 20;

/** A bounded memory of what a cache did, folded from its events: a day of minutes and the latest lookups. */
export class Observation {
  readonly #minutes: MinuteSums[] = [];
  readonly #lookups: ObservedLookup[] = [];
  readonly #histogram = new Map<string, number[]>();
  // The lookup by meaning is told before the lookup that it belongs to.
  readonly #meaning = new Map<string, NonNullable<ObservedLookup['meaning']>>();
  readonly #watchers = new Set<(lookup: ObservedLookup) => void>();

  add(event: CacheEvent): void {
    switch (event.type) {
      case 'hit':
      case 'stale': {
        const { layer, ageMs, saved } = event;
        this.#count(event, layer);
        this.#note(event, { layer, ageMs, ...(saved.usd === undefined ? {} : { usd: saved.usd }) });
        return;
      }
      case 'shared':
        this.#count(event, 'shared');
        this.#note(event, event.saved.usd === undefined ? {} : { usd: event.saved.usd });
        return;
      case 'miss':
        this.#count(event, 'miss');
        this.#note(event, { reason: event.reason });
        return;
      case 'bypass':
        this.#count(event, 'bypass');
        this.#note(event, { reason: event.reason });
        return;
      case 'generated':
        this.#time(event.at, 'model', event.durationMs);
        return;
      case 'semantic':
        this.#compare(event);
    }
  }

  minutes(): readonly ObservedMinute[] {
    return this.#minutes.map(({ at, counts, latency }) => ({
      at,
      counts,
      latency: Object.fromEntries(
        Object.entries(latency).map(([name, { sum, count }]) => [name, sum / count]),
      ),
    }));
  }

  /** The latest first. */
  lookups(): readonly ObservedLookup[] {
    return [...this.#lookups].reverse();
  }

  histogram(): SimilarityHistogram {
    return Object.fromEntries(this.#histogram);
  }

  /** Tells each lookup as it happens; returns what ends it. */
  watch(watcher: (lookup: ObservedLookup) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  #note(
    event: {
      readonly type: string;
      readonly at: number;
      readonly provider: string;
      readonly model: string;
    } & {
      readonly key?: string;
      readonly durationMs?: number;
    },
    more: Partial<ObservedLookup>,
  ): void {
    const { type: outcome, at, provider, model, key, durationMs } = event;
    const meaning = key === undefined ? undefined : this.#meaning.get(key);
    if (key !== undefined) this.#meaning.delete(key);
    const lookup: ObservedLookup = {
      at,
      outcome,
      provider,
      model,
      ...(key === undefined ? {} : { key }),
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(meaning === undefined ? {} : { meaning }),
      ...more,
    };
    this.#lookups.push(lookup);
    if (this.#lookups.length > mostLookups) this.#lookups.shift();
    for (const watcher of this.#watchers) watcher(lookup);
  }

  #compare(event: CacheEvent & { readonly type: 'semantic' }): void {
    const { key, found, reason, similarity } = event;
    const verdict = found ? 'served' : (reason ?? 'none');
    this.#meaning.delete(key);
    this.#meaning.set(key, {
      verdict,
      ...(similarity === undefined ? {} : { similarity }),
      ...(reason === undefined ? {} : { reason }),
    });
    // A lookup that failed on its way is never told: what waits for it is bounded.
    const [oldest] = this.#meaning.keys();
    if (this.#meaning.size > mostPending && oldest !== undefined) this.#meaning.delete(oldest);
    if (similarity === undefined) return;
    const counts = this.#histogram.get(verdict) ?? new Array<number>(bins).fill(0);
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(similarity * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
    this.#histogram.set(verdict, counts);
  }

  #count({ at, durationMs }: { readonly at: number; readonly durationMs?: number }, name: string): void {
    const { counts } = this.#minute(at);
    counts[name] = (counts[name] ?? 0) + 1;
    if (durationMs !== undefined) this.#time(at, name, durationMs);
  }

  #time(at: number, name: string, durationMs: number): void {
    const { latency } = this.#minute(at);
    const sums = latency[name] ?? { sum: 0, count: 0 };
    sums.sum += durationMs;
    sums.count++;
    latency[name] = sums;
  }

  #minute(at: number): MinuteSums {
    const begins = Math.floor(at / MINUTE) * MINUTE;
    const last = this.#minutes.at(-1);
    // A clock that goes back adds to the last minute: the order stands.
    if (last !== undefined && begins <= last.at) return last;
    const minute: MinuteSums = { at: begins, counts: {}, latency: {} };
    this.#minutes.push(minute);
    if (this.#minutes.length > mostMinutes) this.#minutes.shift();
    return minute;
  }
}

import type { ComparedQuestion } from '../contracts/verify-pair.ts';
import type { CacheEvent } from '../observe/cache-event.ts';
import { type SimilarityCounts, SimilarityHistogram } from './similarity-histogram.ts';

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
  /** What the lookup by meaning came to: by what an answer was found or why none was, and all that was near. */
  readonly meaning?: {
    readonly by?: string;
    readonly reason?: string;
    readonly compared: readonly ComparedQuestion[];
  };
}

/** What happened in one minute, by where answers came from. */
export interface ObservedMinute {
  /** Its beginning, milliseconds since the epoch. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
  /** The mean milliseconds of a lookup or, for `model`, of a generation. */
  readonly latency: Readonly<Record<string, number>>;
}

interface MinuteSums {
  readonly at: number;
  readonly counts: Record<string, number>;
  readonly latency: Record<string, { sum: number; count: number }>;
}

const MINUTE = 60_000;
const mostMinutes = 24 * 60;
const mostLookups = 200;
const mostPending = 1_000;

/** A bounded memory of what a cache did, folded from its events: a day of minutes and the latest lookups. */
export class Observation {
  readonly #minutes: MinuteSums[] = [];
  readonly #lookups: ObservedLookup[] = [];
  readonly #histogram = new SimilarityHistogram();
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

  histogram(): SimilarityCounts {
    return this.#histogram.counts();
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

  #compare({ key, by, reason, compared = [] }: CacheEvent & { readonly type: 'semantic' }): void {
    for (const question of compared) this.#histogram.add(question);
    this.#meaning.delete(key);
    this.#meaning.set(key, {
      compared,
      ...(by === undefined ? {} : { by }),
      ...(reason === undefined ? {} : { reason }),
    });
    // A lookup that failed on its way is never told: what waits for it is bounded.
    const [oldest] = this.#meaning.keys();
    if (this.#meaning.size > mostPending && oldest !== undefined) this.#meaning.delete(oldest);
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

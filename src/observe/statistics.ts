import type { JudgeCost } from '../contracts/judge.ts';
import type { ServedBy } from '../contracts/verify-pair.ts';
import type { BypassReason } from '../policy/policy.ts';
import type { CacheEvent, CacheLayer, MissReason, NotStoredReason } from './cache-event.ts';
import type { LatencySummary } from './latency.ts';
import type { OverallStats } from './overall-stats.ts';
import type { RateInterval } from './rate-interval.ts';
import type { Savings } from './savings.ts';

/** What a cache did since it was made. */
export interface CacheStats {
  /** Answers served fresh or stale, by the layer that had them. */
  readonly hits: Readonly<Record<CacheLayer, number>> & { readonly total: number };
  /** Of the hits, those past their TTL (`staleWhileRevalidate`). */
  readonly stale: number;
  readonly misses: {
    readonly total: number;
    readonly byReason: Readonly<Partial<Record<MissReason, number>>>;
  };
  /** Callers that got the answer of a call that was already under way. */
  readonly shared: number;
  readonly bypasses: {
    readonly total: number;
    readonly byReason: Readonly<Partial<Record<BypassReason, number>>>;
  };
  /** Hits and shared answers among all lookups, 0 to 1; bypasses don't count. 0 before the first lookup. */
  readonly hitRate: number;
  readonly stored: number;
  readonly notStored: Readonly<Partial<Record<NotStoredReason, number>>>;
  readonly failures: number;
  /** Semantic hits, served or in shadow mode only noted, that were compared with a fresh answer. */
  readonly audits: {
    readonly total: number;
    readonly wrong: number;
    /** The wrong-hit rate that they speak for, with its exact 95% interval; 0 to 1 before the first. */
    readonly wrongHitRate: RateInterval;
    /** Of these, the ones of shadow mode, which nobody was served. */
    readonly shadow: { readonly total: number; readonly wrong: number };
  };
  /** Hits by meaning, by what the two questions were found to mean the same. */
  readonly byMeaning: Readonly<Record<ServedBy, number>>;
  /** Hits by meaning that are known to have been wrong: rejected by a user, or unlike a fresh answer. */
  readonly wrongHits: number;
  /** Calls of the judge, in how many it chose an answer, and what they cost. */
  readonly judge: {
    readonly calls: number;
    readonly found: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** US dollars, over the calls whose price is known. */
    readonly usd: number;
    /** Calls whose price isn't known. */
    readonly unpriced: number;
  };
  readonly latencyMs: Readonly<Record<'hit' | 'miss' | 'shared' | 'generated', LatencySummary>>;
  /** What the provider would have billed for the answers served from the cache. */
  readonly saved: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** US dollars, over the answers whose model has a known price, less what the judge cost. */
    readonly usd: number;
    /** Answers whose model has no known price: their tokens are counted, their money isn't. */
    readonly unpriced: number;
  };
}

/** What a cache did, and, with `sharedStatistics`, what all that share its store and namespace did. */
export interface MergedStats extends CacheStats {
  /** `undefined` without the option, and while the store doesn't answer. */
  readonly overall?: OverallStats;
}

const WINDOW = 1024;

/** The latest 1,024 durations, as a ring: percentiles of what happens now, at a fixed cost. */
class LatencyWindow {
  readonly #durations = new Float64Array(WINDOW);
  #count = 0;

  add(milliseconds: number): void {
    this.#durations[this.#count++ % WINDOW] = milliseconds;
  }

  /** Percentiles by the nearest-rank method; 0 where nothing was added. */
  summary(): LatencySummary {
    const sorted = this.#durations.slice(0, Math.min(this.#count, WINDOW)).sort();
    const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return { count: this.#count, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
  }
}

/** A fold over events: statistics hold nothing that an event didn't say. */
export class Statistics {
  readonly #hits: Record<CacheLayer, number> = { memory: 0, store: 0, semantic: 0 };
  readonly #misses: Partial<Record<MissReason, number>> = {};
  readonly #bypasses: Partial<Record<BypassReason, number>> = {};
  readonly #notStored: Partial<Record<NotStoredReason, number>> = {};
  readonly #latency = {
    hit: new LatencyWindow(),
    miss: new LatencyWindow(),
    shared: new LatencyWindow(),
    generated: new LatencyWindow(),
  };
  readonly #saved = { inputTokens: 0, outputTokens: 0, usd: 0, unpriced: 0 };
  #stale = 0;
  #shared = 0;
  #stored = 0;
  #failures = 0;
  readonly #audits = { total: 0, wrong: 0 };
  readonly #shadow = { total: 0, wrong: 0 };
  readonly #byMeaning: Record<ServedBy, number> = { proof: 0, judge: 0, remembered: 0, threshold: 0 };
  readonly #judge = { calls: 0, found: 0, inputTokens: 0, outputTokens: 0, usd: 0, unpriced: 0 };
  #wrongHits = 0;
  readonly #rateInterval: (events: number, trials: number) => RateInterval;

  /** @param rateInterval the semantic layer's: without one nothing is audited. */
  constructor(rateInterval: (events: number, trials: number) => RateInterval = anyRate) {
    this.#rateInterval = rateInterval;
  }

  add(event: CacheEvent): void {
    switch (event.type) {
      case 'hit':
      case 'stale':
        this.#hits[event.layer]++;
        if (event.by !== undefined) this.#byMeaning[event.by]++;
        if (event.type === 'stale') this.#stale++;
        this.#latency.hit.add(event.durationMs);
        this.#save(event.saved);
        return;
      case 'miss':
        increment(this.#misses, event.reason);
        this.#latency.miss.add(event.durationMs);
        return;
      case 'shared':
        this.#shared++;
        this.#latency.shared.add(event.durationMs);
        this.#save(event.saved);
        return;
      case 'generated':
        this.#latency.generated.add(event.durationMs);
        return;
      case 'bypass':
        increment(this.#bypasses, event.reason);
        return;
      case 'stored':
        this.#stored++;
        return;
      case 'not-stored':
        increment(this.#notStored, event.reason);
        return;
      case 'audited':
        for (const audits of event.served ? [this.#audits] : [this.#audits, this.#shadow]) {
          audits.total++;
          if (!event.agrees) audits.wrong++;
        }
        if (!event.agrees && event.served) this.#wrongHits++;
        return;
      case 'judged':
        this.#pay(event.found, event.cost);
        return;
      case 'rejected':
        if (event.layer === 'semantic') this.#wrongHits++;
        return;
      case 'failure':
        this.#failures++;
    }
  }

  snapshot(): CacheStats {
    const hits = sum(this.#hits);
    const misses = sum(this.#misses);
    const answered = hits + this.#shared;
    const { hit, miss, shared, generated } = this.#latency;
    return {
      hits: { ...this.#hits, total: hits },
      stale: this.#stale,
      misses: { total: misses, byReason: { ...this.#misses } },
      shared: this.#shared,
      bypasses: { total: sum(this.#bypasses), byReason: { ...this.#bypasses } },
      hitRate: answered + misses === 0 ? 0 : answered / (answered + misses),
      stored: this.#stored,
      notStored: { ...this.#notStored },
      failures: this.#failures,
      audits: {
        ...this.#audits,
        wrongHitRate: this.#rateInterval(this.#audits.wrong, this.#audits.total),
        shadow: { ...this.#shadow },
      },
      byMeaning: { ...this.#byMeaning },
      wrongHits: this.#wrongHits,
      judge: { ...this.#judge },
      latencyMs: {
        hit: hit.summary(),
        miss: miss.summary(),
        shared: shared.summary(),
        generated: generated.summary(),
      },
      saved: { ...this.#saved },
    };
  }

  #pay(found: boolean, { inputTokens = 0, outputTokens = 0, usd }: JudgeCost): void {
    this.#judge.calls++;
    if (found) this.#judge.found++;
    this.#judge.inputTokens += inputTokens;
    this.#judge.outputTokens += outputTokens;
    if (usd === undefined) this.#judge.unpriced++;
    else this.#judge.usd += usd;
    this.#saved.usd -= usd ?? 0;
  }

  #save({ inputTokens = 0, outputTokens = 0, usd, judge }: Savings): void {
    this.#saved.inputTokens += inputTokens;
    this.#saved.outputTokens += outputTokens;
    if (usd === undefined) this.#saved.unpriced++;
    // The call of a judge has been taken off by its own event.
    else this.#saved.usd += usd + (judge?.usd ?? 0);
  }
}

const anyRate = (): RateInterval => ({ estimate: 0, low: 0, high: 1 });

function increment<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function sum(counts: Readonly<Record<string, number | undefined>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
}

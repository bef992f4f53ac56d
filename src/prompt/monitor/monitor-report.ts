import type { DriftExplanation, Fingerprinted } from '../drift/explain-drift.ts';
import type { CacheUsage } from './cache-usage.ts';

/** A call to count. */
export interface MonitoredCall {
  readonly provider: string;
  readonly model: string;
  /** In any shape that `readCacheUsage` reads. */
  readonly usage: unknown;
  readonly providerMetadata?: unknown;
  /** The plan of the call, or its fingerprint: then misses are counted and explained. */
  readonly prompt?: Fingerprinted;
}

/** What one call did with the provider's cache. */
export interface CallReport {
  readonly provider: string;
  readonly model: string;
  readonly usage: CacheUsage;
  /** Whether the counts can all be true; if not, nothing is derived from them. */
  readonly consistent: boolean;
  /**
   * US dollars saved, the write premium taken off; `undefined` when a price or a count isn't known, also which of the
   * provider's lifetimes was paid for.
   */
  readonly saved: number | undefined;
  /** About how many tokens an earlier call had sent in the same way; `undefined` when the request isn't known. */
  readonly eligible: number | undefined;
  /** Of those, the tokens that were not read from the cache. */
  readonly missed: number | undefined;
  /** Why, when an earlier call was there to share with and tokens were missed. */
  readonly drift: DriftExplanation | undefined;
}

export interface CacheTotals {
  readonly calls: number;
  readonly inputTokens: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** Calls whose provider or SDK didn't tell what was read, or written: left out of those sums, not counted as 0. */
  readonly unknownReads: number;
  readonly unknownWrites: number;
  /** Calls whose counts can't all be true, such as more read than sent: left out of all sums but those of calls. */
  readonly inconsistent: number;
  /** Tokens read of all input of the calls that told what they read, 0 to 1; `undefined` without such calls. */
  readonly hitRate: number | undefined;
  /** US dollars over the calls whose saving is known; negative when writes cost more than reads gave back. */
  readonly saved: number | undefined;
  /** Calls without a known saving: their tokens are counted, their money isn't. */
  readonly unpriced: number;
  readonly eligible: number;
  readonly missed: number;
}

export interface ModelTotals extends CacheTotals {
  readonly provider: string;
  readonly model: string;
}

export interface MonitorReport extends CacheTotals {
  /** The date of the prices, `YYYY-MM-DD`. */
  readonly pricesDate: string;
  readonly models: readonly ModelTotals[];
}

/** Sums calls up without keeping them. */
export interface Tally {
  add(call: CallReport): void;
  totals(): CacheTotals;
}

export function tally(): Tally {
  const counts = {
    calls: 0,
    inputTokens: 0,
    cacheRead: 0,
    cacheWrite: 0,
    unknownReads: 0,
    unknownWrites: 0,
    inconsistent: 0,
    unpriced: 0,
    eligible: 0,
    missed: 0,
  };
  let inputWithReads = 0;
  let saved: number | undefined;
  return {
    add(call) {
      const { inputTokens, cacheRead, cacheWrite } = call.usage;
      counts.calls += 1;
      if (!call.consistent) {
        counts.inconsistent += 1;
        counts.unpriced += 1;
        return;
      }
      counts.inputTokens += inputTokens;
      counts.cacheRead += cacheRead ?? 0;
      counts.cacheWrite += cacheWrite ?? 0;
      counts.eligible += call.eligible ?? 0;
      counts.missed += call.missed ?? 0;
      if (cacheRead === undefined) counts.unknownReads += 1;
      else inputWithReads += inputTokens;
      if (cacheWrite === undefined) counts.unknownWrites += 1;
      if (call.saved === undefined) counts.unpriced += 1;
      else saved = (saved ?? 0) + call.saved;
    },
    totals: () => ({
      ...counts,
      hitRate: inputWithReads === 0 ? undefined : counts.cacheRead / inputWithReads,
      saved,
    }),
  };
}

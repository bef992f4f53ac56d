import type { JudgeCost } from '../contracts/judge.ts';
import type { ServedBy } from '../contracts/verify-pair.ts';
import type { CacheLayer, MissReason, NotStoredReason } from '../observe/cache-event.ts';
import type { Savings } from '../observe/savings.ts';
import type { BypassReason } from '../policy/policy.ts';
import type { CachedResponse, TokenUsage } from '../response/cached-response.ts';
import type { ResponseDelta } from '../response/response-delta.ts';

/** An answer that was found, and where. */
export interface CacheHit {
  /** `stale`: past its TTL and within `staleWhileRevalidate`. */
  readonly status: 'hit' | 'stale';
  readonly layer: CacheLayer;
  /** For the semantic layer: the cosine of the two questions. */
  readonly similarity?: number;
  /** For the semantic layer: by what the two questions were found to mean the same. */
  readonly by?: ServedBy;
  /** For the semantic layer: the key of the question that was asked, for `reject`. */
  readonly askedKey?: string;
  /** Milliseconds since the answer was stored. */
  readonly ageMs: number;
  /** Of the entry that was served. */
  readonly key: string;
  /** What the provider billed for the answer when it was made. */
  readonly saved: Savings;
  readonly response: CachedResponse;
}

/** No answer to serve, and why. */
export interface CacheMiss {
  readonly status: 'miss';
  readonly reason: MissReason;
  readonly key: string;
  /**
   * Why nothing was served by meaning, where there is a semantic layer, how near the nearest question was, and what a
   * judge cost that was asked.
   */
  readonly semantic?: {
    readonly reason: string;
    readonly similarity?: number;
    readonly judged?: JudgeCost;
  };
}

/** The cache was not asked, and why. */
export interface CacheBypass {
  readonly status: 'bypass';
  readonly reason: BypassReason;
}

export type CacheLookup = CacheHit | CacheMiss | CacheBypass;

/** A miss whose answer was made; `shared` when it came of a call that another caller had begun. */
export type GeneratedMiss = CacheMiss & { readonly response: CachedResponse } & (
    | { readonly shared: false }
    | { readonly shared: true; readonly saved: Savings }
  );

/** What `getOrSet` gives: always an answer. */
export type CacheResult = CacheHit | GeneratedMiss | (CacheBypass & { readonly response: CachedResponse });

/** What `getOrStream` gives. A caller that joined another's call gets it in neutral terms. */
export type CacheStreamResult<Chunk> =
  | CacheHit
  | (CacheMiss & { readonly shared: false; readonly stream: ReadableStream<Chunk> })
  | (CacheMiss & { readonly shared: true } & JoinedStream)
  | (CacheMiss & { readonly shared: true; readonly saved: Savings; readonly response: CachedResponse })
  | (CacheBypass & { readonly stream: ReadableStream<Chunk> });

/** Another caller's stream, from its beginning. */
export interface JoinedStream {
  readonly deltas: ReadableStream<ResponseDelta>;
  /** What it spares, by the usage that its `finish` tells. */
  readonly savings: (usage: TokenUsage | undefined) => Savings;
}

export type StoreOutcome =
  | { readonly stored: true; readonly key: string }
  | { readonly stored: false; readonly reason: NotStoredReason | BypassReason };

/**
 * What to drop: everything with one of the tags, of a scope, of a model; one key; or, by a scan over all entries, the
 * answers to questions that match a pattern (in their first 2,000 characters).
 */
export type InvalidationTarget =
  | { readonly tags: readonly string[] }
  | { readonly scope: string }
  | { readonly model: string }
  | { readonly key: string }
  | { readonly matching: RegExp };

export interface InvalidationResult {
  /** Whether the store that keeps the generations took all of it. If not, try again; with `cursor`, from there. */
  readonly done: boolean;
  /** By pattern: how many entries were read, and dropped. */
  readonly scanned?: number;
  readonly dropped?: number;
  /** By pattern: where to go on, if the scan stopped at its limit, at its signal, or at a failure of the store. */
  readonly cursor?: string;
}

/** A hit that was wrong, as its metadata told it: with `askedKey` one by meaning, without it an exact one. */
export interface RejectedHit {
  readonly key: string;
  readonly askedKey?: string;
  /** The scope of the request that got it: nothing of another scope is touched. */
  readonly scope?: string;
}

export interface RejectionResult {
  /** `nothing`: there is no such entry in this scope, or the store did not answer. */
  readonly rejected: 'pair' | 'entry' | 'nothing';
  /** Whether the store took it. If not, try again; until then it holds for this process. */
  readonly done: boolean;
}

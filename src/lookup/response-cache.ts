import type { CacheEvent } from '../observe/cache-event.ts';
import type { MergedStats } from '../observe/statistics.ts';
import type { EventData } from '../policy/cache-rule.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import type { StoredEntry } from '../response/stored-entry.ts';
import type {
  CacheLookup,
  CacheResult,
  CacheStreamResult,
  InvalidationResult,
  InvalidationTarget,
  RejectedHit,
  RejectionResult,
  StoreOutcome,
} from './cache-result.ts';
import type { EntryPage } from './exact/entry-inspection.ts';
import type { StreamSource } from './flights/shared-stream.ts';
import type { ScanOptions } from './invalidation/pattern-scan.ts';

/** What a caller can replay: SDK versions differ in the parts they know. */
export interface Dialect {
  /** Callers of one dialect share a live stream; an answer that is being made is not shared across dialects. */
  readonly name: string;
  /** Whether an answer can be given to this caller; if not, it is a miss. */
  readonly accepts: (response: CachedResponse) => boolean;
}

/** Options of a call that may wait for the model. */
export interface CallOptions {
  /** Ends the wait for this caller, with its reason; other callers of the same request go on. */
  readonly signal?: AbortSignal;
  /** Default: everything is accepted. */
  readonly dialect?: Dialect;
}

/** Makes an answer. The signal fires when nobody waits for it any more. */
export type Generate = (signal: AbortSignal) => Promise<CachedResponse>;

/**
 * A cache of model answers. No method throws because a store failed: such a failure is a miss, or an answer that is
 * not stored, with an event. What throws is a bad request (`InvalidRequestError`), and what the model itself throws.
 */
export interface ResponseCache {
  /** Looks an answer up. Keep the request object and give it to `store`: it remembers what was current when. */
  lookup(request: CacheRequest): Promise<CacheLookup>;
  /** Stores an answer; resolves when memory has it, while slower layers are written in the background. */
  store(request: CacheRequest, response: CachedResponse): Promise<StoreOutcome>;
  /** The stored answer, or the one that `generate` makes; identical calls at the same time make one. */
  getOrSet(request: CacheRequest, generate: Generate, options?: CallOptions): Promise<CacheResult>;
  /** As `getOrSet`, for an answer that streams. Late callers get what has passed and then the live rest. */
  getOrStream<Chunk>(
    request: CacheRequest,
    source: StreamSource<Chunk>,
    options?: CallOptions,
  ): Promise<CacheStreamResult<Chunk>>;
  /**
   * Drops answers in every layer, at the cost of one increment whatever their number; by pattern, at the cost of a read
   * for each entry that there is. Memory in other processes notices within their `memory.recheck`.
   * @param options for a scan by pattern.
   */
  invalidate(target: InvalidationTarget, options?: ScanOptions): Promise<InvalidationResult>;
  /**
   * Takes a wrong hit back. By meaning (`key` and `askedKey`): that answer never serves that question again, in no
   * process. Exact: the entry is dropped.
   */
  reject(hit: RejectedHit): Promise<RejectionResult>;
  /**
   * Says that something happened, and drops what the event rules tie to it. An event without a rule drops nothing.
   * @returns as `invalidate`; rejects with what a rule throws on the event's data.
   */
  emit(event: string, data?: EventData): Promise<InvalidationResult>;
  /** What this cache did; with the option `sharedStatistics` also what all that share its store did, as `overall`. */
  stats(): Promise<MergedStats>;
  /**
   * Calls a listener for everything that happens from now on; what it throws is ignored.
   * @returns what ends it; no harm in calling it twice.
   */
  subscribe(listener: (event: CacheEvent) => void): () => void;
  /**
   * An entry as it lies in the store (without one, in memory), whether or not a lookup would serve it now. For
   * administration: it holds question and answer.
   * @returns `undefined` for an entry that isn't there, is damaged, or can't be read now.
   */
  inspect(key: string): Promise<StoredEntry | undefined>;
  /**
   * A page of the namespace's entries, in no order, at the cost of a read for each; for administration.
   * @param cursor of the page before; default: begins.
   * @returns `undefined` when the store doesn't answer.
   */
  entries(cursor?: string): Promise<EntryPage | undefined>;
  /** Waits for what is pending. The store belongs to whoever made it, and stays open. */
  close(): Promise<void>;
}

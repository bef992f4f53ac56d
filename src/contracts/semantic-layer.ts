import type { CacheEvent } from '../observe/cache-event.ts';
import type { RateInterval } from '../observe/rate-interval.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import type { StoredEntry } from '../response/stored-entry.ts';
import type { DroppedEntry } from './exact-store.ts';
import type { JudgeCost } from './judge.ts';
import type { PriceSource } from './price-source.ts';
import type { ServedBy } from './verify-pair.ts';

/** The layer that answers by meaning, for `createCache({ semantic })`: made by `semanticLayer` of `reprise/semantic`. */
export interface SemanticLayer {
  /** Called once by each cache that it is given to. */
  connect(core: SemanticSurroundings): SemanticLookups;
  /** Between what bounds a rate lies that was seen in a sample, for the wrong-hit rate in statistics. */
  rateInterval(events: number, trials: number): RateInterval;
}

/** What an operation gave, or that it gave nothing. */
export type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/** Guards calls of one backend: bounds the wait, checks what comes back, and turns each failure into `{ ok: false }`. */
export interface FailOpen {
  attempt<Value>(
    operation: string,
    /** Milliseconds. */
    timeout: number,
    check: (value: unknown) => value is Value,
    run: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<Attempt<Value>>;
}

/** Small texts beside the entries, under the cache's namespace, sealed where the cache encrypts. */
export interface KeptValues {
  /** @param name in `[A-Za-z0-9:_-]`. */
  read(name: string): Promise<Attempt<string | undefined>>;
  /** @param expiresAt milliseconds since the epoch. */
  write(name: string, value: string, expiresAt: number): Promise<Attempt<unknown>>;
}

/** All that the layer may use of the cache that it is connected to. */
export interface SemanticSurroundings {
  readonly namespace: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly emit: (event: CacheEvent) => void;
  readonly prices: PriceSource;
  readonly background: { run(work: Promise<unknown>): void };
  /** A guard of its own for each backend, by the name that events tell it by. */
  readonly failOpen: (name: string) => FailOpen;
  /** Milliseconds for an embedding, for a query of the index, and for a write. */
  readonly timeouts: { readonly embed: number; readonly query: number; readonly write: number };
  /** In the layer that keeps the entries' generations; `undefined` where the cache has none. */
  readonly verdicts: KeptValues | undefined;
  /** In the store that processes share; `undefined` without one. */
  readonly embeddings: KeptValues | undefined;
  /** A name that tells nothing of the text: 43 characters. */
  readonly hash: (text: string) => Promise<string>;
  /**
   * What an index may be given to keep of an entry, and back; sealed where the cache encrypts, for one place in the
   * index: what was moved can't be opened. Both may reject.
   */
  readonly seal: (text: string, place: string) => Promise<string>;
  readonly open: (text: string, place: string) => Promise<string>;
  /** Whether nothing may leave the process in clear: then an index that embeds by itself can't be used. */
  readonly encrypts: boolean;
}

/** A request with its keys. */
export interface SemanticRequest {
  readonly request: CacheRequest;
  readonly key: string;
  /** Covers all but the question: only entries with the same one are compared. */
  readonly contextKey: string;
}

/**
 * What the exact layers say of entries that were found for a request, given the question that each answered as the
 * index keeps it, whole: an entry has its beginning only.
 */
export interface EntryChecks {
  /** The entry of another key, if it may be served for this request. */
  load(key: string, question: string): Promise<StoredEntry | undefined>;
  /** The same conditions as for one that was found by key. */
  mayServe(entry: StoredEntry, question: string): Promise<boolean>;
  /** Whether an entry of these generations is known to be dead for every request; `false` also when the store doesn't answer. */
  isInvalidated(generations: StoredEntry['generations']): Promise<boolean>;
}

export interface SemanticFind {
  readonly entry: StoredEntry;
  /** The cosine of the two questions. */
  readonly similarity: number;
  readonly by: ServedBy;
}

/**
 * Why nothing was found by meaning. Reasons of the verifier (such as `number`) come besides these.
 * - `no-question`, `turned-off`, `too-long`: the request can't, or may not, be compared by meaning.
 * - `no-neighbour`: nothing is stored under an equal context.
 * - `unavailable`: the embedder, the index or the store of verdicts did not answer.
 * - `below-threshold`: similar to nothing that is stored.
 * - `judge`, `judge-unavailable`, `judge-pending`: the judge said no, did not answer, or is asked in the background.
 * - `out-of-reach`: another lies so much nearer that no judge was asked about this one.
 * - `rejected`: a user said that this pair is wrong.
 * - `tightened`: audits found too many wrong hits at this similarity.
 * - `shadow`: an answer was found, and in shadow mode none is served.
 * - `gone`: the neighbour's entry has expired, was invalidated, or doesn't carry the request's tags.
 */
export type SemanticReason =
  | 'no-question'
  | 'turned-off'
  | 'too-long'
  | 'no-neighbour'
  | 'unavailable'
  | 'below-threshold'
  | 'judge'
  | 'judge-unavailable'
  | 'judge-pending'
  | 'out-of-reach'
  | 'rejected'
  | 'tightened'
  | 'shadow'
  | 'gone'
  | (string & {});

/** What a lookup by meaning came to, and what its judge cost, if one was asked. */
export type SemanticOutcome = { readonly judged?: JudgeCost } & (
  | (SemanticFind & {
      readonly found: true;
      /** `false` in shadow mode: found, and not to be served. */
      readonly serve: boolean;
      /** Whether it is to be compared with a fresh answer. */
      readonly audit: boolean;
    })
  | {
      readonly found: false;
      readonly reason: SemanticReason;
      /** Of the nearest. */
      readonly similarity?: number;
    }
);

/** The layer as one cache uses it. Nothing here throws or rejects but `find` by a fault of the layer's own. */
export interface SemanticLookups {
  /** Begins what a lookup needs, side by side with the exact lookup, where that was asked for. */
  prepare(request: SemanticRequest): void;
  /** Tells what it came to, and all that was compared, as an event `semantic`. */
  find(request: SemanticRequest, checks: EntryChecks): Promise<SemanticOutcome>;
  /** Makes an entry findable by meaning, in the background. */
  write(request: SemanticRequest, entry: StoredEntry): void;
  /** Compares a find with a fresh answer, for the wrong-hit rate. */
  compare(
    request: SemanticRequest,
    find: SemanticFind,
    fresh: CachedResponse,
    served: boolean,
  ): Promise<void>;
  /** What is to be noted with an entry, so that its vector is found when the entry makes room for others. */
  note(scope: string | undefined): Promise<string>;
  /** Drops the vectors of entries that made room, in the background. */
  forget(dropped: readonly DroppedEntry[]): void;
  /** Drops all that the index has of a scope that was invalidated, in the background. */
  forgetScope(scope: string): void;
  /**
   * Remembers for good that the answer to one question doesn't serve another.
   * @param pair the exact keys of the entry that was served, and of the question that was asked.
   * @returns whether that is new; `unavailable` when the store did not take it: this process remembers it all the same.
   */
  reject(pair: {
    readonly key: string;
    readonly askedKey: string;
    readonly scope: string | undefined;
  }): Promise<boolean | 'unavailable'>;
}

import type { Encryption } from '../contracts/encryption.ts';
import type { ExactStore } from '../contracts/exact-store.ts';
import type { PriceSource } from '../contracts/price-source.ts';
import type { SemanticLayer } from '../contracts/semantic-layer.ts';
import type { Duration } from '../duration.ts';
import type { CacheEvent } from '../observe/cache-event.ts';
import type { CacheRule } from '../policy/cache-rule.ts';
import type { PolicyOptions } from '../policy/policy.ts';
import type { WaitUntil } from './fail-open/background-work.ts';
import type { SharedStatistics } from './shared-statistics.ts';

/** The layer in this process. */
export interface MemoryOptions {
  /** How much it holds, in bytes. Default 64 MiB. The oldest used goes first. */
  readonly maxBytes?: number;
  /** How many answers it holds. Default 10,000. */
  readonly maxEntries?: number;
  /** The longest that an answer stays in memory, whatever its own TTL. Default: no bound of its own. */
  readonly ttl?: Duration;
  /**
   * With a shared store: the longest that memory may serve an answer that another process has invalidated. Older
   * knowledge is checked with the store before an answer is served. Default `'1s'`; 0 asks every time; `Infinity`
   * never does, and never hears of other processes' invalidations.
   */
  readonly recheck?: Duration;
  /**
   * The same bound while the store doesn't answer: for so long after what it said last, memory goes on serving, and
   * keeps what the model answers. What another process invalidates meanwhile is served until then; what this process
   * does, isn't. Default: `recheck`.
   */
  readonly whileUnavailable?: Duration;
}

/** How long one operation may take before the call goes on without it. */
export interface TimeoutOptions {
  /** Reading from the store. Default 250 ms. */
  readonly read?: Duration;
  /** Writing to the store and invalidating, off the critical path. Default 5 s. */
  readonly write?: Duration;
  /**
   * Joining a call of the model that is under way: one without a sign of life for so long counts as hanging, and who
   * comes then calls the model again. Default: four times the longest of the model's latest 32 answers, 5 s to 5 min;
   * 1 min for a model that hasn't answered yet.
   */
  readonly flight?: Duration;
  /** A stream that nobody reads from for so long is neither shared nor stored any more. Default 1 min. */
  readonly idle?: Duration;
  /** Making a new answer for a stale one, in the background. Default 2 min. */
  readonly refresh?: Duration;
  /** `singleFlight: 'shared'`: after this long a process that died is replaced. Default 5 s. */
  readonly lease?: Duration;
  /** `singleFlight: 'shared'`: how long to wait for another process before calling the model. Default 30 s. */
  readonly wait?: Duration;
  /** What `close` waits for at the most. Default 10 s. What is pending then is lost, and a `lost` event says so. */
  readonly close?: Duration;
  /** Embedding a question. Default 1 s. */
  readonly embed?: Duration;
  /** Asking the vector index. Default 500 ms. */
  readonly query?: Duration;
}

export interface CacheOptions {
  /** L1, in this process. On by default; `false` turns it off. */
  readonly memory?: false | MemoryOptions;
  /** L2, shared between processes, such as `upstashRedis(...)`. Default: none. */
  readonly store?: ExactStore;
  /** L3, answers by meaning: `semanticLayer({ index, ... })` of `reprise/semantic`. Default: none. */
  readonly semantic?: SemanticLayer;
  /** Keeps caches in one store apart. Letters, digits, `-` and `_`, at most 64. Default `reprise`. */
  readonly namespace?: string;
  /**
   * Refuses requests without a scope with an InvalidRequestError: for applications in which every answer belongs to a
   * tenant. Default `false`: such requests share their answers.
   */
  readonly requireScope?: boolean;
  /** How long an answer is served, unless its request says otherwise. Default `'1d'`; `Infinity`: until it is evicted. */
  readonly ttl?: Duration;
  /**
   * For how long after its TTL an answer is still served, with the status `stale`, while a new one is made in the
   * background. Default 0: not at all.
   */
  readonly staleWhileRevalidate?: Duration;
  /**
   * For how long after its TTL an answer is given if the provider fails (a 5xx, a rate limit, a network error; not for
   * a request that it refuses, nor for a stream that fails once it is open). Default 0: the error is the caller's.
   */
  readonly staleIfError?: Duration;
  /**
   * Who joins identical calls at the same time: those of one process (default), or those of all that share the store.
   * With `'shared'` a miss costs two more round trips; one process calls the model and the others wait until its answer
   * is stored, a streamed one until its end.
   */
  readonly singleFlight?: 'process' | 'shared';
  /**
   * How many answers the namespace holds in each layer, over all processes. When there is one too many the oldest
   * tenth goes, with its vectors. The store must be able to tell (`upstashRedis` and `memoryStore` are). Default: no
   * limit but those of `memory`.
   */
  readonly maxEntries?: number;
  /** How long what may be cached, and which events drop it. A pattern that may take too long is refused. */
  readonly rules?: readonly CacheRule[];
  /** What may be cached beyond the defaults. Default: a set temperature above 0, and what a provider's tool did, are not. */
  readonly policy?: PolicyOptions;
  /** How long each step may take before the call goes on without it. */
  readonly timeouts?: TimeoutOptions;
  /** `sharedStatistics()`: counts in the store what all processes do, for `stats().overall`. Default: not counted. */
  readonly sharedStatistics?: SharedStatistics;
  /**
   * `encryption({ keys })` of `reprise/encryption`: protects what is written to `store` and to the index of `semantic` from
   * whoever can read or change it there. A value that can't be opened is a miss. Default: values in clear under hashed names.
   */
  readonly encryption?: Encryption;
  /** What models cost, for the money in `stats()` and in `saved`. Default: a small dated table. */
  readonly prices?: PriceSource;
  /** Keeps a serverless function alive for writes. Default: found on Vercel; elsewhere give your host's, such as `after` of `next/server`. */
  readonly waitUntil?: WaitUntil;
  /** Called for everything that happens. What it throws, or rejects with, is ignored. */
  readonly onEvent?: (event: CacheEvent) => void;
  /** Milliseconds since the epoch, for tests. Default `Date.now`. */
  readonly clock?: () => number;
}

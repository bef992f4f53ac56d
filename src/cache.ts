import { InvalidOptionError } from './errors.ts';
import { AnswerFlights } from './lookup/answer-flights.ts';
import { Backend } from './lookup/backend.ts';
import { BackgroundWork, type WaitUntil } from './lookup/background-work.ts';
import { CounterNames } from './lookup/counter-names.ts';
import { EntryLimit, missingRecords } from './lookup/entry-limit.ts';
import { ExactLayers } from './lookup/exact-layers.ts';
import type { ExactStore } from './lookup/exact-store.ts';
import { Generations } from './lookup/generations.ts';
import type { Layer } from './lookup/layer.ts';
import { LayeredCache } from './lookup/layered-cache.ts';
import { LookupPipeline } from './lookup/lookup-pipeline.ts';
import { PatternScan } from './lookup/pattern-scan.ts';
import { Refreshes } from './lookup/refreshes.ts';
import type { ResponseCache } from './lookup/response-cache.ts';
import { type SemanticOptions, semanticLayer } from './lookup/semantic-options.ts';
import { byPartition, semanticPartition } from './lookup/semantic-partition.ts';
import { SharedFlights } from './lookup/shared-flights.ts';
import { SharedStatistics } from './lookup/shared-statistics.ts';
import { memoryStore } from './memory/memory-store.ts';
import { builtinPrices } from './observe/builtin-prices.ts';
import type { CacheEvent } from './observe/cache-event.ts';
import type { PriceSource } from './observe/price-source.ts';
import { Statistics } from './observe/statistics.ts';
import type { CacheRule } from './policy/cache-rule.ts';
import type { PolicyOptions } from './policy/policy.ts';
import { RuleSet } from './policy/rule-set.ts';
import { type Duration, milliseconds } from './request/duration.ts';

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
   * never does, so that memory serves while the store is down, and never hears of other processes' invalidations.
   */
  readonly recheck?: Duration;
}

/** How long one operation may take before the call goes on without it. */
export interface TimeoutOptions {
  /** Reading from the store. Default 250 ms. */
  readonly read?: Duration;
  /** Writing to the store and invalidating, off the critical path. Default 5 s. */
  readonly write?: Duration;
  /** Making a new answer for a stale one, in the background. Default 2 min. */
  readonly refresh?: Duration;
  /** `singleFlight: 'shared'`: after this long a process that died is replaced. Default 5 s. */
  readonly lease?: Duration;
  /** `singleFlight: 'shared'`: how long to wait for another process before calling the model. Default 30 s. */
  readonly wait?: Duration;
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
  /** L3, answers by meaning. Default: none. */
  readonly semantic?: SemanticOptions;
  /** Keeps caches in one store apart. Letters, digits, `-` and `_`, at most 64. Default `reprise`. */
  readonly namespace?: string;
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
  readonly policy?: PolicyOptions;
  readonly timeouts?: TimeoutOptions;
  /**
   * Counts in the store what all processes do, for `stats().overall`; one request a second at the most. Default `false`.
   */
  readonly sharedStatistics?: boolean;
  /** What models cost, for the money in `stats()` and in `saved`. Default: a small dated table. */
  readonly prices?: PriceSource;
  /** Keeps a serverless function alive for writes. Default: found on Next.js and Vercel; elsewhere give your host's. */
  readonly waitUntil?: WaitUntil;
  /** Called for everything that happens. What it throws is ignored. */
  readonly onEvent?: (event: CacheEvent) => void;
  /** Milliseconds since the epoch, for tests. Default `Date.now`. */
  readonly clock?: () => number;
}

/**
 * Makes a cache of model answers.
 * @throws InvalidOptionError naming the option that is out of its range.
 */
export function createCache(options: CacheOptions = {}): ResponseCache {
  const {
    memory = {},
    store,
    semantic,
    namespace = 'reprise',
    policy = {},
    timeouts = {},
    prices = builtinPrices,
  } = options;
  const { waitUntil, onEvent, clock = Date.now } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(namespace)) {
    throw new InvalidOptionError('namespace', '1 to 64 letters, digits, "-" or "_"');
  }
  const ttl = milliseconds(options.ttl ?? '1d', 'ttl');
  const staleFor = milliseconds(options.staleWhileRevalidate ?? 0, 'staleWhileRevalidate');
  const graceFor = milliseconds(options.staleIfError ?? 0, 'staleIfError');
  const readTimeout = milliseconds(timeouts.read ?? 250, 'timeouts.read');
  const writeTimeout = milliseconds(timeouts.write ?? '5s', 'timeouts.write');
  const statistics = new Statistics();
  let sharedStatistics: SharedStatistics | undefined;
  const emit = (event: CacheEvent) => {
    statistics.add(event);
    sharedStatistics?.add(event);
    try {
      onEvent?.(event);
    } catch {
      // An observer that fails must not fail the call that it observes.
    }
  };
  const surroundings = { clock, emit };
  const background = new BackgroundWork(waitUntil);
  const names = new CounterNames(namespace);
  const rules = new RuleSet(options.rules ?? []);
  const { maxEntries } = options;
  if (maxEntries !== undefined && store !== undefined && store.records === undefined) throw missingRecords();
  const limit =
    maxEntries === undefined
      ? undefined
      : new EntryLimit({
          maxEntries,
          namespace,
          // Where its vector is: the key alone doesn't tell the scope.
          note: async ({ scope }) => (semantic === undefined ? '' : semanticPartition(namespace, scope)),
        });
  const local = memory === false ? undefined : memoryLayer(memory, clock);
  const layer = (target: ExactStore, readTimeout: number): Layer => ({
    store: target,
    backend: new Backend({ ...surroundings, name: target.name }),
    readTimeout,
  });
  const shared = store && layer(store, readTimeout);
  const own = local && { ...layer(local.store, Number.POSITIVE_INFINITY), ttl: local.ttl };
  const exact = new ExactLayers({
    ...surroundings,
    memory: own,
    store: shared,
    writeTimeout,
    namespace,
    policy,
    generations: new Generations(local?.recheck ?? 0, clock),
    background,
    limit,
    onDropped: (dropped) => {
      for (const [partition, keys] of byPartition(dropped)) meaning?.forget(partition, keys);
    },
  });
  const scan = new PatternScan({
    layers: [own, shared].filter((target) => target !== undefined),
    exact,
    names,
    namespace,
    timeout: writeTimeout,
  });
  const meaning =
    semantic &&
    semanticLayer(semantic, {
      ...surroundings,
      store: shared,
      exact,
      background,
      namespace,
      timeouts: {
        embed: milliseconds(timeouts.embed ?? '1s', 'timeouts.embed'),
        query: milliseconds(timeouts.query ?? 500, 'timeouts.query'),
        write: writeTimeout,
      },
    });
  const pipeline = new LookupPipeline({
    ...surroundings,
    namespace,
    ttl,
    names,
    rules,
    policy,
    prices,
    exact,
    semantic: meaning,
    embedAhead: semantic?.embedAhead ?? false,
    staleFor,
    graceFor,
  });
  sharedStatistics = options.sharedStatistics
    ? new SharedStatistics({ ...tallying(shared), background, namespace, timeout: writeTimeout })
    : undefined;
  const sharedFlights =
    options.singleFlight === 'shared'
      ? new SharedFlights({
          ...sharing(shared),
          namespace,
          leaseFor: milliseconds(timeouts.lease ?? '5s', 'timeouts.lease'),
          waitFor: milliseconds(timeouts.wait ?? '30s', 'timeouts.wait'),
          timeout: writeTimeout,
        })
      : undefined;
  const refreshes = new Refreshes({
    ...surroundings,
    sharedFlights,
    pipeline,
    background,
    timeout: milliseconds(timeouts.refresh ?? '2m', 'timeouts.refresh'),
  });
  return new LayeredCache({
    pipeline,
    exact,
    names,
    rules,
    scan,
    flights: new AnswerFlights({ pipeline, exact, refreshes, sharedFlights, background }),
    background,
    statistics,
    sharedStatistics,
    clock,
    emit,
  });
}

function tallying(shared: Layer | undefined) {
  const tallies = shared?.store.tallies;
  if (shared === undefined || tallies === undefined) {
    throw new InvalidOptionError('sharedStatistics', 'a store with tallies');
  }
  return { tallies, backend: shared.backend };
}

function sharing(shared: Layer | undefined) {
  const leases = shared?.store.leases;
  if (shared === undefined || leases === undefined) {
    throw new InvalidOptionError('singleFlight', "'process', or a store with leases for 'shared'");
  }
  return { leases, backend: shared.backend };
}

function memoryLayer(
  { maxBytes, maxEntries, ttl = Number.POSITIVE_INFINITY, recheck = '1s' }: MemoryOptions,
  clock: () => number,
) {
  const store = memoryStore({
    clock,
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(maxEntries === undefined ? {} : { maxEntries }),
  });
  return { store, ttl: milliseconds(ttl, 'memory.ttl'), recheck: milliseconds(recheck, 'memory.recheck') };
}

import type { ExactStore } from './contracts/exact-store.ts';
import type { SemanticLookups } from './contracts/semantic-layer.ts';
import { milliseconds } from './duration.ts';
import { InvalidOptionError } from './errors.ts';
import type { CacheOptions, MemoryOptions } from './lookup/cache-options.ts';
import { EntryInspection } from './lookup/exact/entry-inspection.ts';
import { EntryLimit, missingRecords } from './lookup/exact/entry-limit.ts';
import { EntryReader } from './lookup/exact/entry-reader.ts';
import { ExactLayers } from './lookup/exact/exact-layers.ts';
import { type Layer, LayerReads } from './lookup/exact/layer.ts';
import { Neighbours } from './lookup/exact/neighbours.ts';
import { sealedStore, UNOPENED } from './lookup/exact/sealed-store.ts';
import { Backend } from './lookup/fail-open/backend.ts';
import { BackgroundWork } from './lookup/fail-open/background-work.ts';
import { tell } from './lookup/fail-open/callback.ts';
import { failOpenPrices } from './lookup/fail-open/price-lookup.ts';
import { Flights } from './lookup/flights/flights.ts';
import { Patience } from './lookup/flights/patience.ts';
import { Refreshes } from './lookup/flights/refreshes.ts';
import { SharedFlights } from './lookup/flights/shared-flights.ts';
import { type Outcome, SingleFlight } from './lookup/flights/single-flight.ts';
import { CounterNames } from './lookup/invalidation/counter-names.ts';
import { Generations, ScanMark } from './lookup/invalidation/generations.ts';
import { Invalidation } from './lookup/invalidation/invalidation.ts';
import { PatternScan } from './lookup/invalidation/pattern-scan.ts';
import { Rejection } from './lookup/invalidation/rejection.ts';
import { keptValues } from './lookup/kept-values.ts';
import { LayeredCache } from './lookup/layered-cache.ts';
import { Layers } from './lookup/layers.ts';
import { LookupEvents } from './lookup/lookup-events.ts';
import type { ResponseCache } from './lookup/response-cache.ts';
import type { ConnectedStatistics } from './lookup/shared-statistics.ts';
import { memoryStore } from './memory/memory-store.ts';
import type { CacheEvent } from './observe/cache-event.ts';
import { warnInDevelopment } from './observe/development-warning.ts';
import { Statistics } from './observe/statistics.ts';
import { assertPolicy } from './policy/policy.ts';
import { RuleSet } from './policy/rule-set.ts';
import { builtinPrices } from './prices/builtin-prices.ts';
import { sha256 } from './request/digest.ts';

/**
 * Makes a cache of model answers.
 * @throws InvalidOptionError naming the option that is out of its range.
 */
export function createCache(options: CacheOptions = {}): ResponseCache {
  const { memory = {}, store, semantic, namespace = 'reprise', policy = {}, timeouts = {} } = options;
  const { encryption, waitUntil, onEvent, clock = Date.now, requireScope = false } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(namespace)) {
    throw new InvalidOptionError('namespace', '1 to 64 letters, digits, "-" or "_"');
  }
  assertPolicy(policy);
  if (semantic !== undefined && typeof semantic?.connect !== 'function') {
    throw new InvalidOptionError('semantic', 'what semanticLayer() of reprise/semantic gives');
  }
  if (encryption !== undefined && typeof encryption?.seal !== 'function') {
    throw new InvalidOptionError('encryption', 'what encryption() of reprise/encryption gives');
  }
  if (options.sharedStatistics !== undefined && typeof options.sharedStatistics?.connect !== 'function') {
    throw new InvalidOptionError('sharedStatistics', 'what sharedStatistics() of reprise gives');
  }
  const ttl = milliseconds(options.ttl ?? '1d', 'ttl');
  const staleFor = milliseconds(options.staleWhileRevalidate ?? 0, 'staleWhileRevalidate');
  const graceFor = milliseconds(options.staleIfError ?? 0, 'staleIfError');
  const readTimeout = milliseconds(timeouts.read ?? 250, 'timeouts.read');
  const writeTimeout = milliseconds(timeouts.write ?? '5s', 'timeouts.write');
  const embedTimeout = milliseconds(timeouts.embed ?? '1s', 'timeouts.embed');
  const queryTimeout = milliseconds(timeouts.query ?? 500, 'timeouts.query');
  const refreshTimeout = milliseconds(timeouts.refresh ?? '2m', 'timeouts.refresh');
  const closeTimeout = milliseconds(timeouts.close ?? '10s', 'timeouts.close');
  const statistics = new Statistics(semantic?.rateInterval);
  let sharedStatistics: ConnectedStatistics | undefined;
  const listeners = new Set(onEvent === undefined ? [] : [onEvent]);
  const emit = (event: CacheEvent) => {
    statistics.add(event);
    sharedStatistics?.add(event);
    if (event.type === 'failure' && event.permanent) warnInDevelopment(event.backend, event.message);
    for (const listener of listeners) tell(listener, event);
  };
  const surroundings = { clock, emit };
  const prices = options.prices === undefined ? builtinPrices : failOpenPrices(options.prices, surroundings);
  const background = new BackgroundWork({
    ...surroundings,
    waitUntil,
    longest: refreshTimeout + writeTimeout,
  });
  const hash = async (text: string) => {
    const digest = await sha256(text);
    return encryption === undefined ? digest : encryption.name(digest);
  };
  const names = new CounterNames(namespace, hash);
  const rules = options.rules === undefined ? undefined : new RuleSet(options.rules);
  const { maxEntries } = options;
  if (maxEntries !== undefined && store !== undefined && store.records === undefined) throw missingRecords();
  const limit =
    maxEntries === undefined
      ? undefined
      : new EntryLimit({
          maxEntries,
          namespace,
          // Where its vector is: the key alone doesn't tell the scope.
          note: async ({ scope }) => (await meaning?.note(scope)) ?? '',
        });
  const local = memory === false ? undefined : memoryLayer(memory, clock);
  const layer = (target: ExactStore, readTimeout: number): Layer => ({
    store: target,
    backend: new Backend({ ...surroundings, name: target.name }),
    readTimeout,
  });
  const shared =
    store && layer(encryption === undefined ? store : sealedStore(store, encryption), readTimeout);
  const own = local && { ...layer(local.store, Number.POSITIVE_INFINITY), own: true, ttl: local.ttl };
  const generations = new Generations(local?.recheck ?? 0, clock);
  const reads = new LayerReads({ memory: own, store: shared, namespace, generations, clock });
  const reader = new EntryReader({ policy, clock });
  const scans = new ScanMark(namespace);
  const keyName = encryption && ((digest: string) => encryption.name(digest));
  const exact = new ExactLayers({
    ...surroundings,
    memory: own,
    store: shared,
    writeTimeout,
    namespace,
    reads,
    reader,
    scans,
    generations,
    names,
    background,
    limit,
    onDropped: (dropped) => meaning?.forget(dropped),
  });
  const scan = new PatternScan({
    layers: [own, shared].filter((target) => target !== undefined),
    exact,
    names,
    namespace,
    timeout: writeTimeout,
  });
  const authority = shared ?? own;
  const kept = (target: Layer | undefined) => target && keptValues(target, namespace, writeTimeout);
  const meaning: SemanticLookups | undefined = semantic?.connect({
    ...surroundings,
    namespace,
    prices,
    background,
    failOpen: (name) => new Backend({ ...surroundings, name }),
    timeouts: { embed: embedTimeout, query: queryTimeout, write: writeTimeout },
    verdicts: kept(authority),
    embeddings: kept(shared),
    hash,
    seal: async (text, place) => encryption?.seal(text, place) ?? text,
    open: async (text, place) => (encryption ? ((await encryption.open(text, place)) ?? UNOPENED) : text),
    encrypts: encryption?.encrypts ?? false,
  });
  const events = new LookupEvents({ ...surroundings, prices });
  const layers = new Layers({
    clock,
    events,
    policy,
    prices,
    exact,
    reads,
    neighbours: new Neighbours({ reads, reader, scans, generations, names, keyName }),
    semantic: meaning,
    staleFor,
    graceFor,
  });
  sharedStatistics = options.sharedStatistics?.connect({
    ...tallying(shared),
    background,
    namespace,
    timeout: writeTimeout,
  });
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
    layers,
    events,
    background,
    timeout: refreshTimeout,
  });
  const answers = new LayeredCache({
    preparation: {
      ...(keyName === undefined ? {} : { name: keyName }),
      namespace,
      ttl,
      names,
      rules,
      policy,
      requireScope,
    },
    layers,
    singleFlight: new SingleFlight({
      layers,
      flights: new Flights<Outcome>({ clock, stillCurrent: (values) => reads.stillCurrent(values) }),
      sharedFlights,
      patience: new Patience(
        timeouts.flight === undefined ? undefined : milliseconds(timeouts.flight, 'timeouts.flight'),
      ),
      refreshes,
      events,
      background,
    }),
    streamBounds: {
      maxUnits: largestAnswer(own?.store, store),
      idle: milliseconds(timeouts.idle ?? '1m', 'timeouts.idle'),
      clock,
    },
    events,
  });
  const invalidation = new Invalidation({ ...surroundings, exact, names, rules, scan, semantic: meaning });
  const inspect = (target: Layer | undefined) =>
    new EntryInspection({ layer: target, namespace, timeout: writeTimeout });
  const inspection = inspect(authority);
  const rejection = new Rejection({
    ...surroundings,
    inspections: [inspection, inspect(own)],
    invalidation,
    exact,
    semantic: meaning,
  });
  return {
    lookup: (request) => answers.lookup(request),
    store: (request, response) => answers.store(request, response),
    getOrSet: (request, generate, call) => answers.getOrSet(request, generate, call),
    getOrStream: (request, source, call) => answers.getOrStream(request, source, call),
    reject: (hit) => rejection.reject(hit),
    invalidate: (target, scanning) => invalidation.invalidate(target, scanning),
    emit: (event, data) => invalidation.emit(event, data),
    stats: async () => {
      const overall = await sharedStatistics?.read();
      return { ...statistics.snapshot(), ...(overall === undefined ? {} : { overall }) };
    },
    subscribe: (listener) => {
      // A listener of its own each time: two subscriptions of one function end one by one.
      const own = (event: CacheEvent) => listener(event);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    inspect: (key) => inspection.entry(key),
    entries: (cursor) => inspection.page(cursor),
    close: async () => {
      const until = performance.now() + closeTimeout;
      sharedStatistics?.flush();
      await background.flush(closeTimeout);
      // What was going on while the first batch was sent has been counted since.
      sharedStatistics?.flush();
      await background.flush(Math.max(0, until - performance.now()));
    },
  };
}

/** UTF-16 units of the largest answer that a layer takes; memory counts two bytes for each. */
function largestAnswer(memory: ExactStore | undefined, store: ExactStore | undefined): number {
  return Math.min(MOST_UNITS, Math.max((memory?.maxValueBytes ?? 0) / 2, store?.maxValueBytes ?? 0));
}

/** However much a store takes, more than this is no answer of a model. */
const MOST_UNITS = 2 ** 26;

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

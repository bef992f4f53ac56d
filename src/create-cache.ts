import type { ExactStore } from './contracts/exact-store.ts';
import type { SemanticLookups } from './contracts/semantic-layer.ts';
import { InvalidOptionError } from './errors.ts';
import type { CacheOptions } from './lookup/cache-options.ts';
import { cacheSettings } from './lookup/cache-settings.ts';
import { EntryInspection } from './lookup/exact/entry-inspection.ts';
import { EntryLimit, type EntryLimitOptions, missingRecords } from './lookup/exact/entry-limit.ts';
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
import { builtinPrices } from './prices/builtin-prices.ts';
import { sha256 } from './request/digest.ts';

/**
 * Makes a cache of model answers.
 * @throws InvalidOptionError naming the option that is out of its range.
 */
export function createCache(options: CacheOptions = {}): ResponseCache {
  const settings = cacheSettings(options);
  const { namespace, clock, timeouts, policy, rules } = settings;
  const { store, semantic, encryption } = options;
  const statistics = new Statistics(semantic?.rateInterval);
  let sharedStatistics: ConnectedStatistics | undefined;
  const listeners = new Set(options.onEvent === undefined ? [] : [options.onEvent]);
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
    waitUntil: options.waitUntil,
    longest: timeouts.refresh + timeouts.write,
  });
  const layer = (target: ExactStore, readTimeout: number): Layer => ({
    store: target,
    backend: new Backend({ ...surroundings, name: target.name }),
    readTimeout,
  });
  const shared = store && layer(encryption ? sealedStore(store, encryption) : store, timeouts.read);
  const own = settings.memory && {
    ...layer(memoryStore({ clock, ...settings.memory.bounds }), Number.POSITIVE_INFINITY),
    own: true,
    ttl: settings.memory.ttl,
  };
  const authority = shared ?? own;
  const hash = async (text: string) => {
    const digest = await sha256(text);
    return encryption === undefined ? digest : encryption.name(digest);
  };
  const keyName = encryption && ((digest: string) => encryption.name(digest));
  const names = new CounterNames(namespace, hash);
  const generations = new Generations({ recheck: 0, whileUnavailable: 0, ...settings.memory, clock });
  const scans = new ScanMark(namespace);
  const reads = new LayerReads({ memory: own, store: shared, namespace, generations, clock });
  const reader = new EntryReader({ policy, clock });
  const exact = new ExactLayers({
    ...surroundings,
    memory: own,
    store: shared,
    writeTimeout: timeouts.write,
    namespace,
    reads,
    reader,
    scans,
    generations,
    names,
    background,
    limit: entryLimit(options, namespace, async ({ scope }) => (await meaning?.note(scope)) ?? ''),
    onDropped: (dropped) => meaning?.forget(dropped),
  });
  const kept = (target: Layer | undefined) => target && keptValues(target, namespace, timeouts.write);
  const meaning: SemanticLookups | undefined = semantic?.connect({
    ...surroundings,
    namespace,
    prices,
    background,
    failOpen: (name) => new Backend({ ...surroundings, name }),
    timeouts,
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
    staleFor: settings.staleFor,
    graceFor: settings.graceFor,
  });
  sharedStatistics = options.sharedStatistics?.connect({
    ...tallying(shared),
    background,
    namespace,
    timeout: timeouts.write,
  });
  const sharedFlights =
    options.singleFlight === 'shared'
      ? new SharedFlights({
          ...sharing(shared),
          namespace,
          leaseFor: timeouts.lease,
          waitFor: timeouts.wait,
          timeout: timeouts.write,
        })
      : undefined;
  const refreshes = new Refreshes({
    ...surroundings,
    sharedFlights,
    layers,
    events,
    background,
    timeout: timeouts.refresh,
  });
  const answers = new LayeredCache({
    preparation: { ...settings, names, name: keyName },
    layers,
    singleFlight: new SingleFlight({
      layers,
      flights: new Flights<Outcome>({ clock, stillCurrent: (values) => reads.stillCurrent(values) }),
      sharedFlights,
      patience: new Patience(timeouts.flight),
      refreshes,
      events,
      background,
    }),
    streamBounds: { maxUnits: largestAnswer(own?.store, store), idle: timeouts.idle, clock },
    events,
  });
  const scan = new PatternScan({
    layers: [own, shared].filter((target) => target !== undefined),
    exact,
    names,
    namespace,
    timeout: timeouts.write,
  });
  const invalidation = new Invalidation({ ...surroundings, exact, names, rules, scan, semantic: meaning });
  const inspect = (target: Layer | undefined) =>
    new EntryInspection({ layer: target, namespace, timeout: timeouts.write });
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
      const until = performance.now() + timeouts.close;
      sharedStatistics?.flush();
      await background.flush(timeouts.close);
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

function entryLimit(
  { maxEntries, store }: CacheOptions,
  namespace: string,
  note: EntryLimitOptions['note'],
): EntryLimit | undefined {
  if (maxEntries === undefined) return undefined;
  if (store !== undefined && store.records === undefined) throw missingRecords();
  // Where its vector is goes on record with an entry: the key alone doesn't tell the scope.
  return new EntryLimit({ maxEntries, namespace, note });
}

import type { CacheEvent } from '../observe/cache-event.ts';
import type { MergedStats, Statistics } from '../observe/statistics.ts';
import type { EventData } from '../policy/cache-rule.ts';
import type { RuleSet } from '../policy/rule-set.ts';
import { assertRequest } from '../request/assert-request.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse, TokenUsage } from '../response/cached-response.ts';
import { copyResponse } from '../response/copy-response.ts';
import { withoutProviderIds } from '../response/provider-item-ids.ts';
import { Recorder, type Recording } from '../response/recorder.ts';
import type { StoredEntry } from '../response/stored-entry.ts';
import { type AnswerFlights, missOf, type Outcome } from './answer-flights.ts';
import type {
  CacheHit,
  CacheLookup,
  CacheResult,
  CacheStreamResult,
  InvalidationResult,
  InvalidationTarget,
  StoreOutcome,
} from './cache-result.ts';
import type { CounterNames } from './counter-names.ts';
import type { EntryInspection, EntryPage } from './entry-inspection.ts';
import type { ExactLayers, Snapshot } from './exact-layers.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import { neverAborted } from './flight.ts';
import type { LookupEvents } from './lookup-events.ts';
import type { LookupPipeline } from './lookup-pipeline.ts';
import type { PatternScan, ScanOptions } from './pattern-scan.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { CallOptions, Dialect, Generate, ResponseCache } from './response-cache.ts';
import type { SharedStatistics } from './shared-statistics.ts';
import type { StreamSource } from './shared-stream.ts';

export interface LayeredCacheOptions {
  readonly pipeline: LookupPipeline;
  readonly events: LookupEvents;
  readonly exact: ExactLayers;
  readonly names: CounterNames;
  readonly rules: RuleSet;
  readonly scan: PatternScan;
  readonly flights: AnswerFlights;
  readonly background: BackgroundWork;
  /** Milliseconds that `close` waits at the most. */
  readonly closeTimeout: number;
  readonly statistics: Statistics;
  readonly sharedStatistics: SharedStatistics | undefined;
  readonly clock: () => number;
  readonly emit: (event: CacheEvent) => void;
  readonly inspection: EntryInspection;
  readonly listeners: Set<(event: CacheEvent) => void>;
}

/** The cache that `createCache` wires: lookups and writes by the pipeline, identical calls joined in one flight. */
export class LayeredCache implements ResponseCache {
  readonly #options: LayeredCacheOptions;
  // What was current when a request was looked up: an answer stored for it later is as old as that.
  readonly #snapshots = new WeakMap<CacheRequest, Snapshot>();

  constructor(options: LayeredCacheOptions) {
    this.#options = options;
  }

  async lookup(request: CacheRequest): Promise<CacheLookup> {
    const { pipeline, events } = this.#options;
    const started = performance.now();
    assertRequest(request);
    const admission = await pipeline.admit(request);
    if (!admission.admitted) return { status: 'bypass', reason: admission.reason };
    const { prepared } = admission;
    const finding = await pipeline.find(prepared, anyDialect);
    if (finding.found) {
      events.served(prepared, finding.hit, started);
      return finding.hit;
    }
    if (finding.snapshot !== undefined) this.#snapshots.set(request, finding.snapshot);
    events.missed(prepared, finding.reason, started);
    return missOf(prepared, finding);
  }

  async store(request: CacheRequest, response: CachedResponse): Promise<StoreOutcome> {
    const { pipeline } = this.#options;
    assertRequest(request);
    const admission = await pipeline.admit(request);
    if (!admission.admitted) return { stored: false, reason: admission.reason };
    const { prepared } = admission;
    const snapshot = this.#snapshots.get(request) ?? (await pipeline.snapshot(prepared));
    const reason = await pipeline.store(prepared, response, snapshot);
    return reason === undefined ? { stored: true, key: prepared.key } : { stored: false, reason };
  }

  async getOrSet(request: CacheRequest, generate: Generate, options: CallOptions = {}): Promise<CacheResult> {
    const { pipeline, events, flights } = this.#options;
    const { signal, dialect = anyDialect } = options;
    const started = performance.now();
    assertRequest(request);
    signal?.throwIfAborted();
    const alone = () => generate(signal ?? neverAborted());
    const admission = await pipeline.admit(request);
    if (!admission.admitted) return { status: 'bypass', reason: admission.reason, response: await alone() };
    const { prepared } = admission;
    const near = await pipeline.findInMemory(prepared, dialect);
    if (near !== undefined) return this.#serve(prepared, near, true, started);
    const { flight, created } = await flights.board({ prepared, started, dialect }, generate);
    const outcome = await flight.join(signal);
    if (outcome.kind === 'response' && created) {
      return { ...outcome.miss, shared: false, response: outcome.response };
    }
    const response = await answerOf(outcome, signal);
    // What was joined gave no whole answer, or one that this caller can't take: it asks for itself.
    if (response === undefined || !dialect.accepts(response)) {
      events.missed(prepared, 'incompatible', started);
      return { ...missOf(prepared, { reason: 'incompatible' }), shared: false, response: await alone() };
    }
    if (outcome.kind === 'hit') return this.#serve(prepared, outcome.hit, created, started);
    const saved = events.shared(prepared, response.usage, started);
    return { ...outcome.miss, shared: true, saved, response: share(response) };
  }

  async getOrStream<Chunk>(
    request: CacheRequest,
    source: StreamSource<Chunk>,
    options: CallOptions = {},
  ): Promise<CacheStreamResult<Chunk>> {
    const { pipeline, events, flights, background } = this.#options;
    const { signal, dialect = anyDialect } = options;
    const started = performance.now();
    assertRequest(request);
    signal?.throwIfAborted();
    const alone = () => source.open(signal ?? neverAborted());
    const admission = await pipeline.admit(request);
    if (!admission.admitted) return { status: 'bypass', reason: admission.reason, stream: await alone() };
    const { prepared } = admission;
    const near = await pipeline.findInMemory(prepared, dialect);
    if (near !== undefined) return this.#serve(prepared, near, true, started);
    const { flight, created, own } = await flights.boardStream({ prepared, started, dialect }, source);
    const outcome = await flight.join(signal);
    if (outcome.kind === 'stream') {
      const { miss, live } = outcome;
      const stream = created ? own() : undefined;
      if (stream !== undefined) return { ...miss, shared: false, stream: stream.chunks(signal) };
      background.run(live.ended.then((recording) => events.shared(prepared, usageOf(recording), started)));
      const savings = (usage: TokenUsage | undefined) => events.savings(prepared, usage);
      return { ...miss, shared: true, deltas: live.deltas(signal), savings };
    }
    const { response } = outcome.kind === 'hit' ? outcome.hit : outcome;
    if (!dialect.accepts(response)) {
      events.missed(prepared, 'incompatible', started);
      return { ...missOf(prepared, { reason: 'incompatible' }), shared: false, stream: await alone() };
    }
    if (outcome.kind === 'hit') return this.#serve(prepared, outcome.hit, created, started);
    const saved = events.shared(prepared, response.usage, started);
    return { ...outcome.miss, shared: true, saved, response: share(response) };
  }

  async invalidate(target: InvalidationTarget, options?: ScanOptions): Promise<InvalidationResult> {
    const { names, exact, scan, emit, clock } = this.#options;
    if ('matching' in target) {
      const result = await scan.run(target.matching, options);
      emit({ type: 'invalidated', at: clock(), target: 'matching', count: result.dropped ?? 0 });
      return result;
    }
    const counters = await counterNames(names, target);
    const done = counters.length === 0 || (await exact.increment(counters));
    if ('key' in target) await exact.delete([target.key]);
    const [kind = ''] = Object.keys(target);
    emit({ type: 'invalidated', at: clock(), target: kind, count: counters.length });
    return { done };
  }

  async emit(event: string, data: EventData = {}): Promise<InvalidationResult> {
    return this.invalidate({ tags: this.#options.rules.tagsOf(event, data) });
  }

  async stats(): Promise<MergedStats> {
    const { statistics, sharedStatistics } = this.#options;
    const overall = await sharedStatistics?.read();
    return { ...statistics.snapshot(), ...(overall === undefined ? {} : { overall }) };
  }

  subscribe(listener: (event: CacheEvent) => void): () => void {
    const { listeners } = this.#options;
    // A listener of its own each time: two subscriptions of one function end one by one.
    const own = (event: CacheEvent) => listener(event);
    listeners.add(own);
    return () => {
      listeners.delete(own);
    };
  }

  inspect(key: string): Promise<StoredEntry | undefined> {
    return this.#options.inspection.entry(key);
  }

  entries(cursor?: string): Promise<EntryPage | undefined> {
    return this.#options.inspection.page(cursor);
  }

  async close(): Promise<void> {
    const { sharedStatistics, background, closeTimeout } = this.#options;
    const until = performance.now() + closeTimeout;
    sharedStatistics?.flush();
    await background.flush(closeTimeout);
    // What was going on while the first batch was sent has been counted since.
    sharedStatistics?.flush();
    await background.flush(Math.max(0, until - performance.now()));
  }

  #serve(prepared: PreparedRequest, hit: CacheHit, own: boolean, started: number): CacheHit {
    this.#options.events.served(prepared, hit, started);
    return own ? hit : { ...hit, response: copyResponse(hit.response) };
  }
}

const anyDialect: Dialect = { name: '', accepts: () => true };

function share(response: CachedResponse): CachedResponse {
  return copyResponse(withoutProviderIds(response));
}

function usageOf(recording: Recording): TokenUsage | undefined {
  return recording.state === 'finished' ? recording.response.usage : undefined;
}

/** The answer that a flight came to; `undefined` if it was a stream that ended early. Rejects with the model's error. */
async function answerOf(
  outcome: Outcome,
  signal: AbortSignal | undefined,
): Promise<CachedResponse | undefined> {
  if (outcome.kind === 'hit') return outcome.hit.response;
  if (outcome.kind === 'response') return outcome.response;
  const recorder = new Recorder();
  for await (const delta of outcome.live.deltas(signal)) recorder.record(delta);
  const { recording } = recorder;
  if (recording.state === 'failed') throw recording.error;
  return recording.state === 'finished' ? recording.response : undefined;
}

async function counterNames(
  names: CounterNames,
  target: Exclude<InvalidationTarget, { readonly matching: RegExp }>,
): Promise<readonly string[]> {
  if ('tags' in target) return Promise.all(target.tags.map((tag) => names.name('tag', tag)));
  if ('scope' in target) return [await names.name('scope', target.scope)];
  if ('model' in target) return [await names.name('model', target.model)];
  return [await names.name('key', target.key)];
}

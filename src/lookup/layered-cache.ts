import type { CacheEvent } from '../observe/cache-event.ts';
import type { MergedStats, Statistics } from '../observe/statistics.ts';
import type { EventData } from '../policy/cache-rule.ts';
import { isProviderFailure } from '../policy/provider-failure.ts';
import type { RuleSet } from '../policy/rule-set.ts';
import { assertRequest } from '../request/assert-request.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { sha256 } from '../request/digest.ts';
import type { CachedResponse, TokenUsage } from '../response/cached-response.ts';
import { copyResponse } from '../response/copy-response.ts';
import { mapStream } from '../response/map-stream.ts';
import { Recorder, type Recording } from '../response/recorder.ts';
import { deltaWithoutProviderIds, withoutProviderIds } from '../response/renew-ids.ts';
import type { ResponseDelta } from '../response/response-delta.ts';
import type { BackgroundWork } from './background-work.ts';
import type {
  CacheHit,
  CacheLookup,
  CacheMiss,
  CacheResult,
  CacheStreamResult,
  InvalidationResult,
  InvalidationTarget,
  StoreOutcome,
} from './cache-result.ts';
import type { CounterNames } from './counter-names.ts';
import type { ExactLayers, Snapshot } from './exact-layers.ts';
import { type FlightControl, Flights } from './flight.ts';
import type { Finding, LookupPipeline } from './lookup-pipeline.ts';
import type { PatternScan, ScanOptions } from './pattern-scan.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Refreshes } from './refreshes.ts';
import type { CallOptions, Dialect, Generate, ResponseCache } from './response-cache.ts';
import type { SharedFlights, Turn } from './shared-flights.ts';
import type { SharedStatistics } from './shared-statistics.ts';
import { SharedStream, type StreamSource } from './shared-stream.ts';

/** What one call that several callers may wait for came to. */
type Outcome =
  | { readonly kind: 'hit'; readonly hit: CacheHit }
  | { readonly kind: 'response'; readonly miss: CacheMiss; readonly response: CachedResponse }
  | { readonly kind: 'stream'; readonly miss: CacheMiss; readonly live: LiveAnswer };

/** A request on its way, with what it is measured and judged by. */
interface Asked {
  readonly prepared: PreparedRequest;
  readonly dialect: Dialect;
  /** When the caller asked, by `performance.now()`. */
  readonly started: number;
}

/** A streamed answer as those see it who did not open it. */
interface LiveAnswer {
  readonly deltas: (signal?: AbortSignal) => ReadableStream<ResponseDelta>;
  readonly ended: Promise<Recording>;
}

export interface LayeredCacheOptions {
  readonly pipeline: LookupPipeline;
  readonly exact: ExactLayers;
  readonly names: CounterNames;
  readonly rules: RuleSet;
  readonly scan: PatternScan;
  readonly refreshes: Refreshes;
  /** Given where processes make one answer together. */
  readonly sharedFlights: SharedFlights | undefined;
  readonly background: BackgroundWork;
  readonly statistics: Statistics;
  readonly sharedStatistics: SharedStatistics | undefined;
  readonly clock: () => number;
  readonly emit: (event: CacheEvent) => void;
}

/** The cache that `createCache` wires: lookups and writes by the pipeline, identical calls joined in one flight. */
export class LayeredCache implements ResponseCache {
  readonly #options: LayeredCacheOptions;
  readonly #flights = new Flights<Outcome>();
  // What was current when a request was looked up: an answer stored for it later is as old as that.
  readonly #snapshots = new WeakMap<CacheRequest, Snapshot>();
  // The same for what is under way: who comes after an invalidation may not join what began before it.
  readonly #begun = new WeakMap<FlightControl['flight'], Snapshot>();

  constructor(options: LayeredCacheOptions) {
    this.#options = options;
  }

  async lookup(request: CacheRequest): Promise<CacheLookup> {
    const { pipeline } = this.#options;
    const started = performance.now();
    assertRequest(request);
    const admission = await pipeline.admit(request);
    if (!admission.admitted) return { status: 'bypass', reason: admission.reason };
    const { prepared } = admission;
    const finding = await pipeline.find(prepared, anyDialect);
    if (finding.found) {
      pipeline.served(prepared, finding.hit, started);
      return finding.hit;
    }
    if (finding.snapshot !== undefined) this.#snapshots.set(request, finding.snapshot);
    pipeline.missed(prepared, finding.reason, started);
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
    const { pipeline } = this.#options;
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
    const { flight, created } = await this.#board(flightId(prepared, dialect), (control) =>
      this.#generate({ prepared, started, dialect }, generate, control),
    );
    const outcome = await flight.join(signal);
    if (outcome.kind === 'response' && created) {
      return { ...outcome.miss, shared: false, response: outcome.response };
    }
    const response = await answerOf(outcome, signal);
    // What was joined gave no whole answer, or one that this caller can't take: it asks for itself.
    if (response === undefined || !dialect.accepts(response)) {
      pipeline.missed(prepared, 'incompatible', started);
      return { ...missOf(prepared, { reason: 'incompatible' }), shared: false, response: await alone() };
    }
    if (outcome.kind === 'hit') return this.#serve(prepared, outcome.hit, created, started);
    const saved = pipeline.shared(prepared, response.usage, started);
    return { ...outcome.miss, shared: true, saved, response: share(response) };
  }

  async getOrStream<Chunk>(
    request: CacheRequest,
    source: StreamSource<Chunk>,
    options: CallOptions = {},
  ): Promise<CacheStreamResult<Chunk>> {
    const { pipeline, background } = this.#options;
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
    let own: SharedStream<Chunk> | undefined;
    const { flight, created } = await this.#board(flightId(prepared, dialect), async (control) => {
      const opened = await this.#open({ prepared, started, dialect }, source, control);
      own = opened.stream;
      return opened.outcome;
    });
    const outcome = await flight.join(signal);
    if (outcome.kind === 'stream') {
      const { miss, live } = outcome;
      if (created && own !== undefined) return { ...miss, shared: false, stream: own.chunks(signal) };
      background.run(live.ended.then((recording) => pipeline.shared(prepared, usageOf(recording), started)));
      return { ...miss, shared: true, deltas: live.deltas(signal) };
    }
    const { response } = outcome.kind === 'hit' ? outcome.hit : outcome;
    if (!dialect.accepts(response)) {
      pipeline.missed(prepared, 'incompatible', started);
      return { ...missOf(prepared, { reason: 'incompatible' }), shared: false, stream: await alone() };
    }
    if (outcome.kind === 'hit') return this.#serve(prepared, outcome.hit, created, started);
    const saved = pipeline.shared(prepared, response.usage, started);
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

  async close(): Promise<void> {
    const { sharedStatistics, background } = this.#options;
    sharedStatistics?.flush();
    await background.flush();
    // What was going on while the first batch was sent has been counted since.
    sharedStatistics?.flush();
    await background.flush();
  }

  /** The flight that answers this already, if nothing it depends on was invalidated since it began; or a new one. */
  async #board(id: string, task: (control: FlightControl) => Promise<Outcome>) {
    for (;;) {
      const boarded = this.#flights.enter(id, task);
      const { flight, created } = boarded;
      const begun = created ? undefined : this.#begun.get(flight);
      if (begun === undefined) return boarded;
      const current = await this.#options.exact.stillCurrent(begun.generations);
      if (current && !flight.abandoned) return boarded;
      this.#flights.land(id, flight);
    }
  }

  async #generate(
    { prepared, started, dialect }: Asked,
    generate: Generate,
    control: FlightControl,
  ): Promise<Outcome> {
    const { pipeline, background } = this.#options;
    let release: Turn['release'];
    try {
      const turn = await this.#turn({ prepared, started, dialect }, control.flight.signal);
      release = turn.release;
      const { finding } = turn;
      if (finding.found) {
        const { audit } = finding;
        this.#revalidate({ prepared, started, dialect }, finding.hit, generate);
        if (audit !== undefined) {
          background.run(
            generate(neverAborted()).then((fresh) => pipeline.audited(prepared, audit, fresh, true)),
          );
        }
        return { kind: 'hit', hit: finding.hit };
      }
      if (finding.snapshot !== undefined) this.#begun.set(control.flight, finding.snapshot);
      const called = performance.now();
      const response = await this.#orGrace(
        { prepared, started, dialect },
        finding,
        () => generate(control.flight.signal),
        control.flight.signal,
      );
      if ('status' in response) return { kind: 'hit', hit: response };
      pipeline.generated(prepared, response, performance.now() - called);
      if (finding.audit !== undefined)
        background.run(pipeline.audited(prepared, finding.audit, response, false));
      await pipeline.store(prepared, response, finding.snapshot);
      return { kind: 'response', miss: missOf(prepared, finding), response };
    } finally {
      control.land();
      this.#release(prepared, release);
    }
  }

  async #open<Chunk>(
    { prepared, started, dialect }: Asked,
    source: StreamSource<Chunk>,
    { flight, land }: FlightControl,
  ): Promise<{ readonly outcome: Outcome; readonly stream?: SharedStream<Chunk> }> {
    const { pipeline, background } = this.#options;
    let streaming = false;
    let release: Turn['release'];
    try {
      const turn = await this.#turn({ prepared, started, dialect }, flight.signal);
      release = turn.release;
      const { finding } = turn;
      if (finding.found) {
        const { audit } = finding;
        this.#revalidate({ prepared, started, dialect }, finding.hit, (ended) => drained(source, ended));
        if (audit !== undefined) {
          background.run(
            drained(source).then((fresh) => fresh && pipeline.audited(prepared, audit, fresh, true)),
          );
        }
        return { outcome: { kind: 'hit', hit: finding.hit } };
      }
      if (finding.snapshot !== undefined) this.#begun.set(flight, finding.snapshot);
      const called = performance.now();
      const opened = await this.#orGrace(
        { prepared, started, dialect },
        finding,
        () => source.open(flight.signal),
        flight.signal,
      );
      if ('status' in opened) return { outcome: { kind: 'hit', hit: opened } };
      const ended = deferred<Recording>();
      const stream = new SharedStream({
        source: opened,
        toDeltas: source.toDeltas,
        onAbort: (reason) => flight.abort(reason),
        onEnd: (recording, abandoned) => {
          ended.resolve(recording);
          if (recording.state === 'finished') {
            pipeline.generated(prepared, recording.response, performance.now() - called);
            if (finding.audit !== undefined) {
              background.run(pipeline.audited(prepared, finding.audit, recording.response, false));
            }
            background.run(
              pipeline.store(prepared, recording.response, finding.snapshot).finally(() => {
                land();
                this.#release(prepared, release);
              }),
            );
          } else {
            land();
            this.#release(prepared, release);
            const unfinished = recording.state === 'open' ? 'unfinished' : 'failed';
            pipeline.notStored(prepared, abandoned ? 'abandoned' : unfinished);
          }
        },
      });
      streaming = true;
      const live = { deltas: (caller?: AbortSignal) => sharedDeltas(stream, caller), ended: ended.promise };
      return { outcome: { kind: 'stream', miss: missOf(prepared, finding), live }, stream };
    } finally {
      if (!streaming) {
        land();
        this.#release(prepared, release);
      }
    }
  }

  /** A hit, or a miss that is this process's to end: where processes share flights, when it is its turn. */
  async #turn({ prepared, dialect }: Asked, signal: AbortSignal): Promise<Turn> {
    const { pipeline, sharedFlights } = this.#options;
    const { mode = 'use' } = prepared.request;
    const finding = await pipeline.find(prepared, dialect);
    if (finding.found || sharedFlights === undefined || mode !== 'use' || finding.reason === 'unavailable') {
      return { finding };
    }
    const id = await sha256(flightId(prepared, dialect));
    return sharedFlights.enter(id, finding, () => pipeline.findExactly(prepared, dialect), signal);
  }

  /** Lets another process have its turn, once it can find what this one has stored. */
  #release(prepared: PreparedRequest, release: Turn['release']): void {
    const { background, pipeline } = this.#options;
    if (release !== undefined) background.run(pipeline.written(prepared).then(release));
  }

  /** Makes a new answer in the background for a caller that is given a stale one. */
  #revalidate(
    { prepared, dialect }: Asked,
    hit: CacheHit,
    make: (signal: AbortSignal) => Promise<CachedResponse | undefined>,
  ): void {
    if (hit.status === 'stale') {
      this.#options.refreshes.start(prepared, dialect, flightId(prepared, dialect), make);
    }
  }

  /** What the model gives; if the provider fails, the answer kept for that, where there is one. */
  async #orGrace<Answer>(
    { prepared, started }: Asked,
    finding: Finding & { readonly found: false },
    ask: () => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer | CacheHit> {
    const { pipeline } = this.#options;
    const { grace } = finding;
    if (grace === undefined) {
      pipeline.missed(prepared, finding.reason, started);
      return ask();
    }
    const called = performance.now();
    try {
      const answer = await ask();
      pipeline.missed(prepared, finding.reason, started);
      return answer;
    } catch (error) {
      if (signal.aborted || !isProviderFailure(error)) {
        pipeline.missed(prepared, finding.reason, started);
        throw error;
      }
      pipeline.providerFailed(performance.now() - called);
      return grace;
    }
  }

  #serve(prepared: PreparedRequest, hit: CacheHit, own: boolean, started: number): CacheHit {
    this.#options.pipeline.served(prepared, hit, started);
    return own ? hit : { ...hit, response: copyResponse(hit.response) };
  }
}

const anyDialect: Dialect = { name: '', accepts: () => true };

// Callers with other tags, or another mode, ask for something else even where the key is the same.
function flightId({ key, tags, request }: PreparedRequest, dialect: Dialect): string {
  return `${key} ${request.mode ?? 'use'} ${dialect.name} ${tags.length === 0 ? '' : JSON.stringify(tags)}`;
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

function deferred<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function sharedDeltas<Chunk>(
  stream: SharedStream<Chunk>,
  signal?: AbortSignal,
): ReadableStream<ResponseDelta> {
  return mapStream(stream.deltas(signal), deltaWithoutProviderIds);
}

function missOf(
  { key }: PreparedRequest,
  { reason, semantic }: Pick<CacheMiss, 'reason' | 'semantic'>,
): CacheMiss {
  return { status: 'miss', reason, key, ...(semantic === undefined ? {} : { semantic }) };
}

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

/** A whole answer of the model's own, as a stream gives it; `undefined` if it ends early. */
async function drained<Chunk>(
  source: StreamSource<Chunk>,
  signal: AbortSignal = neverAborted(),
): Promise<CachedResponse | undefined> {
  const recorder = new Recorder();
  for await (const chunk of await source.open(signal)) {
    for (const delta of source.toDeltas(chunk)) recorder.record(delta);
  }
  const { recording } = recorder;
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

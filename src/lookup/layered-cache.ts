import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse, TokenUsage } from '../response/cached-response.ts';
import { copyResponse } from '../response/copy-response.ts';
import { withoutProviderIds } from '../response/provider-item-ids.ts';
import { Recorder, type Recording } from '../response/recorder.ts';
import type {
  CacheBypass,
  CacheHit,
  CacheLookup,
  CacheMiss,
  CacheResult,
  CacheStreamResult,
  StoreOutcome,
} from './cache-result.ts';
import type { Snapshot } from './exact/exact-layers.ts';
import {
  type AnswerSource,
  type ModelCall,
  type SharedAnswer,
  streamedAnswer,
  wholeAnswer,
} from './flights/answer-source.ts';
import { neverAborted } from './flights/flights.ts';
import type { StreamBounds, StreamSource } from './flights/shared-stream.ts';
import type { SingleFlight } from './flights/single-flight.ts';
import { type Layers, missOf } from './layers.ts';
import type { LookupEvents } from './lookup-events.ts';
import { type PreparationOptions, prepareRequest } from './prepared-request.ts';
import type { CallOptions, Dialect, Generate, ResponseCache } from './response-cache.ts';

export interface LayeredCacheOptions {
  readonly preparation: PreparationOptions;
  readonly layers: Layers;
  readonly singleFlight: SingleFlight;
  readonly streamBounds: StreamBounds;
  readonly events: LookupEvents;
}

/** What one caller is given. */
type Answer<Native> =
  | CacheHit
  | { readonly about: CacheBypass | (CacheMiss & { readonly shared: false }); readonly own: Native }
  | {
      readonly miss: CacheMiss;
      readonly others: SharedAnswer<unknown>['others'];
      readonly call: ModelCall<Native>;
    };

/**
 * The way of a request, from the top: prepare it, look into memory, join who asks the same already, look into all
 * layers, call the model, store its answer.
 */
export class LayeredCache implements Pick<ResponseCache, 'lookup' | 'store' | 'getOrSet' | 'getOrStream'> {
  readonly #options: LayeredCacheOptions;
  // What was current when a request was looked up: an answer stored for it later is as old as that.
  readonly #snapshots = new WeakMap<CacheRequest, Snapshot>();

  constructor(options: LayeredCacheOptions) {
    this.#options = options;
  }

  async lookup(request: CacheRequest): Promise<CacheLookup> {
    const { layers, events } = this.#options;
    const started = performance.now();
    const prepared = await this.#prepare(request);
    if ('bypass' in prepared) return { status: 'bypass', reason: prepared.bypass };
    const result = await layers.find(prepared, anyDialect);
    if (result.found) {
      events.served(prepared, result.hit, started);
      return result.hit;
    }
    if (result.snapshot !== undefined) this.#snapshots.set(request, result.snapshot);
    events.missed(prepared, result.reason, started);
    return missOf(prepared, result);
  }

  async store(request: CacheRequest, response: CachedResponse): Promise<StoreOutcome> {
    const { layers } = this.#options;
    const prepared = await this.#prepare(request);
    if ('bypass' in prepared) return { stored: false, reason: prepared.bypass };
    const snapshot = this.#snapshots.get(request) ?? (await layers.snapshot(prepared));
    const reason = await layers.store(prepared, response, snapshot);
    return reason === undefined ? { stored: true, key: prepared.key } : { stored: false, reason };
  }

  async getOrSet(request: CacheRequest, generate: Generate, options: CallOptions = {}): Promise<CacheResult> {
    const answer = await this.#answer(request, () => wholeAnswer(generate), options);
    if ('status' in answer) return answer;
    if ('own' in answer) return { ...answer.about, response: answer.own };
    const { others, call, miss } = answer;
    const { dialect = anyDialect, signal } = options;
    const response = 'whole' in others ? others.whole : await recorded(others.deltas(signal));
    if (response === undefined || !dialect.accepts(response)) {
      const { about, own } = await this.#alone(call, signal);
      return { ...about, response: own };
    }
    return { ...miss, shared: true, ...this.#sharedWhole(call, response) };
  }

  async getOrStream<Chunk>(
    request: CacheRequest,
    source: StreamSource<Chunk>,
    options: CallOptions = {},
  ): Promise<CacheStreamResult<Chunk>> {
    const { streamBounds, events } = this.#options;
    const answer = await this.#answer(request, () => streamedAnswer(source, streamBounds), options);
    if ('status' in answer) return answer;
    if ('own' in answer) return { ...answer.about, stream: answer.own };
    const { others, call, miss } = answer;
    const { dialect = anyDialect, signal } = options;
    if ('deltas' in others) {
      const { prepared, started } = call;
      void others.ended.then((recording) => events.shared(prepared, usageOf(recording), started));
      const savings = (usage: TokenUsage | undefined) => events.savings(prepared, usage);
      return { ...miss, shared: true, deltas: others.deltas(signal), savings };
    }
    if (!dialect.accepts(others.whole)) {
      const { about, own } = await this.#alone(call, signal);
      return { ...about, stream: own };
    }
    return { ...miss, shared: true, ...this.#sharedWhole(call, others.whole) };
  }

  async #prepare(request: CacheRequest): ReturnType<typeof prepareRequest> {
    const prepared = await prepareRequest(request, this.#options.preparation);
    if ('bypass' in prepared) this.#options.events.bypassed(request, prepared.bypass);
    return prepared;
  }

  async #answer<Native>(
    request: CacheRequest,
    source: () => AnswerSource<Native>,
    { signal, dialect = anyDialect }: CallOptions,
  ): Promise<Answer<Native>> {
    const { layers, singleFlight, events } = this.#options;
    const started = performance.now();
    const prepared = await this.#prepare(request);
    signal?.throwIfAborted();
    if ('bypass' in prepared) {
      const own = await source().call(signal ?? neverAborted());
      return { about: { status: 'bypass', reason: prepared.bypass }, own };
    }
    const inMemory = await layers.findInMemory(prepared, dialect);
    if (inMemory !== undefined) {
      events.served(prepared, inMemory, started);
      return inMemory;
    }
    const call = { prepared, dialect, started, source: source() };
    const answer = await singleFlight.answer(call, signal);
    if ('hit' in answer) {
      if (!dialect.accepts(answer.hit.response)) return this.#alone(call, signal);
      events.served(prepared, answer.hit, started);
      return answer.hit;
    }
    const { miss } = answer;
    return 'own' in answer
      ? { about: { ...miss, shared: false }, own: answer.own.own(signal) }
      : { miss, others: answer.others, call };
  }

  /** A call of the model's for this caller only: what it joined gave no whole answer, or one that it can't take. */
  async #alone<Native>({ prepared, source, started }: ModelCall<Native>, signal: AbortSignal | undefined) {
    this.#options.events.missed(prepared, 'incompatible', started);
    const own = await source.call(signal ?? neverAborted());
    return { about: { ...missOf(prepared, { reason: 'incompatible' }), shared: false as const }, own };
  }

  #sharedWhole({ prepared, started }: ModelCall<unknown>, response: CachedResponse) {
    const saved = this.#options.events.shared(prepared, response.usage, started);
    return { saved, response: copyResponse(withoutProviderIds(response)) };
  }
}

const anyDialect: Dialect = { name: '', accepts: () => true };

function usageOf(recording: Recording): TokenUsage | undefined {
  return recording.state === 'finished' ? recording.response.usage : undefined;
}

/** The answer that a stream comes to; `undefined` if it ends early. Rejects with the model's error. */
async function recorded(deltas: ReadableStream<Parameters<Recorder['record']>[0]>) {
  const recorder = new Recorder();
  for await (const delta of deltas) recorder.record(delta);
  const { recording } = recorder;
  if (recording.state === 'failed') throw recording.error;
  return recording.state === 'finished' ? recording.response : undefined;
}

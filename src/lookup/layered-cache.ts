import type { CacheRequest } from '../request/cache-request.ts';
import { sha256 } from '../request/digest.ts';
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
import type { BackgroundWork } from './fail-open/background-work.ts';
import {
  type AnswerSource,
  type SharedAnswer,
  streamedAnswer,
  wholeAnswer,
} from './flights/answer-source.ts';
import { type Flight, type Flights, neverAborted } from './flights/flights.ts';
import type { Patience } from './flights/patience.ts';
import type { Refreshes } from './flights/refreshes.ts';
import type { SharedFlights, Turn } from './flights/shared-flights.ts';
import type { StreamBounds, StreamEnd, StreamSource } from './flights/shared-stream.ts';
import { answerOrGrace } from './flights/stale-if-error.ts';
import type { Layers, LookupMiss, LookupResult } from './layers.ts';
import type { LookupEvents } from './lookup-events.ts';
import { flightId, type ModelCall } from './model-call.ts';
import { type PreparationOptions, type PreparedRequest, prepareRequest } from './prepared-request.ts';
import type { CallOptions, Dialect, Generate, ResponseCache } from './response-cache.ts';

export interface LayeredCacheOptions {
  readonly preparation: PreparationOptions;
  readonly layers: Layers;
  readonly flights: Flights<Outcome>;
  /** Given where processes make one answer together. */
  readonly sharedFlights: SharedFlights | undefined;
  readonly patience: Patience;
  readonly streamBounds: StreamBounds;
  readonly refreshes: Refreshes;
  readonly events: LookupEvents;
  readonly background: BackgroundWork;
}

/** What a call that several callers may wait for came to. */
export type Outcome =
  | { readonly hit: CacheHit }
  | { readonly miss: CacheMiss; readonly answer: Pick<SharedAnswer<unknown>, 'others' | 'disown'> };

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
    const answer = await this.#answer(request, wholeAnswer(generate), options);
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
    const answer = await this.#answer(request, streamedAnswer(source, streamBounds), options);
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
    source: AnswerSource<Native>,
    { signal, dialect = anyDialect }: CallOptions,
  ): Promise<Answer<Native>> {
    const { layers, flights, patience, events } = this.#options;
    const started = performance.now();
    const prepared = await this.#prepare(request);
    signal?.throwIfAborted();
    if ('bypass' in prepared) {
      const own = await source.call(signal ?? neverAborted());
      return { about: { status: 'bypass', reason: prepared.bypass }, own };
    }
    const inMemory = await layers.findInMemory(prepared, dialect);
    if (inMemory !== undefined) {
      events.served(prepared, inMemory, started);
      return inMemory;
    }
    const call = { prepared, dialect, started, source };
    let own: SharedAnswer<Native> | undefined;
    const { flight, created } = await flights.enter(
      flightId(call),
      Math.min(patience.of(request.model), Math.max(prepared.ttl, LEAST_AGE)),
      (begun) =>
        this.#findOrGenerate(call, begun, (generated) => {
          own = generated;
        }),
    );
    let outcome: Outcome;
    try {
      outcome = await flight.join(signal);
    } catch (error) {
      if (created && signal?.aborted) disown(flight, signal.reason);
      throw error;
    }
    if ('hit' in outcome) {
      const { hit } = outcome;
      if (!dialect.accepts(hit.response)) return this.#alone(call, signal);
      events.served(prepared, hit, started);
      return created ? hit : { ...hit, response: copyResponse(hit.response) };
    }
    if (created && own !== undefined) {
      return { about: { ...outcome.miss, shared: false }, own: own.own(signal) };
    }
    return { miss: outcome.miss, others: outcome.answer.others, call };
  }

  /** A hit, or the model's own answer; begun once for all who ask for the same at the same time. */
  async #findOrGenerate<Native>(
    call: ModelCall<Native>,
    flight: Flight<Outcome>,
    keep: (answer: SharedAnswer<Native>) => void,
  ): Promise<Outcome> {
    const { flights, events, background } = this.#options;
    const { prepared, source } = call;
    let release: Turn['release'];
    const over = () => {
      flights.end(flightId(call), flight);
      this.#release(prepared, release);
    };
    try {
      const turn = await this.#find(call, flight.signal);
      release = turn.release;
      const { result } = turn;
      if (result.found) {
        over();
        return this.#hit(call, result, flight.joined);
      }
      flight.generations = result.snapshot?.generations;
      const called = performance.now();
      const generated = await answerOrGrace(call, result, flight.signal, events);
      if ('grace' in generated) {
        over();
        return { hit: generated.grace };
      }
      let storing: Promise<void> | undefined;
      let streaming = false;
      const answer = source.share(generated.native, {
        onAbort: (reason) => flight.abort(reason),
        onEnd: (end) => {
          storing = this.#store(call, result, end, performance.now() - called).finally(over);
          if (streaming) background.run(storing);
        },
      });
      streaming = 'deltas' in answer.others;
      keep(answer);
      return { miss: missOf(prepared, result), answer: await this.#shareable(answer, flight, storing) };
    } catch (error) {
      over();
      throw error;
    }
  }

  /** What the layers have; where processes make one answer together, a miss is this process's to end when it has its turn. */
  async #find({ prepared, dialect }: ModelCall<unknown>, signal: AbortSignal): Promise<Turn> {
    const { layers, sharedFlights, patience } = this.#options;
    const { mode = 'use', model } = prepared.request;
    const result = await layers.find(prepared, dialect);
    if (result.found || sharedFlights === undefined || mode !== 'use' || result.reason === 'unavailable') {
      return { result };
    }
    const id = await sha256(flightId({ prepared, dialect }));
    const look = () => layers.findExactly(prepared, dialect);
    return sharedFlights.enter(id, result, look, signal, patience.of(model));
  }

  /** A hit sets off in the background: a new answer if it is stale, a comparison if it is to be audited. */
  #hit(
    call: ModelCall<unknown>,
    { hit, audit }: LookupResult & { readonly found: true },
    joined: boolean,
  ): Outcome {
    const { refreshes, background, layers } = this.#options;
    if (hit.status === 'stale') refreshes.start(call);
    if (audit !== undefined) {
      const compared = refreshes
        .generate(call)
        .then((fresh) => fresh && layers.audited(call.prepared, audit, fresh, true));
      background.run(compared, 'audit');
    }
    // Whoever began it may change what it was given before the others have had their copies.
    return { hit: joined ? { ...hit, response: copyResponse(hit.response) } : hit };
  }

  /** Takes an answer that has ended into the layers, if there is one. */
  async #store(
    { prepared }: ModelCall<unknown>,
    { audit, snapshot }: LookupMiss,
    { recording, unrecorded }: StreamEnd,
    duration: number,
  ): Promise<void> {
    const { layers, events, background, patience } = this.#options;
    if (recording.state !== 'finished') {
      events.notStored(prepared, whyNotStored(recording, unrecorded));
      return;
    }
    const { response } = recording;
    patience.learn(prepared.request.model, duration);
    events.generated(prepared, response, duration);
    if (audit !== undefined) background.run(layers.audited(prepared, audit, response, false), 'audit');
    await layers.store(prepared, response, snapshot);
  }

  /** An answer as others may have it. A whole one is stored before anyone has it, a stream when it ends. */
  async #shareable(
    { others, disown }: SharedAnswer<unknown>,
    flight: Flight<Outcome>,
    storing: Promise<void> | undefined,
  ): Promise<Pick<SharedAnswer<unknown>, 'others' | 'disown'>> {
    if ('deltas' in others) {
      flight.lastSign = others.lastSign;
      return { others, disown };
    }
    await storing;
    return { others: flight.joined ? { whole: copyResponse(others.whole) } : others, disown };
  }

  /** Lets another process have its turn, once it can find what this one has stored. */
  #release(prepared: PreparedRequest, release: Turn['release']): void {
    const { background, layers } = this.#options;
    if (release !== undefined) background.run(layers.written(prepared).then(release));
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

/** Milliseconds: calls that come together share an answer, however short its TTL is. */
const LEAST_AGE = 1_000;

/** A miss as its caller is told of it. */
function missOf(
  { key }: PreparedRequest,
  { reason, semantic }: Pick<CacheMiss, 'reason' | 'semantic'>,
): CacheMiss {
  return { status: 'miss', reason, key, ...(semantic === undefined ? {} : { semantic }) };
}

/** Lets go of an answer that may yet come, for a caller that began its call and left. */
function disown(flight: Flight<Outcome>, reason: unknown): void {
  flight.outcome.then(
    (outcome) => {
      if ('answer' in outcome) outcome.answer.disown(reason);
    },
    () => undefined,
  );
}

function whyNotStored(recording: Recording, unrecorded: StreamEnd['unrecorded']) {
  if (unrecorded === 'too-large') return 'too-large';
  if (unrecorded !== undefined) return 'abandoned';
  return recording.state === 'open' ? 'unfinished' : 'failed';
}

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

import { sha256 } from '../../request/digest.ts';
import { copyResponse } from '../../response/copy-response.ts';
import type { Recording } from '../../response/recorder.ts';
import type { CacheHit, CacheMiss } from '../cache-result.ts';
import type { BackgroundWork } from '../fail-open/background-work.ts';
import { type Layers, type LookupMiss, type LookupResult, missOf } from '../layers.ts';
import type { LookupEvents } from '../lookup-events.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { flightId, type ModelCall, type SharedAnswer } from './answer-source.ts';
import type { Flight, Flights } from './flights.ts';
import type { Patience } from './patience.ts';
import type { Refreshes } from './refreshes.ts';
import type { SharedFlights, Turn } from './shared-flights.ts';
import type { StreamEnd } from './shared-stream.ts';
import { answerOrGrace } from './stale-if-error.ts';

export interface SingleFlightOptions {
  readonly layers: Layers;
  readonly flights: Flights<Outcome>;
  /** Given where processes make one answer together. */
  readonly sharedFlights: SharedFlights | undefined;
  readonly patience: Patience;
  readonly refreshes: Refreshes;
  readonly events: LookupEvents;
  readonly background: BackgroundWork;
}

/** What a call that several callers may wait for came to. */
export type Outcome =
  | { readonly hit: CacheHit }
  | { readonly miss: CacheMiss; readonly answer: Pick<SharedAnswer<unknown>, 'others' | 'disown'> };

/** What it came to for one of its callers: `own` for the one whose call of the model it was. */
export type FlightAnswer<Native> =
  | { readonly hit: CacheHit }
  | { readonly miss: CacheMiss; readonly own: SharedAnswer<Native> }
  | { readonly miss: CacheMiss; readonly others: SharedAnswer<unknown>['others'] };

/**
 * What happens once for all who ask for the same at the same time: look into all layers, call the model, store its
 * answer.
 */
export class SingleFlight {
  readonly #options: SingleFlightOptions;

  constructor(options: SingleFlightOptions) {
    this.#options = options;
  }

  /** Joins who asks the same already, or begins. @param signal the caller's own: its abort ends the wait for it alone. */
  async answer<Native>(
    call: ModelCall<Native>,
    signal: AbortSignal | undefined,
  ): Promise<FlightAnswer<Native>> {
    const { flights, patience } = this.#options;
    const { request, ttl } = call.prepared;
    let own: SharedAnswer<Native> | undefined;
    const { flight, created } = await flights.enter(
      flightId(call),
      Math.min(patience.of(request.model), Math.max(ttl, LEAST_AGE)),
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
    if ('hit' in outcome) return created ? outcome : { hit: unshared(outcome.hit) };
    const { miss, answer } = outcome;
    return created && own !== undefined ? { miss, own } : { miss, others: answer.others };
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
    return { hit: joined ? unshared(hit) : hit };
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
}

/** Milliseconds: calls that come together share an answer, however short its TTL is. */
const LEAST_AGE = 1_000;

function unshared(hit: CacheHit): CacheHit {
  return { ...hit, response: copyResponse(hit.response) };
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

import { sha256 } from '../request/digest.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import { mapStream } from '../response/map-stream.ts';
import { deltaWithoutProviderIds } from '../response/provider-item-ids.ts';
import { Recorder, type Recording } from '../response/recorder.ts';
import type { ResponseDelta } from '../response/response-delta.ts';
import { answerOrGrace } from './answer-or-grace.ts';
import { type Asked, flightId } from './asked.ts';
import type { CacheHit, CacheMiss } from './cache-result.ts';
import type { ExactLayers, Snapshot } from './exact-layers.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import { type Boarded, type FlightControl, Flights, neverAborted } from './flight.ts';
import type { LookupEvents } from './lookup-events.ts';
import type { Finding, LookupPipeline } from './lookup-pipeline.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Refreshes } from './refreshes.ts';
import type { Generate } from './response-cache.ts';
import type { SharedFlights, Turn } from './shared-flights.ts';
import { SharedStream, type StreamSource } from './shared-stream.ts';

/** What one call that several callers may wait for came to. */
export type Outcome =
  | { readonly kind: 'hit'; readonly hit: CacheHit }
  | { readonly kind: 'response'; readonly miss: CacheMiss; readonly response: CachedResponse }
  | { readonly kind: 'stream'; readonly miss: CacheMiss; readonly live: LiveAnswer };

/** A streamed answer as those see it who did not open it. */
interface LiveAnswer {
  readonly deltas: (signal?: AbortSignal) => ReadableStream<ResponseDelta>;
  readonly ended: Promise<Recording>;
}

export interface AnswerFlightsOptions {
  readonly pipeline: LookupPipeline;
  readonly events: LookupEvents;
  readonly exact: ExactLayers;
  readonly refreshes: Refreshes;
  /** Given where processes make one answer together. */
  readonly sharedFlights: SharedFlights | undefined;
  readonly background: BackgroundWork;
}

/** A flight of a stream; `own` gives the stream to the caller that opened it. */
export interface BoardedStream<Chunk> extends Boarded<Outcome> {
  readonly own: () => SharedStream<Chunk> | undefined;
}

/** Finds an answer or has the model make one: once for all who ask for the same at the same time. */
export class AnswerFlights {
  readonly #options: AnswerFlightsOptions;
  readonly #flights = new Flights<Outcome>();
  // What was current when a call began: who comes after an invalidation may not join what began before it.
  readonly #begun = new WeakMap<FlightControl['flight'], Snapshot>();

  constructor(options: AnswerFlightsOptions) {
    this.#options = options;
  }

  /** Boards the flight of a whole answer. */
  board(asked: Asked, generate: Generate): Promise<Boarded<Outcome>> {
    return this.#board(flightId(asked), (control) => this.#generate(asked, generate, control));
  }

  /** Boards the flight of an answer that streams. */
  async boardStream<Chunk>(asked: Asked, source: StreamSource<Chunk>): Promise<BoardedStream<Chunk>> {
    let own: SharedStream<Chunk> | undefined;
    const boarded = await this.#board(flightId(asked), async (control) => {
      const opened = await this.#open(asked, source, control);
      own = opened.stream;
      return opened.outcome;
    });
    return { ...boarded, own: () => own };
  }

  /** The flight that answers this already, if nothing it depends on was invalidated since it began; or a new one. */
  async #board(id: string, task: (control: FlightControl) => Promise<Outcome>): Promise<Boarded<Outcome>> {
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

  async #generate(asked: Asked, generate: Generate, control: FlightControl): Promise<Outcome> {
    const { prepared } = asked;
    const { pipeline, events, background } = this.#options;
    let release: Turn['release'];
    try {
      const turn = await this.#turn(asked, control.flight.signal);
      release = turn.release;
      const { finding } = turn;
      if (finding.found) return this.#hit(asked, finding, generate);
      if (finding.snapshot !== undefined) this.#begun.set(control.flight, finding.snapshot);
      const called = performance.now();
      const { signal } = control.flight;
      const response = await answerOrGrace(asked, finding, () => generate(signal), signal, events);
      if ('status' in response) return { kind: 'hit', hit: response };
      events.generated(prepared, response, performance.now() - called);
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
    asked: Asked,
    source: StreamSource<Chunk>,
    { flight, land }: FlightControl,
  ): Promise<{ readonly outcome: Outcome; readonly stream?: SharedStream<Chunk> }> {
    const { prepared } = asked;
    const { pipeline, events, background } = this.#options;
    let streaming = false;
    let release: Turn['release'];
    try {
      const turn = await this.#turn(asked, flight.signal);
      release = turn.release;
      const { finding } = turn;
      if (finding.found) return { outcome: this.#hit(asked, finding, (ended) => drained(source, ended)) };
      if (finding.snapshot !== undefined) this.#begun.set(flight, finding.snapshot);
      const called = performance.now();
      const opened = await answerOrGrace(
        asked,
        finding,
        () => source.open(flight.signal),
        flight.signal,
        events,
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
            events.generated(prepared, recording.response, performance.now() - called);
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
            events.notStored(prepared, abandoned ? 'abandoned' : unfinished);
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
    const id = await sha256(flightId({ prepared, dialect }));
    return sharedFlights.enter(id, finding, () => pipeline.findExactly(prepared, dialect), signal);
  }

  /** Lets another process have its turn, once it can find what this one has stored. */
  #release(prepared: PreparedRequest, release: Turn['release']): void {
    const { background, pipeline } = this.#options;
    if (release !== undefined) background.run(pipeline.written(prepared).then(release));
  }

  /** What a hit sets off in the background: a new answer for a stale one, a comparison for an audited one. */
  #hit(
    asked: Asked,
    { hit, audit }: Finding & { readonly found: true },
    make: (signal: AbortSignal) => Promise<CachedResponse | undefined>,
  ): Outcome {
    const { pipeline, background, refreshes } = this.#options;
    const { prepared, dialect } = asked;
    if (hit.status === 'stale') refreshes.start(prepared, dialect, flightId(asked), make);
    if (audit !== undefined) {
      const fresh = make(neverAborted());
      background.run(fresh.then((answer) => answer && pipeline.audited(prepared, audit, answer, true)));
    }
    return { kind: 'hit', hit };
  }
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

/** A miss as its caller is told of it. */
export function missOf(
  { key }: PreparedRequest,
  { reason, semantic }: Pick<CacheMiss, 'reason' | 'semantic'>,
): CacheMiss {
  return { status: 'miss', reason, key, ...(semantic === undefined ? {} : { semantic }) };
}

/** A whole answer of the model's own, as a stream gives it; `undefined` if it ends early. */
async function drained<Chunk>(
  source: StreamSource<Chunk>,
  signal: AbortSignal,
): Promise<CachedResponse | undefined> {
  const recorder = new Recorder();
  for await (const chunk of await source.open(signal)) {
    for (const delta of source.toDeltas(chunk)) recorder.record(delta);
  }
  const { recording } = recorder;
  return recording.state === 'finished' ? recording.response : undefined;
}

import type { CachedResponse } from '../../response/cached-response.ts';
import { mapStream } from '../../response/map-stream.ts';
import { deltaWithoutProviderIds } from '../../response/provider-item-ids.ts';
import { Recorder, type Recording } from '../../response/recorder.ts';
import type { ResponseDelta } from '../../response/response-delta.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Dialect, Generate } from '../response-cache.ts';
import { SharedStream, type StreamBounds, type StreamEnd, type StreamSource } from './shared-stream.ts';

/** Whence an answer comes that isn't stored: a model that gives it whole, or one that streams it. */
export interface AnswerSource<Native> {
  /** Calls the model; resolves with the answer, or with its stream once that is open. */
  readonly call: (signal: AbortSignal) => Promise<Native>;
  /** Makes of what a call gave an answer that several callers can have. */
  share(native: Native, hooks: AnswerHooks): SharedAnswer<Native>;
  /** Calls the model for nobody, off the critical path; `undefined` when the answer ended early. */
  readonly generate: (signal: AbortSignal) => Promise<CachedResponse | undefined>;
}

export interface AnswerHooks {
  /** Called once, when the answer is there or there is none. */
  readonly onEnd: (end: StreamEnd) => void;
  /** Called when all callers have left, with the reason of the last. */
  readonly onAbort: (reason: unknown) => void;
}

/** An answer that one caller's call gave. */
export interface SharedAnswer<Native> {
  /** What the caller gets that made the call. */
  readonly own: (signal: AbortSignal | undefined) => Native;
  /** Says that this caller is gone before it took it. */
  readonly disown: (reason: unknown) => void;
  /** What the others get. */
  readonly others:
    | { readonly whole: CachedResponse }
    | {
        readonly deltas: (signal: AbortSignal | undefined) => ReadableStream<ResponseDelta>;
        /** When a stream last gave a sign of life, by the cache's clock. */
        readonly lastSign: () => number;
        readonly ended: Promise<Recording>;
      };
}

/** An answer that the model gives whole. */
export function wholeAnswer(generate: Generate): AnswerSource<CachedResponse> {
  return {
    call: generate,
    share: (response, { onEnd }) => {
      onEnd({ recording: { state: 'finished', response } });
      return { own: () => response, disown: () => undefined, others: { whole: response } };
    },
    generate,
  };
}

/** An answer that streams. */
export function streamedAnswer<Chunk>(
  { open, toDeltas }: StreamSource<Chunk>,
  bounds: StreamBounds,
): AnswerSource<ReadableStream<Chunk>> {
  return {
    call: open,
    share: (source, { onEnd, onAbort }) => {
      let ended: (recording: Recording) => void = () => undefined;
      const recorded = new Promise<Recording>((resolve) => {
        ended = resolve;
      });
      const stream = new SharedStream({
        source,
        toDeltas,
        bounds,
        onAbort,
        onEnd: (end) => {
          ended(end.recording);
          onEnd(end);
        },
      });
      return {
        own: (signal) => stream.chunks(signal),
        disown: (reason) => stream.disown(reason),
        others: {
          deltas: (signal) => mapStream(stream.deltas(signal), deltaWithoutProviderIds),
          lastSign: () => stream.lastSign,
          ended: recorded,
        },
      };
    },
    generate: async (signal) => {
      const recorder = new Recorder();
      for await (const chunk of await open(signal)) {
        for (const delta of toDeltas(chunk)) recorder.record(delta);
      }
      const { recording } = recorder;
      return recording.state === 'finished' ? recording.response : undefined;
    },
  };
}

/** A request on its way, with what answers it if the cache doesn't. */
export interface ModelCall<Native> {
  readonly prepared: PreparedRequest;
  readonly dialect: Dialect;
  /** When the caller asked, by `performance.now()`. */
  readonly started: number;
  readonly source: AnswerSource<Native>;
}

/** What calls that can share one answer have in common; it names their flight, in this process and between processes. */
export function flightId({
  prepared: { key, tags, request },
  dialect,
}: Pick<ModelCall<unknown>, 'prepared' | 'dialect'>): string {
  // Callers with other tags, or another mode, ask for something else even where the key is the same.
  return `${key} ${request.mode ?? 'use'} ${dialect.name} ${tags.length === 0 ? '' : JSON.stringify(tags)}`;
}

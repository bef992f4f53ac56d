import type { CachedResponse } from './cached-response.ts';
import { replay, type TimedDelta } from './replayer.ts';
import type { ResponseDelta } from './response-delta.ts';

/** How fast a stored answer streams: as fast as it is read, or with the delays between chunks that were recorded. */
export type ReplayPace = 'instant' | 'recorded';

export interface ReplayOptions {
  /** Default `instant`. */
  readonly pace?: ReplayPace;
  /** Ends the replay with its reason, as it would end a model's stream. */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds that a replay pauses at the most, at once and in all: a damaged delay must not hold a caller up. */
const LONGEST_PAUSE = 10_000;
const MOST_PAUSES = 120_000;

/** A stored answer as a stream of what `map` makes of its deltas; what it gives `undefined` for is left out. */
export function replayStream<Out>(
  response: CachedResponse,
  map: (delta: ResponseDelta) => Out | undefined,
  { pace = 'instant', signal }: ReplayOptions = {},
): ReadableStream<Out> {
  const deltas = replay(response);
  let pausing = pace === 'recorded' ? MOST_PAUSES : 0;
  let stop: () => void = () => undefined;
  type Controller = ReadableStreamDefaultController<Out>;
  /** @returns whether there is something to read. */
  const say = (controller: Controller, next: IteratorResult<TimedDelta, void>): boolean => {
    // The signal is asked at each read, and listened to in a pause only: it may live as long as the process, and
    // would keep the answer as long.
    if (signal?.aborted) controller.error(signal.reason);
    else if (next.done) controller.close();
    else {
      const mapped = map(next.value.delta);
      if (mapped === undefined) return false;
      controller.enqueue(mapped);
    }
    return true;
  };
  const sayAfter = async (controller: Controller, next: IteratorResult<TimedDelta, void>, wait: number) => {
    pausing -= wait;
    const pause = paused(wait, signal);
    stop = pause.end;
    await pause.ended;
    return say(controller, next);
  };
  // Waits for nothing where there is no pause: a promise for each part is most of what a replay costs.
  const pull = (controller: Controller): Promise<void> | undefined => {
    for (;;) {
      const next = deltas.next();
      const wait = next.done ? 0 : Math.min(next.value.delay, LONGEST_PAUSE, pausing);
      if (wait > 0)
        return sayAfter(controller, next, wait).then((said) => (said ? undefined : pull(controller)));
      if (say(controller, next)) return undefined;
    }
  };
  return new ReadableStream<Out>({ pull, cancel: () => stop() }, { highWaterMark: 0 });
}

/** A pause that ends after its time, at the signal, or when it is told to. */
function paused(
  milliseconds: number,
  signal: AbortSignal | undefined,
): { readonly ended: Promise<void>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(() => end(), milliseconds);
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
  return { ended, end };
}

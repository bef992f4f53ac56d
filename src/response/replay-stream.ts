import type { CachedResponse } from './cached-response.ts';
import { replay } from './replayer.ts';
import type { ResponseDelta } from './response-delta.ts';

/** How fast a stored answer streams: as fast as it is read, or with the delays between chunks that were recorded. */
export type ReplayPace = 'instant' | 'recorded';

export interface ReplayOptions {
  /** Default `instant`. */
  readonly pace?: ReplayPace;
  /** Ends the replay with its reason, as it would end a model's stream. */
  readonly signal?: AbortSignal | undefined;
}

/** A stored answer as a stream. */
export function replayStream(
  response: CachedResponse,
  { pace = 'instant', signal }: ReplayOptions = {},
): ReadableStream<ResponseDelta> {
  const deltas = replay(response);
  let wake: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    wake();
  };
  return new ReadableStream<ResponseDelta>(
    {
      start(controller) {
        const abort = () => {
          stop();
          controller.error(signal?.reason);
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      },
      async pull(controller) {
        const next = deltas.next();
        if (next.done) return controller.close();
        const { delta, delay } = next.value;
        if (pace === 'recorded' && delay > 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            timer = setTimeout(resolve, delay);
          });
          if (signal?.aborted) return;
        }
        controller.enqueue(delta);
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}

import { GenerationAbandonedError } from '../errors.ts';
import { Recorder, type Recording } from '../response/recorder.ts';
import type { ResponseDelta } from '../response/response-delta.ts';

/** How a caller opens the model's stream, and what its chunks mean. */
export interface StreamSource<Chunk> {
  /** Calls the model. The signal fires when nobody waits for the answer any more. */
  readonly open: (signal: AbortSignal) => Promise<ReadableStream<Chunk>>;
  /** A chunk in neutral terms, in the order of the stream; may keep state from chunk to chunk. */
  readonly toDeltas: (chunk: Chunk) => Iterable<ResponseDelta>;
}

interface Logged<Chunk> {
  readonly chunk: Chunk;
  readonly deltas: readonly ResponseDelta[];
}

export interface SharedStreamOptions<Chunk> {
  readonly source: ReadableStream<Chunk>;
  readonly toDeltas: StreamSource<Chunk>['toDeltas'];
  /** Called once: when the source ended, failed, or everybody left (`abandoned`). */
  readonly onEnd: (recording: Recording, abandoned: boolean) => void;
  /** Called when the last caller left by its signal, with the reason. */
  readonly onAbort: (reason: unknown) => void;
}

/**
 * A model's stream with several readers. It is read only when a reader wants more than has come, so the fastest reader
 * sets the pace and a slow one holds nobody up; what has come is kept, since it is being recorded, and a late reader
 * starts with it. When the last reader leaves, the source is cancelled with that reader's reason.
 */
export class SharedStream<Chunk> {
  readonly #reader: ReadableStreamDefaultReader<Chunk>;
  readonly #options: SharedStreamOptions<Chunk>;
  readonly #recorder = new Recorder(() => performance.now());
  readonly #log: Logged<Chunk>[] = [];
  #readers = 0;
  #reading: Promise<void> | undefined;
  #end: { readonly error?: unknown } | undefined;

  constructor(options: SharedStreamOptions<Chunk>) {
    this.#options = options;
    this.#reader = options.source.getReader();
  }

  /** The stream in the source's own chunks, as they came. */
  chunks(signal?: AbortSignal): ReadableStream<Chunk> {
    return this.#view((logged) => [logged.chunk], signal);
  }

  /** The stream in neutral terms. */
  deltas(signal?: AbortSignal): ReadableStream<ResponseDelta> {
    return this.#view((logged) => logged.deltas, signal);
  }

  #view<Item>(items: (logged: Logged<Chunk>) => readonly Item[], signal?: AbortSignal): ReadableStream<Item> {
    this.#readers++;
    let position = 0;
    let present = true;
    const leave = (): boolean => {
      if (!present) return false;
      present = false;
      signal?.removeEventListener('abort', abort);
      return --this.#readers === 0;
    };
    let controller: ReadableStreamDefaultController<Item>;
    const abort = () => {
      controller.error(signal?.reason);
      if (leave()) void this.#abandon(signal?.reason, true);
    };
    return new ReadableStream<Item>(
      {
        start: (started) => {
          controller = started;
          if (signal?.aborted) abort();
          else signal?.addEventListener('abort', abort, { once: true });
        },
        pull: async () => {
          let given = 0;
          while (given === 0 && present) {
            const logged = this.#log[position];
            if (logged === undefined) {
              if (this.#end !== undefined) return this.#finish(controller, leave);
              await this.#advance();
              continue;
            }
            position++;
            for (const item of items(logged)) {
              controller.enqueue(item);
              given++;
            }
          }
        },
        cancel: async (reason) => {
          if (leave()) await this.#abandon(reason, false);
        },
      },
      // Nothing is read ahead of the reader: the source feels the same back-pressure as without a cache.
      { highWaterMark: 0 },
    );
  }

  #finish<Item>(controller: ReadableStreamDefaultController<Item>, leave: () => boolean): void {
    leave();
    if (this.#end !== undefined && 'error' in this.#end) controller.error(this.#end.error);
    else controller.close();
  }

  /** One read at a time, whoever asks. Never rejects: a failure is the stream's end. */
  #advance(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    try {
      const { done, value } = await this.#reader.read();
      if (done) this.#close({});
      else this.#log.push({ chunk: value, deltas: this.#record(value) });
    } catch (error) {
      this.#close({ error });
    }
  }

  #record(chunk: Chunk): readonly ResponseDelta[] {
    try {
      const deltas = [...this.#options.toDeltas(chunk)];
      for (const delta of deltas) this.#recorder.record(delta);
      return deltas;
    } catch (error) {
      // The reader of chunks is unharmed; those who read in neutral terms must not take a hole for an answer.
      const failure: ResponseDelta = { type: 'error', error };
      this.#recorder.record(failure);
      return [failure];
    }
  }

  #close(end: { readonly error?: unknown }): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const failed: Recording | undefined = 'error' in end ? { state: 'failed', error: end.error } : undefined;
    this.#options.onEnd(failed ?? this.#recorder.recording, false);
  }

  async #abandon(reason: unknown, aborted: boolean): Promise<void> {
    if (this.#end !== undefined) return;
    // An answer whose `finish` has been seen is whole, even if its reader leaves before the stream closes.
    this.#end = { error: new GenerationAbandonedError() };
    this.#options.onEnd(this.#recorder.recording, true);
    if (aborted) this.#options.onAbort(reason);
    const cancelled = this.#reader.cancel(reason);
    // A consumer's cancel waits for the source's, as without a cache; nobody waits for an abort's.
    if (aborted) cancelled.catch(() => undefined);
    else await cancelled;
  }
}

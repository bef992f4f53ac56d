import { GenerationAbandonedError } from '../../errors.ts';
import { copyDelta } from '../../response/copy-response.ts';
import { Recorder, type Recording } from '../../response/recorder.ts';
import type { ResponseDelta } from '../../response/response-delta.ts';
import { startWatch } from '../fail-open/timer.ts';

/** How a caller opens the model's stream, and what its chunks mean. */
export interface StreamSource<Chunk> {
  /** Calls the model. The signal fires when nobody waits for the answer any more. */
  readonly open: (signal: AbortSignal) => Promise<ReadableStream<Chunk>>;
  /** A chunk in neutral terms, in the order of the stream; may keep state from chunk to chunk. */
  readonly toDeltas: (chunk: Chunk) => Iterable<ResponseDelta>;
}

/** What is kept of a stream while it passes. */
export interface StreamBounds {
  /** UTF-16 units of the largest answer that any layer takes: beyond it nothing is recorded. */
  readonly maxUnits: number;
  /** Milliseconds without a read after which nothing is kept any more. */
  readonly idle: number;
  /** Milliseconds, from any fixed point. */
  readonly clock: () => number;
}

/** Why nothing of a stream is kept: it can't be stored, nobody reads it, or all have left it. */
export type Unrecorded = 'too-large' | 'idle' | 'left';

/** What came of a stream: its recording, and why it counts for nothing, if it does. */
export interface StreamEnd {
  readonly recording: Recording;
  readonly unrecorded?: Unrecorded;
}

export interface SharedStreamOptions<Chunk> {
  readonly source: ReadableStream<Chunk>;
  readonly toDeltas: StreamSource<Chunk>['toDeltas'];
  readonly bounds: StreamBounds;
  /** Called once: when the source ended or failed, everybody left, or what has come isn't kept any more. */
  readonly onEnd: (end: StreamEnd) => void;
  /** Called when the last caller left by its signal, with the reason. */
  readonly onAbort: (reason: unknown) => void;
}

/**
 * A model's stream with several readers: the caller that opened it reads the source's own chunks, the others neutral
 * deltas. The source is read only when a reader wants more than has come, so the fastest reader sets the pace and a slow
 * one holds nobody up; what has come is kept, since it is being recorded, and a late reader starts with it. When the
 * last reader leaves, the source is cancelled with that reader's reason.
 *
 * What can't be stored, or stands unread for long, is only passed on: then nobody may join, and what all have read goes.
 */
export class SharedStream<Chunk> {
  /** When it gave its last sign of life: it was opened, it was asked for more, or more came. */
  lastSign: number;
  readonly #options: SharedStreamOptions<Chunk>;
  readonly #reader: ReadableStreamDefaultReader<Chunk>;
  readonly #positions = new Set<{ next: number }>();
  #recorder: Recorder | undefined = new Recorder();
  /** Chunks that the opener has still to read. */
  #chunks: Chunk[] = [];
  /** What came, in neutral terms; the first stands at `#forgotten`. */
  #deltas: ResponseDelta[] = [];
  #forgotten = 0;
  #opener: 'awaited' | 'gone' = 'awaited';
  #readers = 1;
  #reading: Promise<void> | undefined;
  #end: { readonly error?: unknown } | undefined;
  #told = false;
  #stopWatch: () => void;

  constructor(options: SharedStreamOptions<Chunk>) {
    this.#options = options;
    this.lastSign = options.bounds.clock();
    this.#reader = options.source.getReader();
    this.#stopWatch = this.#watch(options.bounds.idle);
  }

  /** The stream in the source's own chunks, as they came: for the caller that opened it, who counts from the beginning. */
  chunks(signal?: AbortSignal): ReadableStream<Chunk> {
    let chunks = this.#chunks;
    let next = 0;
    return this.#view(
      (controller) => {
        if (next >= chunks.length) return false;
        const chunk = chunks[next++];
        // Given out, it is held no longer.
        if (next === chunks.length) {
          chunks = this.#chunks = [];
          next = 0;
        }
        controller.enqueue(chunk as Chunk);
        return true;
      },
      () => this.#dropOpener(),
      signal,
    );
  }

  /** The caller that opened it is gone before it took its chunks. */
  disown(reason: unknown): void {
    this.#dropOpener();
    if (--this.#readers === 0) void this.#abandon(reason, true);
  }

  /** The stream in neutral terms, from its beginning. */
  deltas(signal?: AbortSignal): ReadableStream<ResponseDelta> {
    const position = { next: 0 };
    this.#positions.add(position);
    this.#readers++;
    return this.#view(
      (controller) => {
        const delta = this.#deltas[position.next - this.#forgotten];
        if (delta === undefined) return false;
        position.next++;
        if (this.#recorder === undefined) this.#forget();
        controller.enqueue(copyDelta(delta));
        return true;
      },
      () => this.#positions.delete(position),
      signal,
    );
  }

  /** @param give gives the reader one item, if there is one that it hasn't had. */
  #view<Item>(
    give: (controller: ReadableStreamDefaultController<Item>) => boolean,
    onLeave: () => void,
    signal: AbortSignal | undefined,
  ): ReadableStream<Item> {
    let present = true;
    const leave = (): boolean => {
      if (!present) return false;
      present = false;
      onLeave();
      signal?.removeEventListener('abort', abort);
      return --this.#readers === 0;
    };
    let controller: ReadableStreamDefaultController<Item>;
    const abort = () => {
      controller.error(signal?.reason);
      if (leave()) void this.#abandon(signal?.reason, true);
    };
    const pull = (): void | Promise<void> => {
      if (!present || give(controller)) return;
      if (this.#end === undefined) return this.#advance().then(pull);
      leave();
      if ('error' in this.#end) controller.error(this.#end.error);
      else controller.close();
    };
    return new ReadableStream<Item>(
      {
        start: (started) => {
          controller = started;
          if (signal?.aborted) abort();
          else signal?.addEventListener('abort', abort, { once: true });
        },
        pull,
        cancel: async (reason) => {
          if (leave()) await this.#abandon(reason, false);
        },
      },
      // Nothing is read ahead of the reader: the source feels the same back-pressure as without a cache.
      { highWaterMark: 0 },
    );
  }

  /** One read at a time, whoever asks. Never rejects: a failure is the stream's end. */
  #advance(): Promise<void> {
    if (this.#reading !== undefined) return this.#reading;
    const asked = performance.now();
    this.lastSign = this.#options.bounds.clock();
    const reading = this.#reader.read().then(
      ({ done, value }) => {
        this.#reading = undefined;
        if (done) this.#close({});
        else this.#keep(value, asked);
      },
      (error: unknown) => {
        this.#reading = undefined;
        this.#close({ error });
      },
    );
    this.#reading = reading;
    return reading;
  }

  /** @param asked when the chunk was asked for: what passed since is the model's time, what passed before the reader's. */
  #keep(chunk: Chunk, asked: number): void {
    this.lastSign = this.#options.bounds.clock();
    if (this.#opener === 'awaited') this.#chunks.push(chunk);
    let delay = performance.now() - asked;
    for (const delta of this.#neutral(chunk)) {
      this.#recorder?.record(delta, delay);
      // A view of the log is needed by whoever is there, and, while it is recorded, by whoever may still come.
      if (this.#recorder !== undefined || this.#positions.size > 0) this.#deltas.push(delta);
      delay = 0;
    }
    if ((this.#recorder?.units ?? 0) > this.#options.bounds.maxUnits) this.#passOn('too-large');
  }

  #neutral(chunk: Chunk): readonly ResponseDelta[] {
    if (this.#recorder === undefined && this.#positions.size === 0) return [];
    try {
      return Array.from(this.#options.toDeltas(chunk), copyDelta);
    } catch (error) {
      // The reader of chunks is unharmed; those who read in neutral terms must not take a hole for an answer.
      return [{ type: 'error', error }];
    }
  }

  #close(end: { readonly error?: unknown }): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const recording: Recording =
      'error' in end
        ? { state: 'failed', error: end.error }
        : (this.#recorder?.recording ?? { state: 'open' });
    this.#tell({ recording });
  }

  /** From now on it is only passed on: not recorded, not joined, and forgotten once it is read. */
  #passOn(unrecorded: Unrecorded): void {
    this.#recorder = undefined;
    this.#forget();
    this.#tell({ recording: { state: 'open' }, unrecorded });
  }

  #forget(): void {
    let oldest = this.#forgotten + this.#deltas.length;
    for (const { next } of this.#positions) oldest = Math.min(oldest, next);
    // In steps, since each moves what is left.
    const gone = oldest - this.#forgotten;
    if (gone < 1_000 && gone < this.#deltas.length) return;
    this.#deltas = this.#deltas.slice(gone);
    this.#forgotten = oldest;
  }

  #tell(end: StreamEnd): void {
    this.#stopWatch();
    if (this.#told) return;
    this.#told = true;
    this.#options.onEnd(end);
  }

  #watch(milliseconds: number): () => void {
    return startWatch(milliseconds, () => {
      const left = this.lastSign + milliseconds - this.#options.bounds.clock();
      if (left > 0 || this.#reading !== undefined) this.#stopWatch = this.#watch(Math.max(left, 1_000));
      else this.#passOn('idle');
    });
  }

  #dropOpener(): void {
    this.#opener = 'gone';
    this.#chunks = [];
  }

  async #abandon(reason: unknown, aborted: boolean): Promise<void> {
    if (this.#end !== undefined) return;
    // An answer whose `finish` has been seen is whole, even if its reader leaves before the stream closes.
    this.#end = { error: new GenerationAbandonedError() };
    this.#tell({ recording: this.#recorder?.recording ?? { state: 'open' }, unrecorded: 'left' });
    if (aborted) this.#options.onAbort(reason);
    const cancelled = this.#reader.cancel(reason);
    // A consumer's cancel waits for the source's, as without a cache; nobody waits for an abort's.
    if (aborted) cancelled.catch(() => undefined);
    else await cancelled;
  }
}

import type { NativeCallOptions, Specification } from '../../src/ai-sdk/native-model.ts';

/** A model of any specification that a test scripts: it says what it was called with and streams what it is given. */
export interface FakeModel {
  readonly specificationVersion: Specification;
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  readonly calls: NativeCallOptions[];
  doGenerate(options: NativeCallOptions): Promise<object>;
  doStream(options: NativeCallOptions): Promise<{ stream: ReadableStream<unknown> }>;
}

export interface FakeModelOptions {
  readonly specification: Specification;
  readonly provider?: string;
  readonly modelId?: string;
  readonly generate?: (options: NativeCallOptions) => Promise<object> | object;
  readonly stream?: (options: NativeCallOptions) => ReadableStream<unknown>;
}

export function fakeModel({
  specification,
  provider = 'fake',
  modelId = 'one',
  generate,
  stream,
}: FakeModelOptions): FakeModel {
  const calls: NativeCallOptions[] = [];
  return {
    specificationVersion: specification,
    provider,
    modelId,
    supportedUrls: {},
    calls,
    async doGenerate(options) {
      calls.push(options);
      if (generate === undefined) throw new Error('this model does not generate');
      return generate(options);
    },
    async doStream(options) {
      calls.push(options);
      if (stream === undefined) throw new Error('this model does not stream');
      return { stream: stream(options) };
    },
  };
}

/** Usage and finish reason in the words of a specification. */
export function ending(specification: Specification, reason = 'stop', input = 7, output = 3) {
  if (specification === 'v2') {
    return {
      finishReason: reason,
      usage: { inputTokens: input, outputTokens: output, totalTokens: input + output },
    };
  }
  return {
    finishReason: { unified: reason, raw: reason },
    usage: {
      inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: undefined },
      outputTokens: { total: output, text: output, reasoning: 0 },
    },
  };
}

/** The stream of a text in chunks. */
export function textParts(
  specification: Specification,
  chunks: readonly string[],
  reason = 'stop',
): object[] {
  return [
    { type: 'stream-start', warnings: [] },
    { type: 'response-metadata', id: 'resp-1', modelId: 'one-2026', timestamp: new Date(1_700_000_000_000) },
    { type: 'text-start', id: '0' },
    ...chunks.map((delta) => ({ type: 'text-delta', id: '0', delta })),
    { type: 'text-end', id: '0' },
    { type: 'finish', ...ending(specification, reason) },
  ];
}

export function streamOf(parts: readonly unknown[]): ReadableStream<unknown> {
  const queue = [...parts];
  return new ReadableStream(
    {
      pull(controller) {
        if (queue.length === 0) controller.close();
        else controller.enqueue(queue.shift());
      },
    },
    { highWaterMark: 0 },
  );
}

/** A stream that the test feeds: it counts what is asked of it and remembers how it was cancelled. */
export class HandFedStream {
  readonly stream: ReadableStream<unknown>;
  pulls = 0;
  cancelled: { readonly reason: unknown } | undefined;
  #controller: ReadableStreamDefaultController<unknown> | undefined;

  constructor() {
    this.stream = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => {
          this.pulls++;
        },
        cancel: (reason) => {
          this.cancelled = { reason };
        },
      },
      { highWaterMark: 0 },
    );
  }

  give(...parts: readonly unknown[]): void {
    for (const part of parts) this.#controller?.enqueue(part);
  }

  end(): void {
    this.#controller?.close();
  }

  fail(error: unknown): void {
    this.#controller?.error(error);
  }
}

export async function collect(stream: ReadableStream<unknown>): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

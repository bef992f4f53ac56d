import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';

const sentence = 'A refund is due within fourteen days of the return of the goods to our warehouse.\n';
export const answer = sentence.repeat(6);

/** Call options whose prompt has about so many characters, most of them in the system message. */
export function callOptions(promptLength: number, question = 'When is it due?'): LanguageModelV4CallOptions {
  const rest = 500;
  return {
    prompt: [
      { role: 'system', content: textOf(promptLength - rest) },
      { role: 'user', content: [{ type: 'text', text: `${textOf(rest - question.length)}${question}` }] },
    ],
    temperature: 0,
    maxOutputTokens: 500,
  };
}

function textOf(length: number): string {
  return sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
}

/**
 * Gives equal copies in turn. A service parses each request anew, so nobody may profit from having seen the very same
 * object or string before.
 */
export function copies<Value>(value: Value): () => Value {
  const text = JSON.stringify(value);
  const parsed: Value[] = Array.from({ length: 16 }, () => JSON.parse(text));
  let next = 0;
  return () => parsed[next++ % parsed.length] ?? value;
}

const usage = {
  inputTokens: { total: 600, noCache: 600, cacheRead: 0, cacheWrite: undefined },
  outputTokens: { total: 120, text: 120, reasoning: 0 },
};
const finishReason = { unified: 'stop', raw: 'stop' } as const;

/** The stream of an answer whose text comes in so many parts. */
export function streamParts(deltas: number): LanguageModelV4StreamPart[] {
  return [
    { type: 'stream-start', warnings: [] },
    { type: 'response-metadata', id: 'resp-1', modelId: 'bench-1', timestamp: new Date(1_760_000_000_000) },
    { type: 'text-start', id: '0' },
    ...Array.from({ length: deltas }, (_, index) => ({
      type: 'text-delta' as const,
      id: '0',
      delta: index % 2 === 0 ? 'fourteen ' : 'days of ',
    })),
    { type: 'text-end', id: '0' },
    { type: 'finish', finishReason, usage },
  ];
}

/** A stream that makes a part whenever one is asked for. */
export function pulled<Part>(parts: readonly Part[]): ReadableStream<Part> {
  let next = 0;
  return new ReadableStream<Part>(
    {
      pull(controller) {
        const part = parts[next++];
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
    },
    { highWaterMark: 0 },
  );
}

export interface ModelOptions {
  /** How many parts the text of a stream has. Default 1. */
  readonly deltas?: number;
  /** Milliseconds until the answer, or its last part. Default 0. */
  readonly latency?: number;
}

/** Each answer is a text of its own, as one read from a reply. */
export function ownAnswer(call: number): string {
  return JSON.parse(JSON.stringify(`${answer}${call}`));
}

/** A model that answers at once, or after a while, and counts its calls. */
export function model({ deltas = 1, latency = 0 }: ModelOptions = {}): LanguageModelV4 & { calls: number } {
  const parts = streamParts(deltas);
  const wait = () => new Promise((resolve) => setTimeout(resolve, latency));
  return {
    specificationVersion: 'v4',
    provider: 'bench',
    modelId: 'bench-1',
    supportedUrls: {},
    calls: 0,
    async doGenerate() {
      this.calls++;
      if (latency > 0) await wait();
      return { content: [{ type: 'text', text: ownAnswer(this.calls) }], finishReason, usage, warnings: [] };
    },
    async doStream() {
      this.calls++;
      if (latency === 0) return { stream: pulled(parts) };
      return { stream: paced(parts, latency) };
    },
  };
}

/** The first part at once, the last behind the latency, the others between in ten bursts. */
function paced(parts: readonly LanguageModelV4StreamPart[], latency: number) {
  const burst = Math.ceil(parts.length / 10);
  let next = 0;
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        if (next > 0 && next % burst === 0) await new Promise((resolve) => setTimeout(resolve, latency / 10));
        const part = parts[next++];
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
    },
    { highWaterMark: 0 },
  );
}

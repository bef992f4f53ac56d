import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';
import { vi } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheOptions, createCache } from '../../src/index.ts';
import { startUpstash } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';
import { watchWire } from './wire.ts';

export const answer = 'A refund is due within fourteen days of the return of the goods. '.repeat(8);
const deltas = answer.split(/(?<= )/);
/** How many parts the text of a stream comes in. */
export const parts = deltas.length;

const ending = {
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: {
    inputTokens: { total: 600, noCache: 600, cacheRead: 0, cacheWrite: undefined },
    outputTokens: { total: 120, text: 120, reasoning: 0 },
  },
} as const;

const sentence = 'You answer customers in short. ';
export const longText = (length: number): string => sentence.repeat(length / sentence.length);

/** A call whose system message has about so many characters. */
export function asked(promptLength: number, question = 'When is a refund due?'): LanguageModelV4CallOptions {
  return {
    prompt: [
      { role: 'system', content: longText(promptLength) },
      { role: 'user', content: [{ type: 'text', text: question }] },
    ],
  };
}

export async function readAll(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<string> {
  let text = '';
  for await (const part of stream) if (part.type === 'text-delta') text += part.delta;
  return text;
}

/** A local Upstash with what passes on the wire, a model, and caches of several processes over it. */
export async function scene() {
  const embed = async (texts: readonly string[]) => texts.map(() => new Array<number>(512).fill(1));
  const server = await startUpstash({ vector: { embed } });
  const wire = watchWire({ redis: server.redis.url, vector: server.vector.url });
  const calls = { count: 0 };
  const called = () => {
    calls.count++;
    wire.note('model called');
  };

  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'openai.responses',
    modelId: 'gpt-5-mini',
    supportedUrls: {},
    async doGenerate() {
      called();
      return { content: [{ type: 'text', text: answer }], warnings: [], ...ending };
    },
    async doStream() {
      called();
      return { stream: answerStream() };
    },
  };

  return {
    server,
    wire,
    calls,
    /** Another process: its memory holds nothing, and it waits longer than a busy machine takes. */
    open(options: CacheOptions = {}) {
      const cache = createCache({ store: upstashRedis(server.redis), timeouts: patientTimeouts, ...options });
      return { cache, wrapped: wrapLanguageModel({ model, middleware: cacheMiddleware(cache) }) };
    },
    async close() {
      vi.unstubAllGlobals();
      await server.close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof scene>>;

function answerStream(): ReadableStream<LanguageModelV4StreamPart> {
  const remaining: LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'text-start', id: '0' },
    ...deltas.map((delta) => ({ type: 'text-delta' as const, id: '0', delta })),
    { type: 'text-end', id: '0' },
    { type: 'finish', ...ending },
  ];
  return new ReadableStream({
    pull(controller) {
      const part = remaining.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(part);
    },
  });
}

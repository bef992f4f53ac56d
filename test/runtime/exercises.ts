import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import { generateText, streamText, wrapLanguageModel } from 'ai';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import type { CacheStreamResult, ResponseDelta } from '../../src/contracts/index.ts';
import { encryption } from '../../src/encryption/index.ts';
import {
  type CacheOptions,
  type CacheRequest,
  createCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

/** What a runtime tells of one exercise: plain JSON, since it crosses the runtime's border. */
export interface Observation {
  /** What answered, in the order of the calls. */
  readonly answeredBy: readonly string[];
  readonly texts: readonly string[];
  /** How often the model was called. */
  readonly modelCalls: number;
}

export interface Surroundings {
  readonly url: string;
  readonly token: string;
}

const usage: LanguageModelV4Usage = {
  inputTokens: { total: 7, noCache: 7, cacheRead: 0, cacheWrite: undefined },
  outputTokens: { total: 3, text: 3, reasoning: 0 },
};

const deltas: readonly ResponseDelta[] = [
  { type: 'text-start', id: '0' },
  { type: 'text-delta', id: '0', delta: 'From a ' },
  { type: 'text-delta', id: '0', delta: 'stream.' },
  { type: 'text-end', id: '0' },
  { type: 'finish', finishReason: 'stop' },
];

function streamOf<Part>(parts: readonly Part[]): ReadableStream<Part> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

async function readText(result: CacheStreamResult<ResponseDelta>): Promise<string> {
  if ('response' in result) return responseText(result.response);
  const reader = ('deltas' in result ? result.deltas : result.stream).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    if (value.type === 'text-delta') text += value.delta;
  }
}

const source = (result: { status: string; layer?: string }) => result.layer ?? result.status;

/** A miss, a hit, and the same streamed, through caches of these options: each call on a new one, unless it is shared. */
async function exerciseCache(layers: CacheOptions, share: boolean): Promise<Observation> {
  const options = { ...layers, timeouts: patientTimeouts };
  const shared = createCache(options);
  const answeredBy: string[] = [];
  const texts: string[] = [];
  let modelCalls = 0;
  const request = (question: string): CacheRequest => ({
    provider: 'edge',
    model: 'one',
    context: { system: 'Be brief.', image: new Uint8Array([1, 2, 3]), since: new Date(0) },
    question,
    scope: 'tenant',
    tags: ['docs'],
  });
  for (let call = 0; call < 2; call++) {
    const cache = share ? shared : createCache(options);
    const result = await cache.getOrSet(request('Whole?'), async () => {
      modelCalls++;
      return textResponse('From a call.');
    });
    answeredBy.push(source(result));
    texts.push(responseText(result.response));
    await cache.close();
  }
  for (let call = 0; call < 2; call++) {
    const cache = share ? shared : createCache(options);
    const result = await cache.getOrStream(request('Streamed?'), {
      open: async () => {
        modelCalls++;
        return streamOf(deltas);
      },
      toDeltas: (delta) => [delta],
    });
    answeredBy.push(source(result));
    texts.push(await readText(result));
    await cache.close();
  }
  return { answeredBy, texts, modelCalls };
}

function countingModel(): { readonly model: LanguageModelV4; readonly calls: () => number } {
  let calls = 0;
  const finishReason = { unified: 'stop', raw: 'stop' } as const;
  const parts: readonly LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'text-start', id: '0' },
    { type: 'text-delta', id: '0', delta: 'From a ' },
    { type: 'text-delta', id: '0', delta: 'stream.' },
    { type: 'text-end', id: '0' },
    { type: 'finish', finishReason, usage },
  ];
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'edge',
    modelId: 'one',
    supportedUrls: {},
    async doGenerate() {
      calls++;
      return { content: [{ type: 'text', text: 'From a call.' }], finishReason, usage, warnings: [] };
    },
    async doStream() {
      calls++;
      return { stream: streamOf(parts) };
    },
  };
  return { model, calls: () => calls };
}

async function exerciseAiSdk(): Promise<Observation> {
  const cache = createCache();
  const { model, calls } = countingModel();
  const wrapped = wrapLanguageModel({ model, middleware: cacheMiddleware(cache) });
  const answeredBy: string[] = [];
  const texts: string[] = [];
  const observe = (text: string, metadata: Readonly<Record<string, unknown>> | undefined) => {
    const told = metadata?.reprise;
    const field = (name: string): unknown =>
      typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
    answeredBy.push(String(field('layer') ?? field('status')));
    texts.push(text);
  };
  for (let call = 0; call < 2; call++) {
    const result = await generateText({ model: wrapped, prompt: 'Whole?' });
    observe(result.text, result.providerMetadata);
  }
  for (let call = 0; call < 2; call++) {
    const result = streamText({ model: wrapped, prompt: 'Streamed?' });
    const text = await result.text;
    observe(text, await result.providerMetadata);
  }
  await cache.close();
  return { answeredBy, texts, modelCalls: calls() };
}

async function exerciseIndex(): Promise<readonly string[]> {
  const index = memoryIndex();
  const place = { partition: 'tenant', contextKey: 'context' };
  const expiresAt = Number.POSITIVE_INFINITY;
  await index.upsert([
    { ...place, id: 'east', input: { vector: new Float32Array([1, 0]) }, payload: '', expiresAt },
    { ...place, id: 'north', input: { vector: new Float32Array([0, 1]) }, payload: '', expiresAt },
  ]);
  const matches = await index.query({ ...place, input: { vector: new Float32Array([0.1, 0.9]) }, limit: 2 });
  return matches.map(({ id }) => id);
}

const keys = [{ id: 'autumn', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];

/** What each entry must do on a runtime, by name. */
export const exercises = {
  core: () => exerciseCache({}, true),
  memory: () => exerciseCache({ memory: false, store: memoryStore() }, false),
  'memory-index': exerciseIndex,
  upstash: (redis: Surroundings) => exerciseCache({ memory: false, store: upstashRedis(redis) }, false),
  encrypted: (redis: Surroundings) =>
    exerciseCache(
      { memory: false, store: upstashRedis(redis), namespace: 'encrypted', encryption: encryption({ keys }) },
      false,
    ),
  signed: (redis: Surroundings) =>
    exerciseCache(
      {
        memory: false,
        store: upstashRedis(redis),
        namespace: 'signed',
        encryption: encryption({ keys, mode: 'sign' }),
      },
      false,
    ),
  'ai-sdk': exerciseAiSdk,
} satisfies Record<string, (surroundings: Surroundings) => Promise<unknown>>;

export type ExerciseName = keyof typeof exercises;

export function isExercise(name: string): name is ExerciseName {
  return Object.hasOwn(exercises, name);
}

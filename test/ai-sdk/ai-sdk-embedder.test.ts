import { createOpenAI as createOpenAIV4 } from '@ai-sdk/openai';
import { createOpenAI as createOpenAIV2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAIV3 } from 'ai-sdk-openai-v3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aiSdkEmbedder, type NativeEmbeddingModel } from '../../src/ai-sdk/ai-sdk-embedder.ts';
import { InvalidOptionError, StoreFailedError } from '../../src/errors.ts';
import { type EmbeddingServer, startEmbeddingServer, vectorOfText } from './ai-sdk-embedder-server.ts';

let server: EmbeddingServer;
beforeEach(async () => {
  server = await startEmbeddingServer();
});
afterEach(() => server.close());

const name = 'text-embedding-3-small';
const models: readonly (readonly [string, () => NativeEmbeddingModel])[] = [
  ['v2', () => createOpenAIV2({ apiKey: 'k', baseURL: server.url }).textEmbeddingModel(name)],
  ['v3', () => createOpenAIV3({ apiKey: 'k', baseURL: server.url }).textEmbeddingModel(name)],
  ['v4', () => createOpenAIV4({ apiKey: 'k', baseURL: server.url }).textEmbeddingModel(name)],
];

describe.each(models)('aiSdkEmbedder over a real %s model', (version, make) => {
  it('is over a model of that version', () => {
    expect(make()).toHaveProperty('specificationVersion', version);
  });

  it('embeds texts in order, and knows its id and then its dimensions', async () => {
    const embedder = aiSdkEmbedder(make());
    expect(embedder.id).toBe('openai/text-embedding-3-small');
    expect(embedder.dimensions).toBeUndefined();
    const vectors = await embedder.embed(['one', 'three', 'a\nb']);
    expect(vectors.map((vector) => Array.from(vector))).toEqual([
      vectorOfText('one'),
      vectorOfText('three'),
      vectorOfText('a\nb'),
    ]);
    expect(vectors[0]).toBeInstanceOf(Float32Array);
    expect(embedder.dimensions).toBe(3);
  });

  it('asks in batches of what the model takes', async () => {
    const model = make();
    const limit = await model.maxEmbeddingsPerCall;
    const texts = Array.from({ length: (limit ?? 0) + 10 }, (_, number) => `text ${number}`);
    const vectors = await aiSdkEmbedder(model).embed(texts);
    expect(server.requests.map(({ input }) => input.length).sort((a, b) => a - b)).toEqual([10, limit]);
    expect(vectors.map((vector) => vector[0])).toEqual(texts.map((text) => text.length));
  });

  it('makes no request for no texts', async () => {
    expect(await aiSdkEmbedder(make()).embed([])).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it('passes provider options to the model', async () => {
    const embedder = aiSdkEmbedder(make(), {
      id: 'openai/text-embedding-3-small@3',
      providerOptions: { openai: { dimensions: 3 } },
    });
    await embedder.embed(['one']);
    expect(embedder.id).toBe('openai/text-embedding-3-small@3');
    expect(server.requests[0]?.dimensions).toBe(3);
  });

  it.each([
    429,
    500,
    'html',
    'too-few',
    'empty',
  ] as const)('tells no text when the reply is %s', async (answer) => {
    server.answer = answer;
    const [result] = await Promise.allSettled([aiSdkEmbedder(make()).embed(['a-secret', 'b-secret'])]);
    if (result.status !== 'rejected') throw new Error('resolved');
    expect(result.reason).toBeInstanceOf(StoreFailedError);
    expect(result.reason.message).toContain(
      typeof answer === 'number' ? `status ${answer}` : 'unexpected reply',
    );
    expect(`${result.reason.stack} ${result.reason.cause}`).not.toContain('secret');
    expect(server.requests).toHaveLength(1);
  });

  it('ends its request when the signal fires', async () => {
    server.answer = 'hang';
    const controller = new AbortController();
    const embedding = aiSdkEmbedder(make()).embed(['one'], { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(embedding).rejects.toThrow('aborted');
  });

  it('makes no request when the signal has fired', async () => {
    await expect(aiSdkEmbedder(make()).embed(['one'], { signal: AbortSignal.abort() })).rejects.toThrow(
      'aborted',
    );
    expect(server.requests).toEqual([]);
  });
});

describe('aiSdkEmbedder', () => {
  it('asks one batch after the other of a model that takes no parallel calls', async () => {
    const openai = createOpenAIV4({ apiKey: 'k', baseURL: server.url }).textEmbeddingModel(name);
    let running = 0;
    let most = 0;
    const embedder = aiSdkEmbedder({
      provider: 'one-at-a-time',
      modelId: 'm',
      maxEmbeddingsPerCall: Promise.resolve(2),
      supportsParallelCalls: Promise.resolve(false),
      async doEmbed(options) {
        most = Math.max(most, ++running);
        const result = await openai.doEmbed(options);
        running--;
        return result;
      },
    });
    const vectors = await embedder.embed(['a', 'bb', 'ccc', 'dddd', 'eeeee']);
    expect(vectors.map((vector) => vector[0])).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(1);
    expect(server.requests).toHaveLength(3);
  });

  it('refuses a model id', () => {
    // @ts-expect-error: the type refuses it as well
    expect(() => aiSdkEmbedder('text-embedding-3-small')).toThrow(InvalidOptionError);
  });
});

import { OpenAIEmbeddings } from '@langchain/openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidOptionError, StoreFailedError } from '../../src/errors.ts';
import { langchainEmbedder } from '../../src/langchain/langchain-embedder.ts';
import {
  type EmbeddingServer,
  startEmbeddingServer,
  vectorOfText,
} from '../ai-sdk/ai-sdk-embedder-server.ts';
import { patience } from '../patience.ts';

let server: EmbeddingServer;
beforeEach(async () => {
  server = await startEmbeddingServer();
});
afterEach(() => server.close());

const id = 'openai/text-embedding-3-small';
const embeddings = () =>
  new OpenAIEmbeddings({
    model: 'text-embedding-3-small',
    apiKey: 'k',
    maxRetries: 0,
    timeout: patience.timeout,
    configuration: { baseURL: server.url },
  });

describe('langchainEmbedder over real OpenAIEmbeddings', () => {
  it.each([[['one']], [['one', 'three', 'a b']]])('embeds %j in order', async (texts) => {
    const embedder = langchainEmbedder(embeddings(), { id });
    expect(embedder.id).toBe(id);
    expect(embedder.dimensions).toBeUndefined();
    const vectors = await embedder.embed(texts);
    expect(vectors.map((vector) => Array.from(vector))).toEqual(texts.map(vectorOfText));
    expect(embedder.dimensions).toBe(3);
    expect(server.requests).toHaveLength(1);
  });

  it('makes no request for no texts, nor when the signal has fired', async () => {
    const embedder = langchainEmbedder(embeddings(), { id });
    expect(await embedder.embed([])).toEqual([]);
    await expect(embedder.embed(['one'], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(server.requests).toEqual([]);
  });

  it.each([
    429,
    500,
    'too-few',
    'empty',
    'html',
  ] as const)('tells no text when the reply is %s', async (answer) => {
    server.answer = answer;
    const embedder = langchainEmbedder(embeddings(), { id });
    const [result] = await Promise.allSettled([embedder.embed(['a-secret', 'b-secret'])]);
    if (result.status !== 'rejected') throw new Error('resolved');
    expect(result.reason).toBeInstanceOf(StoreFailedError);
    expect(result.reason.message).toContain(
      typeof answer === 'number' ? `status ${answer}` : 'unexpected reply',
    );
    expect(`${result.reason.stack} ${result.reason.cause}`).not.toContain('secret');
  });

  it('refuses vectors of another length than was said', async () => {
    const embedder = langchainEmbedder(embeddings(), { id, dimensions: 4 });
    expect(embedder.dimensions).toBe(4);
    await expect(embedder.embed(['one'])).rejects.toBeInstanceOf(StoreFailedError);
  });

  it.each([{ id: '' }, { id, dimensions: 0 }])('refuses the options %j', (options) => {
    expect(() => langchainEmbedder(embeddings(), options)).toThrow(InvalidOptionError);
  });
});

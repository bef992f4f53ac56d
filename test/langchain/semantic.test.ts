import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCache } from '../../src/index.ts';
import { CachedChatModel, RepriseCache } from '../../src/langchain/index.ts';
import { localEmbedder } from '../../src/local-embedder/index.ts';
import { memoryIndex } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { patientTimeouts } from '../patience.ts';
import { fakeProvider, told } from './fake-provider.ts';

const provider = fakeProvider();
const embedder = localEmbedder();
beforeAll(async () => {
  await embedder.embed(['warm up']);
  await provider.start();
});
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

const newCache = () =>
  createCache({ semantic: semanticLayer({ index: memoryIndex(), embedder }), timeouts: patientTimeouts });
const system = new SystemMessage('You help with accounts.');
const asked = [system, new HumanMessage('How do I reset my password?')];
const reworded = [system, new HumanMessage('How can I reset my password?')];

describe('the same question in other words', () => {
  it('is answered by CachedChatModel, invoked and streamed', async () => {
    const cache = newCache();
    const model = new CachedChatModel({ model: provider.chat(), cache });
    const first = await model.invoke(asked);
    await cache.close();
    const second = await model.invoke(reworded);
    expect(told(second)).toMatchObject({ status: 'hit', layer: 'semantic', similarity: expect.any(Number) });
    const texts: string[] = [];
    for await (const chunk of await model.stream(reworded)) texts.push(chunk.text);
    expect([second.text, texts.join('')]).toEqual([first.text, first.text]);
    expect(provider.calls()).toBe(1);
  });

  it('is answered by RepriseCache', async () => {
    const cache = newCache();
    const model = provider.chat({ cache: new RepriseCache(cache) });
    const first = await model.invoke(asked);
    await cache.close();
    const second = await model.invoke(reworded);
    expect(second.text).toBe(first.text);
    expect(told(second)).toMatchObject({ status: 'hit', layer: 'semantic' });
  });

  it.each([
    [
      'CachedChatModel',
      (cache: ReturnType<typeof newCache>) => new CachedChatModel({ model: provider.chat(), cache }),
    ],
    [
      'RepriseCache',
      (cache: ReturnType<typeof newCache>) => provider.chat({ cache: new RepriseCache(cache) }),
    ],
  ])('is another under another system text, or after other turns, with %s', async (_, make) => {
    const cache = newCache();
    const model = make(cache);
    await model.invoke(asked);
    await cache.close();
    await model.invoke([new SystemMessage('You joke.'), ...reworded.slice(1)]);
    await model.invoke([system, new HumanMessage('Hello'), new AIMessage('Hello!'), ...reworded.slice(1)]);
    expect(provider.calls()).toBe(3);
  });

  it('is looked up exactly only when the call says so', async () => {
    const cache = newCache();
    const model = new CachedChatModel({ model: provider.chat(), cache });
    await model.invoke(asked);
    await cache.close();
    expect(told(await model.invoke(reworded, { reprise: { semantic: false } })).status).toBe('miss');
  });
});

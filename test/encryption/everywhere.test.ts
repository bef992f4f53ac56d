import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trigramEmbedder } from '../../examples/demo/trigram-embedder.ts';
import { type EncryptionOptions, encryption } from '../../src/encryption/index.ts';
import { createCache } from '../../src/index.ts';
import { CachedChatModel, RepriseCache } from '../../src/langchain/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis, upstashVector } from '../../src/upstash/index.ts';
import { BIKE, fakeProvider, told } from '../langchain/fake-provider.ts';
import { patientTimeouts } from '../patience.ts';

const secret = 'The merger is on Friday.';
const keys = [{ id: 'autumn', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];
const modes: readonly (EncryptionOptions & { readonly name: string })[] = [
  { name: 'encrypted', keys },
  { name: 'signed', keys, mode: 'sign' },
];

const provider = fakeProvider();
let upstash: LocalUpstash;
beforeAll(async () => {
  await provider.start();
  upstash = await startUpstash({ vector: { dimensions: trigramEmbedder().dimensions ?? 0 } });
});
beforeEach(() => provider.mock.clearRequests());
afterAll(async () => {
  await provider.stop();
  await upstash.close();
});

/** All that went over the wire and so may be kept by whoever runs the services. */
const wire = () => JSON.stringify(upstash.requests().map(({ path, body }) => ({ path, body })));

describe.each(modes)('through Upstash, $name', ({ name, ...options }) => {
  const setUp = (prefix: string) => {
    upstash.clearRequests();
    return () =>
      createCache({
        memory: false,
        store: upstashRedis(upstash.redis, { prefix: `${prefix}${name}:` }),
        encryption: encryption(options),
        timeouts: patientTimeouts,
      });
  };

  it('a chat model of LangChain hits in another process, and tells the services nothing', async () => {
    const make = setUp('chat');
    const ask = async () => {
      const cache = make();
      const model = new CachedChatModel({ model: provider.chat(), cache });
      const message = await model.invoke('When is it, for Ann?');
      await cache.close();
      return { text: message.text, status: told(message).status };
    };
    const first = await ask();
    expect(first).toMatchObject({ text: expect.stringContaining(BIKE), status: 'miss' });
    expect(await ask()).toEqual({ ...first, status: 'hit' });
    expect(provider.calls()).toBe(1);
    expect(wire().includes('bicycle')).toBe(name === 'signed');
    expect(wire().includes('Ann')).toBe(name === 'signed');
  });

  it("core's own cache does too, and misses what was changed", async () => {
    const make = setUp('base');
    const ask = async () => {
      const cache = make();
      const { text } = await provider.chat({ cache: new RepriseCache(cache) }).invoke('When is it?');
      await cache.close();
      return text;
    };
    const first = await ask();
    expect([await ask(), provider.calls()]).toEqual([first, 1]);
    const redis = new Redis({ ...upstash.redis, automaticDeserialization: false });
    const [, found] = await redis.scan(0, { match: `base${name}:v:*`, count: 1_000 });
    const [key = ''] = found;
    const value = (await redis.get<string>(key)) ?? '';
    const middle = Math.floor(value.length / 2);
    const other = value[middle] === 'A' ? 'B' : 'A';
    await redis.set(key, value.slice(0, middle) + other + value.slice(middle + 1));
    expect([await ask(), provider.calls()]).toEqual([first, 2]);
  });

  it('an answer found by meaning is served, and a changed payload is not', async () => {
    upstash.clearRequests();
    const namespace = `meaning${name}`;
    const make = () =>
      createCache({
        memory: false,
        namespace,
        store: upstashRedis(upstash.redis, { prefix: `meaning${name}:` }),
        encryption: encryption(options),
        timeouts: patientTimeouts,
        semantic: semanticLayer({ index: upstashVector(upstash.vector), embedder: trigramEmbedder() }),
      });
    const request = (question: string) => ({ provider: 'openai', model: 'gpt-4o', question, scope: 'ann' });
    const one = make();
    await one.getOrSet(request('What is the price of item 7?'), async () => ({
      parts: [{ type: 'text', text: secret }],
      finishReason: 'stop',
    }));
    await one.close();
    const reworded = request('Please, what is the price of item 7?');
    expect(await make().lookup(reworded)).toMatchObject({ status: 'hit', layer: 'semantic' });
    expect(wire().includes('merger')).toBe(name === 'signed');
    const [otherKey] = [{ id: 'autumn', secret: 'Xp2s5v8y/B?E(H+MbQeThWmZq4t6w9z$' }];
    const stranger = createCache({
      memory: false,
      namespace,
      store: upstashRedis(upstash.redis, { prefix: `meaning${name}:` }),
      timeouts: patientTimeouts,
      encryption: encryption({ ...options, keys: [otherKey], names: keys[0]?.secret ?? '' }),
      semantic: semanticLayer({ index: upstashVector(upstash.vector), embedder: trigramEmbedder() }),
    });
    expect((await stranger.lookup(reworded)).status).toBe('miss');
  });
});

import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { hasRedisServer } from '../../src/testing/redis/redis-process.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const price: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o',
  question: 'What is the price?',
  tags: ['price'],
};
const old = textResponse('9 euros.');

const real = await hasRedisServer();

describe.skipIf(!real)('a database that loses keys', () => {
  let upstash: LocalUpstash;
  let redis: Redis;
  beforeAll(async () => {
    upstash = await startUpstash({ redis: 'server' });
    redis = new Redis({ ...upstash.redis, automaticDeserialization: false });
  });
  beforeEach(async () => {
    await command('CONFIG', 'SET', 'maxmemory', '0');
    await redis.flushall();
  });
  afterAll(() => upstash?.close());

  const command = async (...parts: string[]) => {
    const response = await fetch(upstash.redis.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${upstash.redis.token}` },
      body: JSON.stringify(parts),
    });
    return (await response.json()) as { result?: unknown };
  };
  const make = () =>
    createCache({ memory: false, store: upstashRedis(upstash.redis), timeouts: patientTimeouts });
  const put = async (cache: ReturnType<typeof make>, request = price) => {
    await cache.getOrSet(request, async () => old);
    await cache.close();
  };

  it('serves nothing that was invalidated before it evicted the counters under memory pressure', async () => {
    const cache = make();
    await put(cache);
    expect((await cache.lookup(price)).status).toBe('hit');
    const { keys } = await upstashRedis(upstash.redis).scan('', undefined);
    const value = await redis.get<string>(`reprise:v:${keys[0]}`);
    await cache.invalidate({ tags: ['price'] });
    expect((await cache.lookup(price)).status).toBe('miss');

    await command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    const used = /used_memory:(\d+)/.exec(String((await command('INFO', 'memory')).result))?.[1];
    await command('CONFIG', 'SET', 'maxmemory', String(Number(used) + 100_000));
    for (let index = 0; (await redis.exists('reprise:g')) === 1 && index < 500; index++) {
      const pipeline = redis.pipeline();
      for (let each = 0; each < 20; each++) pipeline.set(`filler:${index}:${each}`, 'x'.repeat(2_000));
      await pipeline.exec();
    }
    expect(await redis.exists('reprise:g')).toBe(0);
    // The answer itself may have stayed.
    await redis.set(`reprise:v:${keys[0]}`, value ?? '');
    expect((await cache.lookup(price)).status).toBe('miss');
    await command('CONFIG', 'SET', 'maxmemory', '0');
    await put(cache);
    expect((await cache.lookup(price)).status).toBe('hit');
  });

  it.each([
    'before',
    'after',
  ])('serves nothing that was copied back %s the counters began anew', async (order) => {
    const cache = make();
    await put(cache);
    const { keys } = await upstashRedis(upstash.redis).scan('', undefined);
    const value = (await redis.get<string>(`reprise:v:${keys[0]}`)) ?? '';
    await cache.invalidate({ tags: ['price'] });
    await redis.flushall();
    const other = { ...price, question: 'Another?' };
    if (order === 'after') await put(cache, other);
    await redis.set(`reprise:v:${keys[0]}`, value);
    expect(await cache.lookup(price)).toMatchObject({ status: 'miss', reason: 'invalidated' });
    if (order === 'before') await put(cache, other);
    expect(await cache.lookup(price)).toMatchObject({ status: 'miss', reason: 'invalidated' });
  });

  it('stores the answers of a new database in one request each, and finds them', async () => {
    const cache = make();
    upstash.clearRequests();
    await put(cache);
    expect(upstash.requests('redis')).toHaveLength(2);
    upstash.clearRequests();
    expect((await make().lookup(price)).status).toBe('hit');
    expect(upstash.requests('redis')).toHaveLength(1);
  });

  it('drops an answer that was under way when the database was flushed', async () => {
    const cache = make();
    await put(cache, { ...price, question: 'Warm?' });
    await cache.getOrSet(price, async () => {
      await redis.flushall();
      await make().invalidate({ tags: ['price'] });
      return old;
    });
    await cache.close();
    expect((await cache.lookup(price)).status).toBe('miss');
  });
});

describe('a replica that takes over and has not heard of an invalidation', () => {
  const setUp = () => {
    const time = { now: 1_700_000_000_000 };
    const inner = memoryStore({ clock: () => time.now });
    let lost = 0;
    const store = {
      ...inner,
      read: async (...of: Parameters<typeof inner.read>) => {
        const { value, counters } = await inner.read(...of);
        return { value, counters: counters.map((counter) => counter - lost) };
      },
    };
    const cache = createCache({ memory: false, store, clock: () => time.now });
    const failOver = () => {
      lost = 1;
    };
    return { cache, time, failOver };
  };

  it('brings nothing back for the process that invalidated', async () => {
    const { cache, failOver } = setUp();
    await cache.getOrSet(price, async () => old);
    await cache.close();
    await cache.invalidate({ tags: ['price'] });
    failOver();
    expect(await cache.lookup(price)).toMatchObject({ status: 'miss', reason: 'invalidated' });
  });
});

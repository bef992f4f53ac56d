import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer } from '../../src/testing/redis/redis-process.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashRedis } from '../../src/upstash/upstash-redis.ts';

const real = await hasRedisServer();

describe.each([
  { name: 'the table', redis: 'table', runs: true },
  { name: 'a real redis-server', redis: 'server', runs: real },
] as const)('damaged counters on $name', ({ redis, runs }) => {
  let upstash: LocalUpstash;
  let client: Redis;
  beforeAll(async () => {
    if (!runs) return;
    upstash = await startUpstash({ redis });
    client = new Redis({ ...upstash.redis, automaticDeserialization: false });
  });
  beforeEach(async () => {
    if (runs) await client.flushall();
  });
  afterAll(() => upstash?.close());

  const setUp = async () => {
    const store = upstashRedis(upstash.redis);
    await store.increment(['tag', 'other']);
    await store.write('key', 'value', Infinity);
    const { counters } = await store.read('key', ['tag', 'other']);
    return { store, tag: counters[0] ?? 0, other: counters[1] ?? 0 };
  };

  const texts = [
    'text',
    '',
    '-1',
    '1.5',
    '007',
    '1e3',
    '99999999999999999999',
    '9007199254740993',
    ' 1',
    '0x10',
  ];

  it.skipIf(!runs).each(texts)(
    'replaces a count of %j by one that it never had, and no other',
    async (text) => {
      const { store, tag, other } = await setUp();
      await client.hset('reprise:g', { tag: text });
      const first = await store.read('key', ['tag', 'other']);
      expect(first).toMatchObject({ value: 'value', counters: [expect.any(Number), other] });
      const [mended = 0] = await store.increment(['tag']);
      expect(Math.abs(mended - tag)).toBeGreaterThan(2 ** 20 - 1 - (text === '007' ? 2 ** 20 : 0));
      expect((await store.read('key', ['tag', 'other'])).counters).toEqual([mended, other]);
    },
  );

  it.skipIf(!runs).each(texts)('lets an increment mend a count of %j', async (text) => {
    const { store, tag, other } = await setUp();
    await client.hset('reprise:g', { tag: text });
    const [mended = 0] = await store.increment(['tag']);
    expect(mended).not.toBe(tag);
    expect((await store.read('key', ['tag', 'other'])).counters).toEqual([mended, other]);
  });

  it.skipIf(!runs).each(['text', '0', '7'])('begins all anew where the origin is %j', async (origin) => {
    const { store, tag, other } = await setUp();
    await client.hset('reprise:g', { '.origin': origin });
    const { counters } = await store.read('key', ['tag', 'other']);
    expect(counters).not.toContain(tag);
    expect(counters).not.toContain(other);
    expect((await store.read('key', ['tag', 'other'])).counters).toEqual(counters);
  });

  it.skipIf(!runs)('rejects once where the key holds something else, and is well again', async () => {
    const { store, tag } = await setUp();
    await client.set('reprise:g', 'text');
    await expect(store.read('key', ['tag'])).rejects.toThrow('(WRONGTYPE)');
    const { value, counters } = await store.read('key', ['tag']);
    expect(value).toBe('value');
    expect(counters).not.toContain(tag);
  });

  it.skipIf(!runs)('takes the misses of a value of another type for misses, and overwrites it', async () => {
    const { store } = await setUp();
    await client.del('reprise:v:key');
    await client.hset('reprise:v:key', { a: '1' });
    expect((await store.read('key', ['tag'])).value).toBeUndefined();
    await store.write('key', 'value', Infinity);
    expect((await store.read('key', ['tag'])).value).toBe('value');
  });

  it.skipIf(!runs)('changes nothing when only the reply was garbled', async () => {
    const { store, tag, other } = await setUp();
    const garbled = [{ result: ['dGV4dA==', 'dGV4dA==', 'dGV4dA=='] }, { result: ['dGV4dA=='] }];
    const lift = upstash.fault({ kind: 'body', body: garbled, times: 1 });
    expect(
      (await store.read('key', ['tag', 'other']).catch(() => undefined))?.counters ?? [tag, other],
    ).toEqual([tag, other]);
    lift();
    expect(await store.read('key', ['tag', 'other'])).toEqual({ value: 'value', counters: [tag, other] });
  });

  it.skipIf(!runs)(
    'takes no small numbers for counters: all replies would have the same, whatever was invalidated',
    async () => {
      const { store } = await setUp();
      const lift = upstash.fault({ kind: 'body', body: [{ result: [7, 7, 7] }, { result: [null] }] });
      await expect(store.read('key', ['tag', 'other'])).rejects.toThrow('unexpected reply');
      lift();
      const liftAgain = upstash.fault({ kind: 'body', body: [{ result: [7, 7, 7] }] });
      await expect(store.read(undefined, ['tag', 'other'])).rejects.toThrow('unexpected reply');
      await expect(store.increment(['tag', 'other'])).rejects.toThrow('unexpected reply');
      liftAgain();
    },
  );

  it.skipIf(!runs)('begins all anew when there are too many', async () => {
    const { store, tag } = await setUp();
    const names = Array.from({ length: 50_000 }, (_, index) => `counter-${index}`);
    await store.increment(names);
    await store.increment(names.map((name) => `more-${name}`));
    await store.increment(['one too many']);
    expect(Number(await client.hlen('reprise:g'))).toBeLessThan(10);
    expect((await store.read('key', ['tag'])).counters).not.toContain(tag);
  });
});

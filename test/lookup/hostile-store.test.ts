import { describe, expect, it } from 'vitest';
import type { ExactStore } from '../../src/contracts/exact-store.ts';
import { encryption } from '../../src/encryption/index.ts';
import {
  type CacheOptions,
  type CacheRequest,
  createCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { patientTimeouts } from '../patience.ts';

const ask = (question: string, more: Partial<CacheRequest> = {}): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o',
  question,
  ...more,
});
const price = ask('What is the price?', { tags: ['price'], scope: 'ann' });
const colour = ask('What is the colour?', { tags: ['colour'], scope: 'ann' });
const ofBob = ask('What is the price?', { tags: ['price'], scope: 'bob' });
const answerTo = ({ question, scope }: CacheRequest) => `${scope}: ${question}`;

/** A store between the cache and a right one, whose reads and writes may be changed. */
function setUp(options: CacheOptions = {}) {
  // Expires nothing: that is the cache's to know.
  const inner = memoryStore({ clock: () => 0 });
  const change: { read?: ExactStore['read']; write?: ExactStore['write'] } = {};
  const store: ExactStore = {
    ...inner,
    read: (...of) => (change.read ?? inner.read)(...of),
    write: (...of) => (change.write ?? inner.write)(...of),
  };
  const make = (more: CacheOptions = {}) =>
    createCache({ memory: false, store, timeouts: patientTimeouts, ...options, ...more });
  const put = async (request: CacheRequest, cache = make()) => {
    await cache.getOrSet(request, async () => textResponse(answerTo(request)));
    await cache.close();
  };
  const names = async () => (await inner.scan('', undefined)).keys;
  const textUnder = async (name = '') => (await inner.read(name, [])).value ?? '';
  return { inner, change, make, put, names, textUnder };
}

/** The text that is served, or the reason why none is. */
async function look(cache: ReturnType<typeof createCache>, request: CacheRequest): Promise<string> {
  const found = await cache.lookup(request);
  if ('response' in found) return responseText(found.response);
  return found.status === 'miss' ? found.reason : found.status;
}

const keys = [{ id: 'k', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];
const protections: readonly (readonly [string, CacheOptions, string])[] = [
  ['in clear', {}, 'corrupt'],
  ['signed', { encryption: encryption({ keys, mode: 'sign' }) }, 'unauthentic'],
  ['encrypted', { encryption: encryption({ keys }) }, 'unauthentic'],
];

describe.each(protections)('%s, a store that', (_, options, reason) => {
  it('gives every key the value of another serves no answer of another question or tenant', async () => {
    const { put, names, textUnder, make, inner } = setUp(options);
    for (const request of [price, colour, ofBob]) await put(request);
    const all = await names();
    const values = await Promise.all(all.map(textUnder));
    for (let shift = 1; shift < all.length; shift++) {
      for (const [at, name] of all.entries())
        await inner.write(name, values[(at + shift) % all.length] ?? '', Infinity);
      for (const request of [price, colour, ofBob]) expect(await look(make(), request)).toBe(reason);
    }
  });

  it('answers out of order serves each its own', async () => {
    const { put, make, change, inner } = setUp(options);
    for (const request of [price, colour, ofBob]) await put(request);
    const waiting: (() => void)[] = [];
    change.read = async (...of) => {
      const read = await inner.read(...of);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return read;
    };
    const cache = make();
    const looking = [price, colour, ofBob].map((request) => look(cache, request));
    while (waiting.length < 3) await new Promise((resolve) => setImmediate(resolve));
    for (const answer of waiting.reverse()) answer();
    expect(await Promise.all(looking)).toEqual([price, colour, ofBob].map(answerTo));
  });

  it('replays an answer from before an invalidation does not get it served', async () => {
    const { put, names, textUnder, make, inner } = setUp(options);
    await put(price);
    const [name = ''] = await names();
    const old = await textUnder(name);
    for (const target of [{ tags: ['price'] }, { scope: 'ann' }, { model: 'gpt-4o' }]) {
      await make().invalidate(target);
      await inner.write(name, old, Infinity);
      expect(await look(make(), price)).toBe('invalidated');
    }
  });

  it('holds an invalidation back loses nothing else, and later serves nothing old', async () => {
    const { put, names, textUnder, make, inner, change } = setUp(options);
    await put(price);
    const [name = ''] = await names();
    const old = await textUnder(name);
    // The write of an answer that began before the invalidation arrives after it.
    await make().invalidate({ tags: ['price'] });
    change.write = (...of) => inner.write(...of);
    await inner.write(name, old, Infinity);
    await put(colour);
    expect(await look(make(), colour)).toBe(answerTo(colour));
    expect(await look(make(), price)).toBe('invalidated');
  });

  it('expires nothing serves nothing that has expired by the clock of who reads', async () => {
    const time = { now: 1_700_000_000_000 };
    const { put, names, textUnder, make, inner } = setUp({ ...options, clock: () => time.now, ttl: '1h' });
    await put(price);
    const [name = ''] = await names();
    const kept = await textUnder(name);
    await inner.write(name, kept, Infinity);
    time.now += 3_600_000;
    expect(await look(make(), price)).toBe('absent');
  });

  it('was written by a process whose clock is an hour ahead serves no one longer than the TTL and that hour', async () => {
    const time = { now: 1_700_000_000_000 };
    const { make, put } = setUp({ ...options, clock: () => time.now, ttl: '1h' });
    await put(price, make({ clock: () => time.now + 3_600_000 }));
    time.now += 7_199_999;
    expect(await look(make(), price)).toBe(answerTo(price));
    time.now += 1;
    expect(await look(make(), price)).toBe('absent');
  });
});

describe('with memory, a store that', () => {
  it('gives copies another key: none is served for it', async () => {
    const { put, make, change, inner, names, textUnder } = setUp();
    await put(price);
    await put(colour);
    const values = await Promise.all((await names()).map(textUnder));
    const cache = make({ memory: { recheck: 0 } });
    let turn = 0;
    change.read = async (key, counters, operation) => ({
      ...(await inner.read(key, counters, operation)),
      value: values[turn++ % values.length],
    });
    for (let call = 0; call < 6; call++) {
      for (const request of [price, colour]) {
        expect([answerTo(request), 'corrupt', 'invalidated']).toContain(await look(cache, request));
      }
    }
  });

  it('answers a check with the counters of before an invalidation brings nothing back here', async () => {
    const { put, make, change, inner } = setUp();
    const cache = make({ memory: { recheck: 0 } });
    await put(price, cache);
    expect(await look(cache, price)).toBe(answerTo(price));
    const [before] = await Promise.all([
      new Promise<Awaited<ReturnType<ExactStore['read']>>>((resolve) => {
        change.read = async (...of) => {
          const read = await inner.read(...of);
          resolve(read);
          return read;
        };
      }),
      look(cache, price),
    ]);
    await cache.invalidate({ tags: ['price'] });
    change.read = async (_, counters) => ({ ...before, counters: before.counters.slice(0, counters.length) });
    expect(await look(cache, price)).not.toBe(answerTo(price));
  });
});

describe('a text nested deeper than any that is written', () => {
  it('is served to each as it is stored, whatever the last has done with his', async () => {
    const { put, names, inner } = setUp();
    await put(price);
    const [name = ''] = await names();
    const { value = '' } = await inner.read(name, []);
    const deep = `${'['.repeat(600)}1${']'.repeat(600)}`;
    const nested = value.replace('"type":"text"', `"type":"text","providerMetadata":{"a":{"deep":${deep}}}`);
    await inner.write(name, nested, Number.MAX_SAFE_INTEGER);
    const cache = createCache({ store: inner, timeouts: patientTimeouts });
    for (let hits = 0; hits < 3; hits++) {
      const found = await cache.lookup(price);
      if (!('response' in found)) throw new Error('unexpected miss');
      expect(responseText(found.response)).toBe(answerTo(price));
      Reflect.set(found.response.parts[0] ?? {}, 'text', 'changed');
    }
  });
});

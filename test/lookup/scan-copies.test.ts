import { afterEach, describe, expect, it } from 'vitest';
import type { Embedder, ExactStore } from '../../src/contracts/index.ts';
import {
  type CacheOptions,
  type CacheRequest,
  type CacheResult,
  createCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { type LocalUpstash, type StoreFaults, startUpstash, withFaults } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const ask = (question: string): CacheRequest => ({ provider: 'openai', model: 'gpt-4o-mini', question });
const price = ask('The price?');
const colour = ask('The colour?');
const BOUND = 1_000;

/** Everything is alike, so that what is found by meaning depends on the rest. */
const embedder: Embedder = {
  id: 'one direction',
  dimensions: 2,
  embed: async (texts) => texts.map(() => new Float32Array([1, 0])),
};

let upstash: LocalUpstash | undefined;
afterEach(async () => {
  await upstash?.close();
  upstash = undefined;
});

function setUp(options: Omit<CacheOptions, 'store'> & { store?: (clock: () => number) => ExactStore } = {}) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const { store: storeOf = (at) => memoryStore({ clock: at }), ...rest } = options;
  const store = storeOf(clock);
  const make = (more: CacheOptions = {}) => createCache({ clock, store, ...rest, ...more });
  const put = async (cache: ReturnType<typeof make>, request: CacheRequest, text = '7') => {
    const outcome = await cache.store(request, textResponse(text));
    await cache.close();
    time.now++;
    return outcome.stored ? outcome.key : '';
  };
  return { time, clock, store, make, put };
}

describe('what an invalidation by pattern cannot see', () => {
  it.each([
    'memory',
    'upstash-redis',
  ])("what the limit dropped from the store (%s) is not served from another process's memory", async (kind) => {
    const local = kind === 'memory' ? undefined : await startUpstash({ clock: () => time.now });
    upstash = local;
    const { time, make, put } = setUp({
      maxEntries: 2,
      timeouts: patientTimeouts,
      ...(local && { store: (clock) => upstashRedis(local.redis, { clock }) }),
    });
    const [one, two] = [make(), make()];
    await put(one, price);
    expect((await two.lookup(price)).status).toBe('hit');
    for (const question of ['A?', 'B?', 'C?']) await put(one, ask(question));
    expect((await make({ memory: false }).lookup(price)).status).toBe('miss');
    expect(await two.lookup(price)).toMatchObject({ status: 'hit', layer: 'memory' });
    expect(await one.invalidate({ matching: /price/ })).toMatchObject({ done: true, dropped: 0 });
    time.now += BOUND;
    expect((await two.lookup(price)).status).toBe('miss');
  });

  it.each([
    'another process',
    'the process that scans',
  ])('nor is what went from the store while the scan ran, once %s had copied it', async (copier) => {
    let meanwhile = async () => {};
    const { time, store, make, put } = setUp({
      store: (clock) => {
        const inner = memoryStore({ clock });
        return {
          ...inner,
          async scan(...of) {
            await meanwhile();
            return inner.scan(...of);
          },
        };
      },
    });
    const one = make();
    const two = copier === 'another process' ? make() : one;
    const key = await put(make(), price);
    meanwhile = async () => {
      expect((await two.lookup(price)).status).toBe('hit');
      await store.delete([`reprise:e:${key}`]);
    };
    expect(await one.invalidate({ matching: /price/ })).toMatchObject({ done: true, dropped: 0 });
    if (two !== one) time.now += BOUND;
    expect((await two.lookup(price)).status).toBe('miss');
  });

  it('nor a stale copy of it', async () => {
    const { time, store, make, put } = setUp({ ttl: '10s', staleWhileRevalidate: '1h' });
    const [one, two] = [make(), make()];
    const key = await put(one, price);
    await two.lookup(price);
    await store.delete([`reprise:e:${key}`]);
    time.now += 20_000;
    expect((await two.lookup(price)).status).toBe('stale');
    await one.invalidate({ matching: /price/ });
    time.now += BOUND;
    expect((await two.lookup(price)).status).toBe('miss');
  });

  it('nor what only the index has left', async () => {
    const { store, clock, make, put } = setUp({ memory: false });
    const semantic = semanticLayer({
      index: memoryIndex({ clock }),
      embedder,
      threshold: 0.9,
      verify: false,
    });
    const cache = make({ semantic });
    const key = await put(cache, price);
    await store.delete([`reprise:e:${key}`]);
    expect(await cache.lookup(ask('The cost?'))).toMatchObject({ status: 'hit', layer: 'semantic' });
    await cache.invalidate({ matching: /price/ });
    expect(await cache.lookup(ask('The cost?'))).toMatchObject({
      status: 'miss',
      semantic: { reason: 'gone' },
    });
  });

  it('what the index and the store both have is found by meaning, if it does not match', async () => {
    const { clock, make, put } = setUp();
    const semantic = semanticLayer({
      index: memoryIndex({ clock }),
      embedder,
      threshold: 0.9,
      verify: false,
    });
    const cache = make({ semantic });
    await put(cache, colour);
    await cache.invalidate({ matching: /price/ });
    const [own, other] = [
      await cache.lookup(ask('Which hue?')),
      await make({ semantic }).lookup(ask('Which hue?')),
    ];
    expect([own, other]).toMatchObject([{ layer: 'semantic' }, { layer: 'semantic' }]);
  });
});

describe('an answer that is being made while a scan runs', () => {
  it('is stored for nobody, by the process that scans', async () => {
    const { make } = setUp();
    const cache = make();
    await cache.getOrSet(price, async () => {
      await cache.invalidate({ matching: /price/ });
      return textResponse('made of old data');
    });
    await cache.close();
    expect((await cache.lookup(price)).status).toBe('miss');
    expect((await make().lookup(price)).status).toBe('miss');
  });

  it('is stored for nobody, by a process that has heard of the scan', async () => {
    const { make } = setUp();
    const [one, two] = [make(), make()];
    await two.getOrSet(price, async () => {
      await one.invalidate({ matching: /price/ });
      await two.lookup(colour);
      return textResponse('made of old data');
    });
    await two.close();
    expect((await make().lookup(price)).status).toBe('miss');
  });

  it('is not what who asks after the scan waits for', async () => {
    const cache = setUp().make();
    let answer = (_: string) => {};
    let first: Promise<CacheResult> | undefined;
    await new Promise<void>((asked) => {
      first = cache.getOrSet(price, () => {
        asked();
        return new Promise((resolve) => {
          answer = (text) => resolve(textResponse(text));
        });
      });
    });
    await cache.invalidate({ matching: /price/ });
    const second = await cache.getOrSet(price, async () => textResponse('new'));
    answer('old');
    const texts = [await first, second].map((result) => result && responseText(result.response));
    expect(texts).toEqual(['old', 'new']);
  });

  it('is dropped if it was on its way into the store', async () => {
    let land = () => {};
    const { make } = setUp({
      memory: false,
      store: (clock) => {
        const inner = memoryStore({ clock });
        return {
          ...inner,
          async write(...of) {
            await new Promise<void>((resolve) => {
              land = resolve;
            });
            return inner.write(...of);
          },
        };
      },
    });
    const cache = make();
    await cache.store(price, textResponse('7'));
    const invalidated = cache.invalidate({ matching: /price/ });
    await new Promise((resolve) => setTimeout(resolve));
    land();
    expect(await invalidated).toMatchObject({ done: true, dropped: 1 });
    await cache.close();
    expect((await cache.lookup(price)).status).toBe('miss');
  });

  it('is stored as ever once the store has lost its counters', async () => {
    let replace = () => {};
    const { time, make, put } = setUp({
      store: (clock) => {
        let inner = memoryStore({ clock });
        replace = () => {
          inner = memoryStore({ clock });
        };
        return {
          ...inner,
          read: (...of) => inner.read(...of),
          write: (...of) => inner.write(...of),
          increment: (...of) => inner.increment(...of),
        };
      },
    });
    const cache = make();
    await cache.invalidate({ matching: /price/ });
    replace();
    time.now += 61_000;
    await cache.lookup(price);
    expect(await put(cache, price)).not.toBe('');
    expect((await cache.lookup(price)).status).toBe('hit');
  });
});

describe('what a scan costs afterwards', () => {
  it('a copy is asked for once, in the read that checks it, and is served from memory again', async () => {
    const local = await startUpstash({ clock: () => time.now });
    upstash = local;
    const { time, make, put } = setUp({
      store: (clock) => upstashRedis(local.redis, { clock }),
      timeouts: patientTimeouts,
    });
    const [one, two] = [make(), make()];
    await put(one, colour);
    const looked = async (cache: typeof one) => {
      local.clearRequests();
      const found = await cache.lookup(colour);
      return [found.status === 'hit' && found.layer, local.requests('redis').length];
    };
    expect(await looked(two)).toEqual(['store', 1]);
    expect(await looked(two)).toEqual(['memory', 0]);
    time.now += BOUND;
    expect(await looked(two)).toEqual(['memory', 1]);
    expect(await looked(two)).toEqual(['memory', 0]);
    await one.invalidate({ matching: /price/ });
    time.now += BOUND;
    for (const cache of [one, two]) {
      expect(await looked(cache)).toEqual(['store', 1]);
      expect(await looked(cache)).toEqual(['memory', 0]);
      time.now += BOUND;
      expect(await looked(cache)).toEqual(['memory', 1]);
    }
  });

  it('without a store, memory answers as before', async () => {
    const cache = createCache();
    await cache.store(colour, textResponse('Red.'));
    await cache.invalidate({ matching: /price/ });
    expect(await cache.lookup(colour)).toMatchObject({ status: 'hit', layer: 'memory' });
  });

  it('where the last mark fails the scan is not done, and the next call only marks', async () => {
    const faults: StoreFaults = {};
    const { time, make, put, store } = setUp({
      store: (clock) => withFaults(memoryStore({ clock }), faults),
    });
    const [one, two] = [make(), make()];
    const key = await put(one, price);
    await two.lookup(price);
    await store.delete([`reprise:e:${key}`]);
    let marks = 0;
    faults.increment = () => (++marks === 2 ? { kind: 'reject' } : undefined);
    const failed = await make({ memory: false }).invalidate({ matching: /nothing/ });
    expect(failed).toMatchObject({ done: false });
    expect(
      await make({ memory: false }).invalidate({ matching: /nothing/ }, { cursor: failed.cursor ?? '' }),
    ).toEqual({ done: true, scanned: 0, dropped: 0 });
    time.now += BOUND;
    expect((await two.lookup(price)).status).toBe('miss');
  });
});

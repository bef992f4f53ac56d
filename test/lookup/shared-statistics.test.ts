import { describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, sharedStatistics, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { startUpstash, withFaults } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why is the sky blue?' };
const answered = async () => textResponse('Air.', { inputTokens: 1_000, outputTokens: 500 });

describe('sharedStatistics', () => {
  it('adds up what all processes did, by layer and model, with what it saved', async () => {
    const upstash = await startUpstash();
    try {
      const store = upstashRedis(upstash.redis);
      const make = () =>
        createCache({ store, sharedStatistics: sharedStatistics(), timeouts: patientTimeouts });
      const [one, two] = [make(), make()];
      await one.getOrSet(request, answered);
      await one.close();
      await two.getOrSet(request, answered);
      await two.getOrSet(request, answered);
      await two.getOrSet({ ...request, model: 'unknown|odd' }, answered);
      await two.close();
      const { overall, hits } = await one.stats();
      expect(hits.total).toBe(0);
      expect(overall).toMatchObject({
        hits: { memory: 1, store: 1, semantic: 0, total: 2 },
        misses: 2,
        hitRate: 0.5,
        saved: { inputTokens: 2_000, outputTokens: 1_000, unpriced: 0 },
        byModel: {
          'gpt-4o-mini': { hits: { total: 2 }, misses: 1 },
          'unknown|odd': { hits: { total: 0 }, misses: 1, hitRate: 0 },
        },
        latencyMs: { hit: { count: 2 }, miss: { count: 2 }, generated: { count: 2 }, shared: { count: 0 } },
      });
      const { saved } = await two.stats();
      expect(overall?.saved.usd).toBeCloseTo(saved.usd, 9);
      expect(saved.usd).toBeGreaterThan(0);
    } finally {
      await upstash.close();
    }
  });

  it('sends what many events add up to in one request', async () => {
    const store = memoryStore();
    const { tallies } = store;
    if (tallies === undefined) throw new Error('unexpected');
    let sent = 0;
    const cache = createCache({
      store: {
        ...store,
        tallies: {
          ...tallies,
          add: (...all) => {
            sent++;
            return tallies.add(...all);
          },
        },
      },
      sharedStatistics: sharedStatistics(),
    });
    for (let call = 0; call < 50; call++) await cache.getOrSet(request, answered);
    await cache.close();
    expect([sent, (await cache.stats()).overall?.hits.total]).toEqual([1, 49]);
  });

  it('a store that fails costs the sums, and no call', async () => {
    const { tallies, ...store } = withFaults(memoryStore(), {});
    if (tallies === undefined) throw new Error('unexpected');
    const failing = {
      add: async () => Promise.reject(new Error('down')),
      read: async () => Promise.reject(new Error('down')),
    };
    const cache = createCache({
      store: { ...store, tallies: failing },
      sharedStatistics: sharedStatistics(),
    });
    expect((await cache.getOrSet(request, answered)).status).toBe('miss');
    await cache.close();
    expect(await cache.stats()).toMatchObject({ misses: { total: 1 } });
    expect((await cache.stats()).overall).toBeUndefined();
  });

  it('is off by default, and needs a store that has tallies', async () => {
    expect((await createCache({ store: memoryStore() }).stats()).overall).toBeUndefined();
    expect(() => createCache({ sharedStatistics: sharedStatistics() })).toThrow('a store with tallies');
    // @ts-expect-error
    expect(() => createCache({ store: memoryStore(), sharedStatistics: true })).toThrow(
      'what sharedStatistics() of reprise gives',
    );
  });
});

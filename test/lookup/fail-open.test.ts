import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExactStore } from '../../src/contracts/exact-store.ts';
import { type CacheEvent, type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { CircuitBreaker } from '../../src/lookup/fail-open/circuit-breaker.ts';
import { memoryStore } from '../../src/memory/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?' };
const generate = async () => textResponse('Because.', { inputTokens: 3 });

const rejections: unknown[] = [];
const remember = (reason: unknown) => rejections.push(reason);
beforeEach(() => {
  rejections.splice(0);
  process.on('unhandledRejection', remember);
});
afterEach(() => {
  process.off('unhandledRejection', remember);
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what is only told', () => {
  it('may reject: onEvent, a listener and waitUntil end no process', async () => {
    const cache = createCache({
      store: memoryStore(),
      onEvent: () => Promise.reject(new Error('observer')),
      waitUntil: () => Promise.reject(new Error('host')),
    });
    cache.subscribe(() => Promise.reject(new Error('listener')));
    await cache.getOrSet(request, generate);
    await cache.getOrSet(request, generate);
    await cache.close();
    await turn();
    expect(rejections).toEqual([]);
  });
});

describe('a store that gives something else than it promised', () => {
  it.each<[string, Partial<Record<keyof ExactStore, unknown>>]>([
    ['nothing at all', { read: async () => undefined }],
    ['null', { read: async () => null }],
    ['a value that is no text', { read: async () => ({ value: 42, counters: [0, 0, 0, 0] }) }],
    ['too few counters', { read: async () => ({ value: undefined, counters: [] }) }],
    ['counters that are no numbers', { read: async () => ({ value: undefined, counters: 'four' }) }],
    [
      'a throw',
      {
        read: () => {
          throw new Error('at once');
        },
      },
    ],
    ['increments that are no numbers', { increment: async () => [undefined] }],
  ])('as %s: the call goes through, the event says so', async (_, broken) => {
    const events: CacheEvent[] = [];
    const store: ExactStore = Object.assign(memoryStore({ name: 'odd' }), broken);
    const cache = createCache({ memory: false, store, onEvent: (event) => events.push(event) });
    expect(await cache.getOrSet(request, generate)).toMatchObject({ status: 'miss' });
    await cache.invalidate({ tags: ['a'] });
    await cache.close();
    expect(events).toContainEqual(expect.objectContaining({ type: 'failure', backend: 'odd' }));
  });
});

describe('a price source', () => {
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no prices');
      },
    ],
    ['gives a promise', () => Promise.reject(new Error('later'))],
    ['gives no price', () => ({ input: 'three' })],
    ['gives null', () => null],
  ])('that %s costs the money figure, and nothing else', async (_, price) => {
    const events: CacheEvent[] = [];
    const cache = createCache({
      prices: { date: '2026-11-25', price: price as () => undefined },
      onEvent: (event) => events.push(event),
    });
    await cache.getOrSet(request, generate);
    expect(await cache.getOrSet(request, generate)).toMatchObject({
      status: 'hit',
      saved: { inputTokens: 3 },
    });
    await turn();
    expect(rejections).toEqual([]);
    expect(events.filter(({ type }) => type === 'failure')).toHaveLength(1);
  });
});

describe('the circuit breaker', () => {
  const failing = () => {
    const time = { now: 0 };
    const breaker = new CircuitBreaker({ now: () => time.now });
    for (let call = 0; call < 5; call++) breaker.failed('admitted');
    return { breaker, time };
  };

  it('lets one call try after a tenth of a second, and no second beside it', () => {
    const { breaker, time } = failing();
    expect(breaker.admit()).toBe('refused');
    time.now += 100;
    expect([breaker.admit(), breaker.admit()]).toEqual(['probe', 'refused']);
    expect(breaker.succeeded()).toBe(true);
    expect(breaker.admit()).toBe('admitted');
  });

  it('pauses for a quarter of the time since it opened, from a tenth of a second to five seconds', () => {
    const { breaker, time } = failing();
    const pauses: number[] = [];
    const quarters: number[] = [];
    for (let probe = 0; probe < 30; probe++) {
      const before = time.now;
      while (breaker.admit() === 'refused') time.now += 1;
      pauses.push(time.now - before);
      quarters.push(Math.min(Math.max(Math.ceil(before / 4), 100), 5_000));
      breaker.failed('probe');
    }
    expect(pauses).toEqual(quarters);
    expect([pauses[0], pauses.at(-1)]).toEqual([100, 5_000]);
  });

  it('is not prolonged by calls that began before it opened', () => {
    const { breaker, time } = failing();
    for (let call = 0; call < 50; call++) breaker.failed('admitted');
    time.now += 100;
    expect(breaker.admit()).toBe('probe');
  });
});

import { describe, expect, it } from 'vitest';
import {
  type CacheOptions,
  type CacheRequest,
  createCache,
  InvalidOptionError,
  InvalidRequestError,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const ask = (question: string, more: Partial<CacheRequest> = {}): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  question,
  ...more,
});

function setUp(options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const cache = createCache({ clock: () => time.now, ...options });
  const status = async (request: CacheRequest) => (await cache.lookup(request)).status;
  /** For how many of these times an answer is served, in milliseconds. */
  const lives = async (request: CacheRequest, times: readonly number[]) => {
    const start = time.now;
    await cache.store(request, textResponse('Air.'));
    const served: number[] = [];
    for (const after of times) {
      time.now = start + after;
      if ((await status(request)) === 'hit') served.push(after);
    }
    return served;
  };
  return { cache, time, status, lives };
}

describe('time rules', () => {
  const rules = [
    { matching: /weather/i, ttl: 1_000 },
    { matching: /tomorrow/i, ttl: 500 },
    { matching: /history/i, ttl: '7d' as const },
  ];

  it('bound how long a request that matches is cached; the shortest wins', async () => {
    expect(await setUp({ rules }).lives(ask('Weather today?'), [999, 1_000])).toEqual([999]);
    expect(await setUp({ rules }).lives(ask('Weather tomorrow?'), [499, 500])).toEqual([499]);
  });

  it("go before the cache's own TTL, also when they are longer", async () => {
    expect(await setUp({ rules, ttl: 100 }).lives(ask('A history of Rome'), [99, 100_000])).toEqual([
      99, 100_000,
    ]);
    expect(await setUp({ rules, ttl: 100 }).lives(ask('Why?'), [99, 100])).toEqual([99]);
  });

  it('a request may ask for less than its rule, not for more', async () => {
    expect(await setUp({ rules }).lives(ask('Weather?', { ttl: 10 }), [9, 10])).toEqual([9]);
    expect(await setUp({ rules }).lives(ask('Weather?', { ttl: '1h' }), [999, 1_000])).toEqual([999]);
  });

  it('see the context too', async () => {
    const context = { system: 'You report the weather.' };
    expect(await setUp({ rules }).lives(ask('And now?', { context }), [999, 1_000])).toEqual([999]);
  });

  it('with a TTL of 0 nothing is stored', async () => {
    const { cache } = setUp({ rules: [{ matching: /secret/, ttl: 0 }] });
    expect(await cache.store(ask('A secret?'), textResponse('Air.'))).toEqual({
      stored: false,
      reason: 'no-lifetime',
    });
  });
});

describe('event rules', () => {
  const rules = [
    { on: 'prices-changed', matching: /price|cost/i },
    { on: 'product-updated', tags: ({ id }: Readonly<Record<string, unknown>>) => [`product:${String(id)}`] },
  ];

  it('drop what matches a pattern when the event comes, and nothing else', async () => {
    const { cache, status } = setUp({ rules });
    for (const question of ['What does it cost?', 'Why?']) {
      await cache.store(ask(question), textResponse('Air.'));
    }
    expect(await cache.emit('prices-changed')).toEqual({ done: true });
    expect([await status(ask('What does it cost?')), await status(ask('Why?'))]).toEqual(['miss', 'hit']);
  });

  it("drop what carries a tag made of the event's data", async () => {
    const { cache, status } = setUp({ rules });
    const [one, two] = [
      ask('Red?', { tags: ['product:1'] }),
      ask('Red?', { tags: ['product:2'], scope: 'b' }),
    ];
    await cache.store(one, textResponse('Yes.'));
    await cache.store(two, textResponse('Yes.'));
    await cache.emit('product-updated', { id: 1 });
    expect([await status(one), await status(two)]).toEqual(['miss', 'hit']);
  });

  it('reach the answers of other processes', async () => {
    const store = memoryStore();
    const [one, two] = [
      setUp({ rules, store, clock: Date.now }),
      setUp({ rules, store, memory: false, clock: Date.now }),
    ];
    await one.cache.store(ask('The price?'), textResponse('7'));
    await one.cache.close();
    expect(await two.status(ask('The price?'))).toBe('hit');
    await one.cache.emit('prices-changed');
    expect(await two.status(ask('The price?'))).toBe('miss');
  });

  it('an event without a rule drops nothing and fails nothing', async () => {
    const { cache, status } = setUp({ rules });
    await cache.store(ask('The price?'), textResponse('7'));
    expect(await cache.emit('something-else')).toEqual({ done: true });
    expect(await status(ask('The price?'))).toBe('hit');
  });

  it('a request with more text than patterns see counts as matching', async () => {
    const { cache, status } = setUp({ rules });
    const long = ask('Why?', { context: 'x'.repeat(20_000) });
    await cache.store(long, textResponse('Air.'));
    await cache.emit('prices-changed');
    expect(await status(long)).toBe('miss');
  });

  it('an answer from before the rule was there is not served: the event could not drop it', async () => {
    const store = memoryStore();
    const [before, after] = [createCache({ store }), createCache({ store, rules })];
    await before.store(ask('The price?'), textResponse('7'));
    await before.close();
    expect(await after.lookup(ask('The price?'))).toMatchObject({ status: 'miss', reason: 'tags-differ' });
  });

  it('tags that are no tags are refused by the emit that made them', async () => {
    const { cache } = setUp({ rules: [{ on: 'sold', tags: () => [''] }] });
    await expect(cache.emit('sold')).rejects.toThrow(InvalidRequestError);
  });
});

describe('rules that are refused by createCache', () => {
  it.each([
    ['a pattern that backtracks badly', { matching: /(a+)+$/, ttl: 1 }, 'rules[0].matching'],
    ['a TTL that is none', { matching: /a/, ttl: 'soon' }, 'rules[0].ttl'],
    ['an event without a name', { on: '', matching: /a/ }, 'rules[0].on'],
  ])('%s', (_, rule, option) => {
    // @ts-expect-error
    const make = () => createCache({ rules: [rule] });
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow(option);
  });
});

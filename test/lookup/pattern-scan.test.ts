import { describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, InvalidOptionError, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { type StoreFaults, withFaults } from '../../src/testing/index.ts';

const ask = (question: string): CacheRequest => ({ provider: 'openai', model: 'gpt-4o-mini', question });

async function filled(count: number, faults: StoreFaults = {}) {
  const store = withFaults(memoryStore(), faults);
  const cache = createCache({ store, memory: false });
  for (let index = 0; index < count; index++) {
    await cache.store(
      ask(`Question ${index} about ${index % 2 ? 'prices' : 'colours'}`),
      textResponse('Yes.'),
    );
  }
  await cache.close();
  const status = async (index: number) =>
    (await cache.lookup(ask(`Question ${index} about ${index % 2 ? 'prices' : 'colours'}`))).status;
  return { cache, store, status };
}

describe('invalidation by pattern', () => {
  it('drops the answers to questions that match, and no others', async () => {
    const { cache, status } = await filled(40);
    expect(await cache.invalidate({ matching: /prices/ })).toEqual({ done: true, scanned: 40, dropped: 20 });
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, index) => status(index)));
    expect(statuses).toEqual(Array.from({ length: 40 }, (_, index) => (index % 2 ? 'miss' : 'hit')));
  });

  it("reaches what another process has in its memory, within that process's bound", async () => {
    const time = { now: 1_700_000_000_000 };
    const clock = () => time.now;
    const store = memoryStore({ clock });
    const [one, two] = [createCache({ store, clock }), createCache({ store, clock })];
    await one.store(ask('The price?'), textResponse('7'));
    await one.close();
    expect((await two.lookup(ask('The price?'))).status).toBe('hit');
    await one.invalidate({ matching: /price/ });
    time.now += 1_000;
    expect((await two.lookup(ask('The price?'))).status).toBe('miss');
  });

  it('reaches what only this memory has', async () => {
    const cache = createCache();
    await cache.store(ask('The price?'), textResponse('7'));
    expect(await cache.invalidate({ matching: /price/ })).toMatchObject({ done: true, dropped: 1 });
    expect((await cache.lookup(ask('The price?'))).status).toBe('miss');
  });

  it('tells its progress, stops at its limit, and goes on from its cursor', async () => {
    const { cache } = await filled(2_500);
    const seen: number[] = [];
    const first = await cache.invalidate(
      { matching: /prices/ },
      { limit: 1_001, onProgress: ({ scanned }) => seen.push(scanned) },
    );
    expect(first).toMatchObject({ done: false, scanned: 2_000 });
    expect(seen).toEqual([1_000, 2_000]);
    const rest = await cache.invalidate({ matching: /prices/ }, { cursor: first.cursor ?? '' });
    expect(rest).toMatchObject({ done: true, scanned: 500 });
    expect((first.dropped ?? 0) + (rest.dropped ?? 0)).toBe(1_250);
  });

  it('stops at its signal, with a cursor', async () => {
    const { cache } = await filled(10);
    const result = await cache.invalidate({ matching: /prices/ }, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ done: false, scanned: 0 });
    expect(await cache.invalidate({ matching: /prices/ }, { cursor: result.cursor ?? '' })).toMatchObject({
      done: true,
      dropped: 5,
    });
  });

  it.each([
    'scan',
    'read',
    'increment',
  ] as const)('where the %s fails it says so, and the page is visited again', async (operation) => {
    const faults: StoreFaults = {};
    const { cache, status } = await filled(10, faults);
    let failures = 1;
    faults[operation] = () => (failures-- > 0 ? { kind: 'reject' } : undefined);
    const failed = await cache.invalidate({ matching: /prices/ });
    expect(failed).toMatchObject({ done: false, dropped: 0 });
    expect(await cache.invalidate({ matching: /prices/ }, { cursor: failed.cursor ?? '' })).toMatchObject({
      done: true,
      dropped: 5,
    });
    expect([await status(0), await status(1)]).toEqual(['hit', 'miss']);
  });

  it('an answer whose generation was under way is not served, if an older one of its key was dropped', async () => {
    const { cache, status } = await filled(2);
    await cache.getOrSet({ ...ask('Question 1 about prices'), mode: 'refresh' }, async () => {
      await cache.invalidate({ matching: /prices/ });
      return textResponse('made of old data');
    });
    expect(await status(1)).toBe('miss');
  });

  it('a pattern that backtracks badly is refused', async () => {
    const { cache } = await filled(1);
    await expect(cache.invalidate({ matching: /(a+)+$/ })).rejects.toThrow(InvalidOptionError);
  });
});

import { describe, expect, it } from 'vitest';
import { type CacheOptions, type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const question = (text: string): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  question: text,
});

function setUp(options: CacheOptions) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const cache = createCache({ clock, store: memoryStore({ clock }), ...options });
  return { cache, time };
}

describe('memory', () => {
  it('holds as many answers as it may, those used last', async () => {
    const { cache } = setUp({ memory: { maxEntries: 2, recheck: Number.POSITIVE_INFINITY } });
    for (const text of ['one', 'two', 'three']) await cache.store(question(text), textResponse(text));
    expect(await cache.lookup(question('three'))).toMatchObject({ status: 'hit', layer: 'memory' });
    expect(await cache.lookup(question('two'))).toMatchObject({ status: 'hit', layer: 'memory' });
    expect(await cache.lookup(question('one'))).toMatchObject({ status: 'hit', layer: 'store' });
  });

  it('keeps an answer for its own time, and the store keeps it for longer', async () => {
    const { cache, time } = setUp({ ttl: '1h', memory: { ttl: '1m', recheck: Number.POSITIVE_INFINITY } });
    await cache.store(question('one'), textResponse('one'));
    time.now += 59_999;
    expect(await cache.lookup(question('one'))).toMatchObject({ status: 'hit', layer: 'memory' });
    time.now += 1;
    expect(await cache.lookup(question('one'))).toMatchObject({ status: 'hit', layer: 'store' });
  });
});

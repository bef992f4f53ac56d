import { expect, it } from 'vitest';
import type { VectorEntry, VectorIndex } from '../../../src/contracts/index.ts';
import { memoryIndex } from '../../../src/memory/index.ts';
import { scene } from './scene.ts';

/** An index, and which of the entries that were given to it it still finds. */
function watched(clock: () => number) {
  const inner = memoryIndex({ clock });
  const given: VectorEntry[] = [];
  const index: VectorIndex = {
    ...inner,
    upsert: (entries, operation) => {
      given.push(...entries);
      return inner.upsert(entries, operation);
    },
  };
  const kept = async () => {
    const found = await Promise.all(given.map((entry) => inner.query({ ...entry, limit: 10 })));
    return given.filter(({ id }, place) => found[place]?.some((match) => match.id === id)).length;
  };
  return { index, kept };
}

it('an invalidated scope leaves nothing of it in the index, and all of the others', async () => {
  const { clock, open } = scene();
  const { index, kept } = watched(clock);
  const { cache, put, look } = open({ index, verify: () => ({ verdict: 'same' }) });
  for (const question of ['a', 'b']) await put(question, { scope: 'one' });
  await put('a', { scope: 'one', context: 'another' });
  await put('a', { scope: 'two' });
  await put('a');
  expect(await kept()).toBe(5);
  expect(await cache.invalidate({ scope: 'one' })).toEqual({ done: true });
  await cache.close();
  expect(await kept()).toBe(2);
  expect((await look('c', { scope: 'two' })).status).toBe('hit');
  await put('a', { scope: 'one' });
  expect((await look('c', { scope: 'one' })).status).toBe('hit');
});

it('what is stored while a scope is still being dropped from the index stays in it', async () => {
  const { clock, open } = scene();
  const inner = memoryIndex({ clock });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const index: VectorIndex = {
    ...inner,
    delete: async (...of) => {
      await released;
      return inner.delete(...of);
    },
  };
  const { cache, put, look } = open({ index, verify: () => ({ verdict: 'same' }) });
  await put('a', { scope: 'one' });
  await cache.invalidate({ scope: 'one' });
  const putting = put('a', { scope: 'one' });
  // Far more turns than the write of a vector takes.
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  release();
  await putting;
  await cache.close();
  expect((await look('c', { scope: 'one' })).status).toBe('hit');
});

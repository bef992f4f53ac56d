import { deepStrictEqual, ok } from 'node:assert/strict';
import type { ExactStoreTest } from './exact-store-scene.ts';

/** How a store counts, and how it reads counters together with a value. */
export function exactStoreCounterTests(test: ExactStoreTest): void {
  test('reads 0 for a counter never incremented', async ({ store, unique }) => {
    deepStrictEqual((await store.read(undefined, [unique('a'), unique('b')])).counters, [0, 0]);
  });

  test('adds one to each counter, and gives the new values in the order asked', async ({ store, unique }) => {
    const [a, b, c] = [unique('a'), unique('b'), unique('c')];
    deepStrictEqual(await store.increment([a, b]), [1, 1]);
    deepStrictEqual(await store.increment([c, b, b, a]), [1, 2, 3, 2]);
    deepStrictEqual((await store.read(undefined, [b, a, c])).counters, [3, 2, 1]);
    deepStrictEqual(await store.increment([]), []);
  });

  test('loses no increment among concurrent ones', async ({ store, unique }) => {
    const counter = unique('counter');
    const replies = await Promise.all(Array.from({ length: 100 }, () => store.increment([counter])));
    const values = replies.flat().sort((left, right) => left - right);
    deepStrictEqual(
      values,
      [...Array(100).keys()].map((index) => index + 1),
    );
    deepStrictEqual((await store.read(undefined, [counter])).counters, [100]);
  });

  test('reads a value and its counters together', async ({ store, unique }) => {
    await store.write(unique('key'), 'value', Infinity);
    await store.increment([unique('tag')]);
    deepStrictEqual(await store.read(unique('key'), [unique('other'), unique('tag')]), {
      value: 'value',
      counters: [0, 1],
    });
    deepStrictEqual(await store.read(unique('absent'), [unique('tag')]), {
      value: undefined,
      counters: [1],
    });
    deepStrictEqual(await store.read(undefined, []), { value: undefined, counters: [] });
  });

  test('keeps a counter apart from a value of the same name', async ({ store, unique }) => {
    const both = unique('both');
    await store.increment([both]);
    await store.write(both, 'value', Infinity);
    deepStrictEqual(await store.read(both, [both]), { value: 'value', counters: [1] });
    await store.delete([both]);
    deepStrictEqual(await store.read(both, [both]), { value: undefined, counters: [1] });
  });

  test('takes an aborted signal for no miss: it rejects, or does its work', async ({ store, unique }) => {
    await store.write(unique('key'), 'value', Infinity);
    await store.increment([unique('counter')]);
    const [result] = await Promise.allSettled([
      store.read(unique('key'), [unique('counter')], { signal: AbortSignal.abort() }),
    ]);
    if (result.status === 'fulfilled') deepStrictEqual(result.value, { value: 'value', counters: [1] });
    else ok(result.reason instanceof Error);
  });
}

import { deepStrictEqual, ok } from 'node:assert/strict';
import type { ExactStoreScene, ExactStoreTest } from './exact-store-scene.ts';

/** Far above what a counter that begins at 0 or 1 comes to. */
const LEAST_ORIGIN = 2 ** 31;

/** Where counters stand in a store that was written to: before that they may begin anew at each read. */
async function begun(
  { store, unique }: Pick<ExactStoreScene, 'store' | 'unique'>,
  names: readonly string[],
): Promise<readonly number[]> {
  await store.increment([unique('begun')]);
  return (await store.read(undefined, names.map(unique))).counters;
}

/** How a store counts, and how it reads counters together with a value. */
export function exactStoreCounterTests(test: ExactStoreTest): void {
  test('begins a counter at a number that nobody can guess', async ({ store, unique }) => {
    const { counters } = await store.read(undefined, [unique('a'), unique('b')]);
    for (const counter of counters)
      ok(Number.isSafeInteger(counter) && counter >= LEAST_ORIGIN, `${counter}`);
    await store.write(unique('key'), 'value', Infinity);
    deepStrictEqual((await store.read(undefined, [unique('a'), unique('b')])).counters, counters);
  });

  test('adds one to each counter, and gives the new values in the order asked', async (scene) => {
    const { store, unique } = scene;
    const [a, b, c] = [unique('a'), unique('b'), unique('c')];
    const [atA = 0, atB = 0, atC = 0] = await begun(scene, ['a', 'b', 'c']);
    deepStrictEqual(await store.increment([a, b]), [atA + 1, atB + 1]);
    deepStrictEqual(await store.increment([c, b, b, a]), [atC + 1, atB + 2, atB + 3, atA + 2]);
    deepStrictEqual((await store.read(undefined, [b, a, c])).counters, [atB + 3, atA + 2, atC + 1]);
    deepStrictEqual(await store.increment([]), []);
  });

  test('gives no counter a value that it had before it was lost', async ({ store, unique, loseCounters }) => {
    if (loseCounters === undefined) return;
    const counters = [unique('raised'), unique('untouched')];
    const had = new Set<number>();
    const seen = (values: readonly number[]) => {
      for (const value of values) had.add(value);
    };
    await store.write(unique('key'), 'value', Infinity);
    seen((await store.read(unique('key'), counters)).counters);
    seen(await store.increment([unique('raised')]));
    seen((await store.read(unique('key'), counters)).counters);
    for (const begin of ['a read', 'a write', 'an increment']) {
      await loseCounters();
      if (begin === 'an increment') await store.increment([unique('raised')]);
      if (begin === 'a write') await store.write(unique('key'), 'value', Infinity);
      const { counters: values } = await store.read(undefined, counters);
      for (const value of values) ok(!had.has(value), `${begin} after the loss gave ${value} again`);
      await store.write(unique('key'), 'value', Infinity);
      const again = (await store.read(undefined, counters)).counters;
      deepStrictEqual(again, values);
      seen(again);
    }
  });

  test('loses no increment among concurrent ones', async ({ store, unique }) => {
    const counter = unique('counter');
    const [first = 0] = await begun({ store, unique }, ['counter']);
    const replies = await Promise.all(Array.from({ length: 100 }, () => store.increment([counter])));
    const values = replies.flat().sort((left, right) => left - right);
    deepStrictEqual(
      values,
      [...Array(100).keys()].map((index) => first + index + 1),
    );
    deepStrictEqual((await store.read(undefined, [counter])).counters, [first + 100]);
  });

  test('reads a value and its counters together', async ({ store, unique }) => {
    const [other = 0, tag = 0] = await begun({ store, unique }, ['other', 'tag']);
    await store.increment([unique('tag')]);
    await store.write(unique('key'), 'value', Infinity);
    deepStrictEqual(await store.read(unique('key'), [unique('other'), unique('tag')]), {
      value: 'value',
      counters: [other, tag + 1],
    });
    deepStrictEqual(await store.read(unique('absent'), [unique('tag')]), {
      value: undefined,
      counters: [tag + 1],
    });
    deepStrictEqual(await store.read(undefined, []), { value: undefined, counters: [] });
  });

  test('keeps a counter apart from a value of the same name', async ({ store, unique }) => {
    const both = unique('both');
    const counters = await store.increment([both]);
    await store.write(both, 'value', Infinity);
    deepStrictEqual(await store.read(both, [both]), { value: 'value', counters });
    await store.delete([both]);
    deepStrictEqual(await store.read(both, [both]), { value: undefined, counters });
  });

  test('takes an aborted signal for no miss: it rejects, or does its work', async ({ store, unique }) => {
    await store.write(unique('key'), 'value', Infinity);
    const counters = await store.increment([unique('counter')]);
    const [result] = await Promise.allSettled([
      store.read(unique('key'), [unique('counter')], { signal: AbortSignal.abort() }),
    ]);
    if (result.status === 'fulfilled') deepStrictEqual(result.value, { value: 'value', counters });
    else ok(result.reason instanceof Error);
  });
}

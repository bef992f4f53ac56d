import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { EntryTooLargeError } from '../../errors.ts';
import { awkwardTexts } from './awkward-texts.ts';
import { type ExactStoreTest, largestLimitTested } from './exact-store-scene.ts';

const untilExpired = async (read: () => Promise<string | undefined>): Promise<string | undefined> => {
  const deadline = Date.now() + 5_000;
  let value = await read();
  while (value !== undefined && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    value = await read();
  }
  return value;
};

/** How a store keeps values: as they were given, until they are overwritten, deleted or expired. */
export function exactStoreValueTests(test: ExactStoreTest): void {
  for (const [kind, text] of Object.entries(awkwardTexts)) {
    test(`returns ${kind} as it was given`, async ({ store, unique, served }) => {
      await store.write(unique('text'), text, Infinity);
      // Not compared by an assertion that prints its operands: some are a megabyte.
      ok((await served(unique('text'))) === text, 'the text came back changed');
    });
  }

  test('keeps keys apart that differ in any allowed character', async ({ store, unique, served }) => {
    const keys = ['a', 'A', 'a:b', 'a_b', 'a-b', 'ab', '0', '00', `long-${'k'.repeat(200)}`].map(unique);
    for (const key of keys) await store.write(key, `value of ${key}`, Infinity);
    for (const key of keys) strictEqual(await served(key), `value of ${key}`);
  });

  test('gives undefined for a key that was never written', async ({ store, unique }) => {
    deepStrictEqual(await store.read(unique('absent'), []), { value: undefined, counters: [] });
  });

  test('overwrites a value and its expiry', async ({ store, unique, served, now }) => {
    await store.write(unique('key'), 'first', now() + 60_000);
    await store.write(unique('key'), 'second', Infinity);
    strictEqual(await served(unique('key')), 'second');
  });

  test('returns a value until its absolute expiry, and not after', async (scene) => {
    const { store, unique, served, now, advance } = scene;
    if (advance === undefined) {
      await store.write(unique('key'), 'short-lived', now() + 400);
      await store.write(unique('other'), 'long-lived', now() + 600_000);
      strictEqual(await untilExpired(() => served(unique('key'))), undefined);
      strictEqual(await served(unique('other')), 'long-lived');
      return;
    }
    await store.write(unique('key'), 'short-lived', now() + 1_000);
    await advance(999);
    strictEqual(await served(unique('key')), 'short-lived');
    await advance(1);
    strictEqual(await served(unique('key')), undefined);
  });

  test('stores nothing whose expiry has passed', async ({ store, unique, served, now }) => {
    await store.write(unique('past'), 'late', now() - 1_000);
    await store.write(unique('epoch'), 'late', 0);
    await store.write(unique('negative'), 'late', -1);
    for (const name of ['past', 'epoch', 'negative']) strictEqual(await served(unique(name)), undefined);
  });

  test('leaves nothing to be served after an overwrite whose expiry has passed', async (scene) => {
    const { store, unique, served, now } = scene;
    await store.write(unique('key'), 'older', Infinity);
    await store.write(unique('key'), 'newer, but late', now() - 1_000);
    strictEqual(await served(unique('key')), undefined);
  });

  test('takes a fractional expiry and one centuries away', async ({ store, unique, served, now }) => {
    await store.write(unique('fraction'), 'kept', now() + 600_000.75);
    await store.write(unique('far'), 'kept', Number.MAX_VALUE);
    strictEqual(await served(unique('fraction')), 'kept');
    strictEqual(await served(unique('far')), 'kept');
  });

  test('refuses a value over its limit, and serves none in its place', async ({ store, unique, served }) => {
    if (store.maxValueBytes > largestLimitTested) return;
    const tooLarge = 'x'.repeat(store.maxValueBytes + 1);
    await rejects(store.write(unique('key'), tooLarge, Infinity), (error) => {
      ok(error instanceof EntryTooLargeError, 'not an EntryTooLargeError');
      return true;
    });
    strictEqual(await served(unique('key')), undefined);
  });

  test('deletes the keys named, and tells how many there were', async ({ store, unique, served }) => {
    for (const name of ['a', 'b', 'c']) await store.write(unique(name), name, Infinity);
    strictEqual(await store.delete([unique('a'), unique('b'), unique('absent')]), 2);
    strictEqual(await store.delete([unique('a')]), 0);
    strictEqual(await store.delete([]), 0);
    strictEqual(await served(unique('a')), undefined);
    strictEqual(await served(unique('c')), 'c');
  });
}

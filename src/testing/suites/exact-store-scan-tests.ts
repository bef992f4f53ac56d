import { deepStrictEqual } from 'node:assert/strict';
import type { ExactStoreTest } from './exact-store-scene.ts';

/**
 * How a store lists its keys.
 * @param scanKeys enough for two pages.
 */
export function exactStoreScanTests(test: ExactStoreTest, scanKeys: number): void {
  test('visits every key of a prefix, page by page, and no other', async ({ store, unique }) => {
    const wanted = Array.from({ length: scanKeys }, (_, index) => unique(`wanted-${index}`));
    for (let index = 0; index < wanted.length; index += 50) {
      await Promise.all(wanted.slice(index, index + 50).map((key) => store.write(key, 'value', Infinity)));
    }
    await store.write(unique('unwanted'), 'value', Infinity);
    await store.increment([unique('wanted-counter')]);
    const found = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await store.scan(unique('wanted-'), cursor);
      for (const key of page.keys) found.add(key);
      cursor = page.cursor;
    } while (cursor !== undefined);
    deepStrictEqual([...found].sort(), wanted.sort());
  });

  test('scans no expired key', async ({ store, unique, now }) => {
    await store.write(unique('expired'), 'value', now() - 1);
    const { keys } = await store.scan(unique(''), undefined);
    deepStrictEqual(keys, []);
  });
}

import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EntryTooLargeError } from '../errors.ts';
import type { ExactStore } from '../lookup/exact-store.ts';
import { awkwardTexts } from './awkward-texts.ts';
import { capabilityTests } from './capability-suite.ts';
import type { TestRunner } from './test-runner.ts';

/** A store to be tested, new for each test. */
export interface StoreUnderTest {
  readonly store: ExactStore;
  /** Called after each test; deletes what the test wrote if the service outlives it. */
  close(): Promise<void>;
  /** Given when the store's time can be set: its clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Given with `now`: moves the clock on. Without it the suite waits for real expiry, less than a second each. */
  readonly advance?: (milliseconds: number) => void | Promise<void>;
}

export interface ExactStoreSuiteOptions {
  /** The store's name in the report. */
  readonly name: string;
  readonly create: () => Promise<StoreUnderTest>;
  /** How many keys the test of `scan` writes: enough for two pages. Default 250. */
  readonly scanKeys?: number;
}

/** Above this the test of the size limit would need more memory than it is worth, and passes over it. */
const largestLimitTested = 128 * 1024 * 1024;

const untilExpired = async (read: () => Promise<string | undefined>): Promise<string | undefined> => {
  const deadline = Date.now() + 5_000;
  let value = await read();
  while (value !== undefined && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    value = await read();
  }
  return value;
};

/**
 * What every `ExactStore` must do, as tests for any runner with `describe` and `it` (vitest, jest, `node:test`).
 * Assertions are made with `node:assert`, so the runner's own `expect` isn't needed.
 *
 * Keys and counters get a random prefix, so that the suite can run against a shared service. Values are deleted
 * there; counters can't be, and stay.
 *
 * @example
 * exactStoreSuite({ describe, it }, {
 *   name: 'my store',
 *   create: async () => ({ store: myStore(), close: async () => {} }),
 * });
 */
export function exactStoreSuite(runner: TestRunner, options: ExactStoreSuiteOptions): void {
  const { name, create, scanKeys = 250 } = options;
  const { describe, it } = runner;

  interface Scene extends StoreUnderTest {
    readonly now: () => number;
    /** A name no other test uses, for a key or a counter. */
    unique(name: string): string;
    served(key: string): Promise<string | undefined>;
  }

  const test = (behaviour: string, body: (scene: Scene) => Promise<void>) => {
    it(behaviour, async () => {
      const underTest = await create();
      const { store } = underTest;
      const prefix = `suite-${randomUUID()}:`;
      const keys = new Set<string>();
      try {
        await body({
          ...underTest,
          now: underTest.now ?? Date.now,
          unique: (name) => {
            keys.add(prefix + name);
            return prefix + name;
          },
          served: async (key) => (await store.read(key, [])).value,
        });
        await store.delete([...keys]);
      } finally {
        await underTest.close();
      }
    });
  };

  describe(`ExactStore: ${name}`, () => {
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

    test('refuses a value over its limit, and serves none in its place', async ({
      store,
      unique,
      served,
    }) => {
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

    test('reads 0 for a counter never incremented', async ({ store, unique }) => {
      deepStrictEqual((await store.read(undefined, [unique('a'), unique('b')])).counters, [0, 0]);
    });

    test('adds one to each counter, and gives the new values in the order asked', async ({
      store,
      unique,
    }) => {
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

    capabilityTests(test, 100);

    test('takes an aborted signal for no miss: it rejects, or does its work', async ({ store, unique }) => {
      await store.write(unique('key'), 'value', Infinity);
      await store.increment([unique('counter')]);
      const [result] = await Promise.allSettled([
        store.read(unique('key'), [unique('counter')], { signal: AbortSignal.abort() }),
      ]);
      if (result.status === 'fulfilled') deepStrictEqual(result.value, { value: 'value', counters: [1] });
      else ok(result.reason instanceof Error);
    });
  });
}

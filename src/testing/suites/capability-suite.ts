import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import type { EntryRecords, Leases, Tallies } from '../../contracts/exact-store.ts';
import { EntryTooLargeError } from '../../errors.ts';
import { type ExactStoreScene, type ExactStoreTest, largestLimitTested } from './exact-store-scene.ts';

/** What stores with records, leases and tallies must do. A store without one of them passes over its tests. */
export function capabilityTests(test: ExactStoreTest, largeRecord: number): void {
  recordTests(test, largeRecord);
  leaseTests(test);
  tallyTests(test);
}

function recordTests(test: ExactStoreTest, largeRecord: number): void {
  const withRecords = (
    behaviour: string,
    body: (records: EntryRecords, scene: ExactStoreScene) => Promise<void>,
  ) =>
    test(behaviour, async (scene) => {
      if (scene.store.records !== undefined) await body(scene.store.records, scene);
    });
  const entry = (key: string, createdAt: number, more: { value?: string; note?: string } = {}) => ({
    key,
    value: `value of ${key}`,
    expiresAt: Number.POSITIVE_INFINITY,
    createdAt,
    note: '',
    ...more,
  });
  const roomy = { most: 1_000_000, keep: 1_000_000 };

  withRecords('writes a recorded value as any other', async (records, { unique, served, store }) => {
    const key = unique('key');
    deepStrictEqual(await records.write(unique('record'), entry(key, 1, { value: '{"a":1}' }), roomy), []);
    strictEqual(await served(key), '{"a":1}');
    strictEqual(await store.delete([key]), 1);
  });

  withRecords('drops the oldest when there are too many, with their notes', async (records, scene) => {
    const { unique, served } = scene;
    const record = unique('record');
    const keys = ['c', 'a', 'd', 'b', 'e'].map(unique);
    const bounds = { most: 4, keep: 2 };
    const ages = [30, 10, 40, 20, 50];
    const dropped: unknown[] = [];
    for (const [index, key] of keys.entries()) {
      const written = entry(key, ages[index] ?? 0, { note: `note of ${ages[index]}` });
      dropped.push(...(await records.write(record, written, bounds)));
    }
    deepStrictEqual(dropped, [
      { key: unique('a'), note: 'note of 10' },
      { key: unique('b'), note: 'note of 20' },
      { key: unique('c'), note: 'note of 30' },
    ]);
    strictEqual(await served(unique('a')), undefined);
    strictEqual(await served(unique('d')), `value of ${unique('d')}`);
    strictEqual(await records.count(record), 2);
  });

  withRecords('counts an overwritten value once, at its new age', async (records, { unique }) => {
    const record = unique('record');
    const bounds = { most: 2, keep: 1 };
    await records.write(record, entry(unique('a'), 1), bounds);
    await records.write(record, entry(unique('b'), 2), bounds);
    deepStrictEqual(await records.write(record, entry(unique('a'), 3), bounds), []);
    const dropped = await records.write(record, entry(unique('c'), 4), bounds);
    deepStrictEqual(
      dropped.map(({ key }) => key),
      [unique('b'), unique('a')],
    );
  });

  withRecords('drops a value that comes late and is the oldest', async (records, { unique, served }) => {
    const record = unique('record');
    const bounds = { most: 2, keep: 2 };
    for (const [key, age] of [
      ['a', 2],
      ['b', 3],
      ['late', 1],
    ] as const)
      await records.write(record, entry(unique(key), age), bounds);
    strictEqual(await served(unique('late')), undefined);
    strictEqual(await records.count(record), 2);
  });

  withRecords('keeps records apart', async (records, { unique, served }) => {
    const bounds = { most: 1, keep: 1 };
    await records.write(unique('one'), entry(unique('a'), 1), bounds);
    await records.write(unique('other'), entry(unique('b'), 2), bounds);
    strictEqual(await served(unique('a')), `value of ${unique('a')}`);
    strictEqual(await records.count(unique('none')), 0);
  });

  withRecords('forgets what is deleted', async (records, { unique, served }) => {
    const record = unique('record');
    for (const key of ['a', 'b']) await records.write(record, entry(unique(key), 1, { note: 'n' }), roomy);
    strictEqual(await records.delete(record, [unique('a'), unique('absent')]), 1);
    strictEqual(await records.delete(record, []), 0);
    deepStrictEqual(
      [await served(unique('a')), await served(unique('b')), await records.count(record)],
      [undefined, `value of ${unique('b')}`, 1],
    );
  });

  withRecords('stores and notes nothing whose expiry has passed', async (records, scene) => {
    const { unique, served, now } = scene;
    const record = unique('record');
    await records.write(record, entry(unique('a'), 1), roomy);
    await records.write(record, { ...entry(unique('a'), 2), expiresAt: now() - 1 }, roomy);
    deepStrictEqual([await served(unique('a')), await records.count(record)], [undefined, 0]);
  });

  withRecords('refuses a recorded value over its limit', async (records, { store, unique }) => {
    if (store.maxValueBytes > largestLimitTested) return;
    const value = 'x'.repeat(store.maxValueBytes + 1);
    await rejects(records.write(unique('record'), entry(unique('a'), 1, { value }), roomy), (error) => {
      ok(error instanceof EntryTooLargeError, 'not an EntryTooLargeError');
      return true;
    });
  });

  withRecords('never holds more than the limit, whoever writes at once', async (records, { unique }) => {
    const record = unique('record');
    const bounds = { most: 20, keep: 18 };
    const dropped = await Promise.all(
      Array.from({ length: largeRecord }, (_, age) =>
        records.write(record, entry(unique(`key-${age}`), age), bounds),
      ),
    );
    const count = await records.count(record);
    ok(count >= bounds.keep && count <= bounds.most, `${count} are left`);
    strictEqual(dropped.flat().length, largeRecord - count);
  });
}

function leaseTests(test: ExactStoreTest): void {
  const withLeases = (behaviour: string, body: (leases: Leases, scene: ExactStoreScene) => Promise<void>) =>
    test(behaviour, async (scene) => {
      if (scene.store.leases !== undefined) await body(scene.store.leases, scene);
    });

  withLeases('gives a lease to one holder at a time', async (leases, { unique }) => {
    const name = unique('lease');
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((token) => leases.acquire(name, token, 60_000)));
    strictEqual(taken.filter(Boolean).length, 1);
    strictEqual(await leases.acquire(unique('other'), 'a', 60_000), true);
    for (const token of ['a', 'b', 'c', 'd']) await leases.release(name, token);
    await leases.release(unique('other'), 'a');
  });

  withLeases("lets nobody touch another's lease", async (leases, { unique }) => {
    const name = unique('lease');
    await leases.acquire(name, 'holder', 60_000);
    strictEqual(await leases.renew(name, 'other', 60_000), false);
    strictEqual(await leases.release(name, 'other'), false);
    strictEqual(await leases.acquire(name, 'other', 60_000), false);
    strictEqual(await leases.renew(name, 'holder', 60_000), true);
    strictEqual(await leases.release(name, 'holder'), true);
    strictEqual(await leases.acquire(name, 'other', 60_000), true);
    await leases.release(name, 'other');
  });

  withLeases('ends a lease that is not renewed', async (leases, { unique, advance }) => {
    const name = unique('lease');
    await leases.acquire(name, 'dead', 300);
    const wait =
      advance ?? ((milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds + 50)));
    await wait(300);
    strictEqual(await leases.renew(name, 'dead', 60_000), false);
    strictEqual(await leases.acquire(name, 'next', 60_000), true);
    strictEqual(await leases.release(name, 'dead'), false);
    await leases.release(name, 'next');
  });
}

function tallyTests(test: ExactStoreTest): void {
  const withTallies = (
    behaviour: string,
    body: (tallies: Tallies, scene: ExactStoreScene) => Promise<void>,
  ) =>
    test(behaviour, async (scene) => {
      if (scene.store.tallies !== undefined) await body(scene.store.tallies, scene);
    });

  withTallies('adds to the fields of a tally', async (tallies, { unique }) => {
    const name = unique('tally');
    deepStrictEqual(await tallies.read(name), {});
    await tallies.add(name, { 'hit:memory': 2, 'model gpt-4o': 1 });
    await tallies.add(name, { 'hit:memory': 40, other: -1 });
    await tallies.add(name, {});
    deepStrictEqual(await tallies.read(name), { 'hit:memory': 42, 'model gpt-4o': 1, other: -1 });
  });

  withTallies('loses nothing that is added at once', async (tallies, { unique }) => {
    const name = unique('tally');
    await Promise.all(Array.from({ length: 50 }, () => tallies.add(name, { a: 1, b: 2 })));
    deepStrictEqual(await tallies.read(name), { a: 50, b: 100 });
  });
}

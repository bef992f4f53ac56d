import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { awkwardTexts } from './awkward-texts.ts';
import type { Grade } from './graded-inputs.ts';
import type { VectorIndexTest } from './vector-index-scene.ts';

/** How an index keeps entries: as they were given, until they are replaced, deleted or expired. */
export function vectorIndexEntryTests(test: VectorIndexTest): void {
  test('finds an entry with its id, payload and expiry', async ({ index, entry, found, now }) => {
    const expiresAt = now() + 3_600_000;
    await index.upsert([entry({ id: 'a', payload: 'the payload', expiresAt })]);
    const [match, ...others] = await found();
    deepStrictEqual(others, []);
    strictEqual(match?.id, 'a');
    strictEqual(match.payload, 'the payload');
    strictEqual(match.expiresAt, expiresAt);
  });

  test('keeps an entry that never expires', async ({ index, entry, found }) => {
    await index.upsert([entry({ id: 'a' })]);
    strictEqual((await found())[0]?.expiresAt, Number.POSITIVE_INFINITY);
  });

  for (const [kind, text] of Object.entries(awkwardTexts)) {
    test(`returns ${kind} as it was given`, async ({ index, entry, found }) => {
      if (new TextEncoder().encode(text).length > index.capabilities.maxPayloadBytes) return;
      await index.upsert([entry({ id: 'a', payload: text })]);
      // Not compared by an assertion that prints its operands: some are a megabyte.
      ok((await found())[0]?.payload === text, 'the payload came back changed');
    });
  }

  test('replaces an entry of the same id', async ({ index, entry, found, input }) => {
    await index.upsert([entry({ id: 'a', input: input(3), payload: 'first' })]);
    await index.upsert([entry({ id: 'a', input: input(0), payload: 'second' })]);
    const matches = await found();
    deepStrictEqual(
      matches.map(({ payload }) => payload),
      ['second'],
    );
    ok((matches[0]?.similarity ?? 0) > 0.99, 'the vector was not replaced');
  });

  test('deletes the ids named, and no others', async (scene) => {
    const { index, entry, foundIds, partition, settle, input } = scene;
    const grades: readonly Grade[] = [0, 1, 2];
    await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
    await settle();
    await index.delete({ partition: partition('home'), ids: ['grade-0', 'grade-2', 'absent'] });
    await index.delete({ partition: partition('home'), ids: [] });
    deepStrictEqual(await foundIds(), ['grade-1']);
  });

  test('deletes a whole partition, and no other', async (scene) => {
    const { index, entry, found, foundIds, partition, settle } = scene;
    await index.upsert([
      entry({ id: 'a' }),
      entry({ id: 'b', contextKey: 'other-context' }),
      entry({ id: 'c', partition: partition('other') }),
    ]);
    await settle();
    await index.delete({ partition: partition('home') });
    deepStrictEqual(await found(), []);
    deepStrictEqual(await found({ contextKey: 'other-context' }), []);
    deepStrictEqual(await foundIds({ partition: partition('other') }), ['c']);
  });

  test('deletes a partition that was never written without complaint', async ({ index, partition }) => {
    await index.delete({ partition: partition('absent') });
    await index.delete({ partition: partition('absent'), ids: ['a'] });
  });

  test('takes new entries after its partition was deleted', async ({ index, entry, foundIds, partition }) => {
    await index.upsert([entry({ id: 'a' })]);
    await index.delete({ partition: partition('home') });
    await index.upsert([entry({ id: 'b' })]);
    deepStrictEqual(await foundIds(), ['b']);
  });

  test('returns an entry until its absolute expiry, and not after', async (scene) => {
    const { index, entry, foundIds, now, advance, input } = scene;
    const life = advance === undefined ? 500 : 1_000;
    await index.upsert([
      entry({ id: 'short', expiresAt: now() + life }),
      entry({ id: 'long', input: input(1), expiresAt: now() + 3_600_000 }),
    ]);
    if (advance === undefined) {
      await new Promise((resolve) => setTimeout(resolve, life + 20));
    } else {
      await advance(life - 1);
      deepStrictEqual(await foundIds(), ['short', 'long']);
      await advance(1);
    }
    deepStrictEqual(await foundIds(), ['long']);
  });

  test('stores nothing whose expiry has passed', async ({ index, entry, found, now }) => {
    await index.upsert([entry({ id: 'late', expiresAt: now() - 1 })]);
    deepStrictEqual(await found(), []);
  });

  test('takes nothing to upsert for nothing', async ({ index, found }) => {
    await index.upsert([]);
    deepStrictEqual(await found(), []);
  });

  test('loses nothing of concurrent writes', async ({ index, entry, foundIds }) => {
    const count = 40;
    await Promise.all(
      Array.from({ length: count }, (_, number) => index.upsert([entry({ id: `${number}` })])),
    );
    const expected = Array.from({ length: count }, (_, number) => `${number}`).sort();
    deepStrictEqual((await foundIds({ limit: count })).sort(), expected);
  });
}

import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Grade } from './graded-inputs.ts';
import type { VectorIndexTest } from './vector-index-scene.ts';

/** What an index finds: the nearest of one partition and context, and nothing of another. */
export function vectorIndexSearchTests(test: VectorIndexTest): void {
  test('finds nothing in a partition that was never written', async ({ found }) => {
    deepStrictEqual(await found(), []);
  });

  test('gives a similarity of 1 for what is equal', async ({ index, entry, found }) => {
    await index.upsert([entry({ id: 'same' })]);
    const similarity = (await found())[0]?.similarity ?? Number.NaN;
    ok(Math.abs(similarity - 1) < 1e-3, `expected 1, got ${similarity}`);
    ok(similarity <= 1, `a cosine is never above 1, got ${similarity}`);
  });

  test('returns the nearest first', async ({ index, entry, foundIds, input }) => {
    const grades: readonly Grade[] = [2, 0, 3, 1];
    await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
    deepStrictEqual(await foundIds(), ['grade-0', 'grade-1', 'grade-2', 'grade-3']);
  });

  test('returns no more than the limit, and those are the nearest', async (scene) => {
    const { index, entry, foundIds, input } = scene;
    const grades: readonly Grade[] = [3, 1, 2, 0];
    await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
    deepStrictEqual(await foundIds({ limit: 1 }), ['grade-0']);
    deepStrictEqual(await foundIds({ limit: 2 }), ['grade-0', 'grade-1']);
  });

  test('never shows an entry of another partition', async ({ index, entry, found, foundIds, partition }) => {
    await index.upsert([entry({ id: 'theirs', partition: partition('other') })]);
    deepStrictEqual(await found(), []);
    deepStrictEqual(await foundIds({ partition: partition('other') }), ['theirs']);
  });

  test('keeps the same id in two partitions apart', async ({ index, entry, found, partition }) => {
    await index.upsert([
      entry({ id: 'same', payload: 'ours' }),
      entry({ id: 'same', payload: 'theirs', partition: partition('other') }),
    ]);
    await index.delete({ partition: partition('other'), ids: ['same'] });
    deepStrictEqual(
      (await found()).map(({ payload }) => payload),
      ['ours'],
    );
  });

  test('never shows an entry of another context', async ({ index, entry, found, foundIds, input }) => {
    await index.upsert([
      entry({ id: 'a', contextKey: 'context-a' }),
      entry({ id: 'b', contextKey: 'context-b', input: input(1) }),
    ]);
    deepStrictEqual(await found(), []);
    deepStrictEqual(await foundIds({ contextKey: 'context-b' }), ['b']);
  });

  test('finds an entry among many nearer ones of other contexts', async (scene) => {
    const { index, entry, foundIds, input } = scene;
    const others = Array.from({ length: 60 }, (_, number) =>
      entry({ id: `other-${number}`, contextKey: `other-context-${number}` }),
    );
    await index.upsert([...others, entry({ id: 'wanted', input: input(2) })]);
    deepStrictEqual(await foundIds({ limit: 3 }), ['wanted']);
  });

  test('takes an aborted signal for no miss: it rejects, or does its work', async (scene) => {
    const { index, entry, partition, settle, input } = scene;
    await index.upsert([entry({ id: 'a' })]);
    await settle();
    const query = { partition: partition('home'), contextKey: 'context', input: input(0), limit: 1 };
    const [result] = await Promise.allSettled([index.query(query, { signal: AbortSignal.abort() })]);
    if (result.status === 'fulfilled')
      deepStrictEqual(
        result.value.map(({ id }) => id),
        ['a'],
      );
    else ok(result.reason instanceof Error);
  });
}

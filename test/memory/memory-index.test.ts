import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexMismatchError, InvalidOptionError } from '../../src/errors.ts';
import { memoryIndex } from '../../src/memory/memory-index.ts';

const place = { partition: 'tenant', contextKey: 'context' };

/** Vectors that are the same in every run. */
function vectors(count: number, dimensions: number, seed = 7): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296 - 0.5;
  };
  return Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, next));
}

const entryOf = (
  vector: Float32Array,
  id: string,
  fields: { contextKey?: string; expiresAt?: number } = {},
) => ({
  ...place,
  id,
  input: { vector },
  payload: `payload of ${id}`,
  expiresAt: Number.POSITIVE_INFINITY,
  ...fields,
});

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (left: Float32Array, right: Float32Array) =>
    left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('memoryIndex', () => {
  it('finds the near duplicate of every entry among 2,000, by the prefilter', async () => {
    const stored = vectors(2_000, 96);
    const index = memoryIndex();
    await index.upsert(stored.map((vector, number) => entryOf(vector, `${number}`)));
    const noise = vectors(2_000, 96, 99);
    for (let number = 0; number < stored.length; number += 50) {
      const query = stored[number]?.map(
        (value, dimension) => value + 0.3 * (noise[number]?.[dimension] ?? 0),
      );
      if (query === undefined) throw new Error('no vector');
      const [match] = await index.query({ ...place, input: { vector: query }, limit: 1 });
      expect(match?.id).toBe(`${number}`);
      expect(match?.similarity).toBeCloseTo(cosine(query, stored[number] ?? query), 5);
    }
  });

  it('returns as many as asked for when that is more than it rescores', async () => {
    const index = memoryIndex();
    const stored = vectors(500, 32);
    await index.upsert(stored.map((vector, number) => entryOf(vector, `${number}`)));
    const query = { ...place, input: { vector: stored[3] ?? new Float32Array(32) }, limit: 300 };
    const matches = await index.query(query);
    expect(matches).toHaveLength(300);
    expect(matches.map(({ similarity }) => similarity)).toEqual(
      matches.map(({ similarity }) => similarity).sort((a, b) => b - a),
    );
  });

  it('returns as many as asked for when thousands have the same signs', async () => {
    const index = memoryIndex();
    const same = Float32Array.from({ length: 32 }, (_, dimension) => dimension + 1);
    await index.upsert(Array.from({ length: 2_000 }, (_, number) => entryOf(same, `${number}`)));
    expect(await index.query({ ...place, input: { vector: same }, limit: 5 })).toHaveLength(5);
  });

  it('drops the oldest entry, of whatever partition, when it is full', async () => {
    const index = memoryIndex({ maxEntries: 3 });
    const [vector = new Float32Array(8).fill(1)] = vectors(1, 8);
    await index.upsert([{ ...entryOf(vector, 'first'), partition: 'other' }]);
    for (const id of ['a', 'b', 'c']) await index.upsert([entryOf(vector, id)]);
    const query = { input: { vector }, limit: 10, contextKey: 'context' };
    expect(await index.query({ ...query, partition: 'other' })).toEqual([]);
    expect((await index.query({ ...query, partition: 'tenant' })).map(({ id }) => id).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('counts an entry that is written again as the newest', async () => {
    const index = memoryIndex({ maxEntries: 2 });
    const [vector = new Float32Array(8).fill(1)] = vectors(1, 8);
    for (const id of ['a', 'b', 'a', 'c']) await index.upsert([entryOf(vector, id)]);
    const matches = await index.query({ ...place, input: { vector }, limit: 10 });
    expect(matches.map(({ id }) => id).sort()).toEqual(['a', 'c']);
  });

  it('moves an entry whose context changed', async () => {
    const index = memoryIndex();
    const [vector = new Float32Array(8).fill(1)] = vectors(1, 8);
    await index.upsert([entryOf(vector, 'a', { contextKey: 'before' })]);
    await index.upsert([entryOf(vector, 'a', { contextKey: 'after' })]);
    const query = { partition: 'tenant', input: { vector }, limit: 10 };
    expect(await index.query({ ...query, contextKey: 'before' })).toEqual([]);
    expect(await index.query({ ...query, contextKey: 'after' })).toHaveLength(1);
  });

  it('finds live entries behind any number of nearer expired ones', async () => {
    let now = 1_000;
    const index = memoryIndex({ clock: () => now });
    const [nearVector = new Float32Array(), farVector = new Float32Array()] = vectors(2, 64);
    await index.upsert(
      Array.from({ length: 500 }, (_, number) => entryOf(nearVector, `${number}`, { expiresAt: 2_000 })),
    );
    await index.upsert([entryOf(farVector, 'live')]);
    now = 2_000;
    const matches = await index.query({ ...place, input: { vector: nearVector }, limit: 1 });
    expect(matches.map(({ id }) => id)).toEqual(['live']);
  });

  it('stores no part of a batch that holds a vector of the wrong dimension', async () => {
    const index = memoryIndex();
    const right = Float32Array.of(1, 0);
    const batch = [entryOf(right, 'a'), entryOf(Float32Array.of(1, 0, 0), 'b')];
    await expect(index.upsert(batch)).rejects.toBeInstanceOf(IndexMismatchError);
    expect(await index.query({ ...place, input: { vector: right }, limit: 5 })).toEqual([]);
  });

  it.each([
    ['all zero', Float32Array.of(0, 0)],
    ['not a number', Float32Array.of(1, Number.NaN)],
    ['infinite', Float32Array.of(1, Number.POSITIVE_INFINITY)],
    ['empty', new Float32Array(0)],
  ])('refuses a vector that is %s', async (_, vector) => {
    await expect(memoryIndex().upsert([entryOf(vector, 'a')])).rejects.toBeInstanceOf(IndexMismatchError);
  });

  it('is not changed when the caller changes its vector afterwards', async () => {
    const index = memoryIndex();
    const vector = Float32Array.of(1, 0);
    await index.upsert([entryOf(vector, 'a')]);
    vector.set([0, 1]);
    const [match] = await index.query({ ...place, input: { vector: Float32Array.of(1, 0) }, limit: 1 });
    expect(match?.similarity).toBe(1);
  });

  it.each([
    { maxEntries: 0 },
    { maxEntries: Number.NaN },
    { rescore: 31 },
  ])('refuses the options %j', (options) => {
    expect(() => memoryIndex(options)).toThrow(InvalidOptionError);
  });

  it('agrees with a plain list after any sequence of writes and deletes', async () => {
    const pool = vectors(12, 8);
    const command = fc.oneof(
      fc.record({
        type: fc.constant('upsert' as const),
        id: fc.integer({ min: 0, max: 9 }),
        vector: fc.integer({ min: 0, max: 11 }),
        partition: fc.constantFrom('a', 'b'),
        contextKey: fc.constantFrom('x', 'y'),
      }),
      fc.record({
        type: fc.constant('delete' as const),
        id: fc.integer({ min: 0, max: 9 }),
        partition: fc.constantFrom('a', 'b'),
      }),
      fc.record({ type: fc.constant('clear' as const), partition: fc.constantFrom('a', 'b') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 60 }), async (commands) => {
        const index = memoryIndex();
        const model = new Map<string, { contextKey: string; vector: Float32Array }>();
        for (const step of commands) {
          const { partition } = step;
          if (step.type === 'upsert') {
            const vector = pool[step.vector] ?? new Float32Array(8);
            const { contextKey } = step;
            await index.upsert([{ ...entryOf(vector, `${step.id}`), partition, contextKey }]);
            model.set(`${partition}/${step.id}`, { contextKey, vector });
          } else if (step.type === 'delete') {
            await index.delete({ partition, ids: [`${step.id}`] });
            model.delete(`${partition}/${step.id}`);
          } else {
            await index.delete({ partition });
            for (const key of [...model.keys()]) if (key.startsWith(`${partition}/`)) model.delete(key);
          }
        }
        const query = pool[0] ?? new Float32Array(8);
        for (const partition of ['a', 'b']) {
          for (const contextKey of ['x', 'y']) {
            const matches = await index.query({ partition, contextKey, input: { vector: query }, limit: 20 });
            const expected = [...model]
              .filter(([key, item]) => key.startsWith(`${partition}/`) && item.contextKey === contextKey)
              .map(([key, item]) => [key.slice(2), cosine(query, item.vector).toFixed(4)]);
            const actual = matches.map(({ id, similarity }) => [id, similarity.toFixed(4)]);
            expect(actual.sort()).toEqual(expected.sort());
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

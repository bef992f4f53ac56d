import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { IndexMismatchError } from '../errors.ts';
import type { VectorEntry, VectorIndex, VectorInput, VectorMatch } from '../semantic/vector-index.ts';
import { awkwardTexts } from './awkward-texts.ts';
import type { TestRunner } from './test-runner.ts';

/** An index to be tested, new for each test. */
export interface VectorIndexUnderTest {
  readonly index: VectorIndex;
  /** Called after each test. The suite has deleted its partitions by then. */
  close(): Promise<void>;
  /** Waits until what was written can be found, for an index whose writes are visible later. */
  settle?(): Promise<void>;
  /** Given when the index's time can be set: its clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Given with `now`: moves the clock on. Without it the suite waits for real expiry, half a second. */
  readonly advance?: (milliseconds: number) => void | Promise<void>;
}

export interface VectorIndexSuiteOptions {
  /** The index's name in the report. */
  readonly name: string;
  readonly create: () => Promise<VectorIndexUnderTest>;
  /** What the index takes: vectors of a dimension, 8 and above, or texts that it embeds by itself. */
  readonly takes: { readonly dimensions: number } | 'texts';
}

/** Texts for an index that embeds by itself, each less similar to the first than the one before it. */
const gradedTexts = [
  'How do I reset my password?',
  'How can I reset my password?',
  'How do I change the email address of my account?',
  'A recipe for pancakes with blueberries.',
] as const;

/** The cosines with the first vector of those that an index for vectors gets. */
const gradedCosines = [1, 0.9, 0.5, -0.4] as const;

type Grade = 0 | 1 | 2 | 3;

/** A unit vector whose cosine with the first axis is given; the rest lies on another axis. */
function vectorAt(cosine: number, dimensions: number, axis = 1): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = cosine;
  vector[axis] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

/**
 * What every `VectorIndex` must do, as tests for any runner with `describe` and `it` (vitest, jest, `node:test`).
 * Assertions are made with `node:assert`. Partitions get a random name and are deleted after each test, so that the
 * suite can run against a shared service.
 *
 * @example
 * vectorIndexSuite({ describe, it }, {
 *   name: 'my index',
 *   takes: { dimensions: 16 },
 *   create: async () => ({ index: myIndex(), close: async () => {} }),
 * });
 */
export function vectorIndexSuite(runner: TestRunner, options: VectorIndexSuiteOptions): void {
  const { name, create, takes } = options;
  const { describe, it } = runner;
  const dimensions = takes === 'texts' ? 0 : takes.dimensions;

  /** What is less similar to `input(0)` the higher its grade is. */
  const input = (grade: Grade): VectorInput =>
    takes === 'texts'
      ? { text: gradedTexts[grade] }
      : { vector: vectorAt(gradedCosines[grade], dimensions, 1 + grade) };

  interface Scene extends VectorIndexUnderTest {
    readonly now: () => number;
    readonly settle: () => Promise<void>;
    /** A partition no other test uses. */
    partition(name: string): string;
    /** An entry in the partition `home` and the context `context`, unless said otherwise. */
    entry(fields: Partial<VectorEntry> & { readonly id: string }): VectorEntry;
    /** The matches of a query for `input(0)`, once what was written is visible. */
    found(fields?: {
      readonly partition?: string;
      readonly contextKey?: string;
      readonly input?: VectorInput;
      readonly limit?: number;
    }): Promise<readonly VectorMatch[]>;
  }

  const test = (behaviour: string, body: (scene: Scene) => Promise<void>) => {
    it(behaviour, async () => {
      const underTest = await create();
      const { index } = underTest;
      const prefix = `suite-${randomUUID().slice(0, 18)}-`;
      const partitions = new Set<string>();
      const partition = (name: string) => {
        partitions.add(prefix + name);
        return prefix + name;
      };
      const settle = async () => underTest.settle?.();
      try {
        await body({
          ...underTest,
          now: underTest.now ?? Date.now,
          settle,
          partition,
          entry: (fields) => ({
            partition: partition('home'),
            contextKey: 'context',
            input: input(0),
            payload: `payload of ${fields.id}`,
            expiresAt: Number.POSITIVE_INFINITY,
            ...fields,
          }),
          found: async (fields) => {
            await settle();
            return index.query({
              partition: partition('home'),
              contextKey: 'context',
              input: input(0),
              limit: 10,
              ...fields,
            });
          },
        });
        for (const used of partitions) await index.delete({ partition: used });
      } finally {
        await underTest.close();
      }
    });
  };

  const ids = (matches: readonly VectorMatch[]) => matches.map(({ id }) => id);

  describe(`VectorIndex: ${name}`, () => {
    test('finds nothing in a partition that was never written', async ({ found }) => {
      deepStrictEqual(await found(), []);
    });

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

    test('gives a similarity of 1 for what is equal', async ({ index, entry, found }) => {
      await index.upsert([entry({ id: 'same' })]);
      const similarity = (await found())[0]?.similarity ?? Number.NaN;
      ok(Math.abs(similarity - 1) < 1e-3, `expected 1, got ${similarity}`);
      ok(similarity <= 1, `a cosine is never above 1, got ${similarity}`);
    });

    test('returns the nearest first', async ({ index, entry, found }) => {
      const grades: readonly Grade[] = [2, 0, 3, 1];
      await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
      deepStrictEqual(ids(await found()), ['grade-0', 'grade-1', 'grade-2', 'grade-3']);
    });

    test('returns no more than the limit, and those are the nearest', async ({ index, entry, found }) => {
      const grades: readonly Grade[] = [3, 1, 2, 0];
      await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
      deepStrictEqual(ids(await found({ limit: 1 })), ['grade-0']);
      deepStrictEqual(ids(await found({ limit: 2 })), ['grade-0', 'grade-1']);
    });

    test('never shows an entry of another partition', async ({ index, entry, found, partition }) => {
      await index.upsert([entry({ id: 'theirs', partition: partition('other') })]);
      deepStrictEqual(await found(), []);
      deepStrictEqual(ids(await found({ partition: partition('other') })), ['theirs']);
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

    test('never shows an entry of another context', async ({ index, entry, found }) => {
      await index.upsert([
        entry({ id: 'a', contextKey: 'context-a' }),
        entry({ id: 'b', contextKey: 'context-b', input: input(1) }),
      ]);
      deepStrictEqual(await found(), []);
      deepStrictEqual(ids(await found({ contextKey: 'context-b' })), ['b']);
    });

    test('finds an entry among many nearer ones of other contexts', async ({ index, entry, found }) => {
      const others = Array.from({ length: 60 }, (_, number) =>
        entry({ id: `other-${number}`, contextKey: `other-context-${number}` }),
      );
      await index.upsert([...others, entry({ id: 'wanted', input: input(2) })]);
      deepStrictEqual(ids(await found({ limit: 3 })), ['wanted']);
    });

    test('replaces an entry of the same id', async ({ index, entry, found }) => {
      await index.upsert([entry({ id: 'a', input: input(3), payload: 'first' })]);
      await index.upsert([entry({ id: 'a', input: input(0), payload: 'second' })]);
      const matches = await found();
      deepStrictEqual(
        matches.map(({ payload }) => payload),
        ['second'],
      );
      ok((matches[0]?.similarity ?? 0) > 0.99, 'the vector was not replaced');
    });

    test('deletes the ids named, and no others', async ({ index, entry, found, partition, settle }) => {
      const grades: readonly Grade[] = [0, 1, 2];
      await index.upsert(grades.map((grade) => entry({ id: `grade-${grade}`, input: input(grade) })));
      await settle();
      await index.delete({ partition: partition('home'), ids: ['grade-0', 'grade-2', 'absent'] });
      await index.delete({ partition: partition('home'), ids: [] });
      deepStrictEqual(ids(await found()), ['grade-1']);
    });

    test('deletes a whole partition, and no other', async ({ index, entry, found, partition, settle }) => {
      await index.upsert([
        entry({ id: 'a' }),
        entry({ id: 'b', contextKey: 'other-context' }),
        entry({ id: 'c', partition: partition('other') }),
      ]);
      await settle();
      await index.delete({ partition: partition('home') });
      deepStrictEqual(await found(), []);
      deepStrictEqual(await found({ contextKey: 'other-context' }), []);
      deepStrictEqual(ids(await found({ partition: partition('other') })), ['c']);
    });

    test('deletes a partition that was never written without complaint', async ({ index, partition }) => {
      await index.delete({ partition: partition('absent') });
      await index.delete({ partition: partition('absent'), ids: ['a'] });
    });

    test('takes new entries after its partition was deleted', async ({ index, entry, found, partition }) => {
      await index.upsert([entry({ id: 'a' })]);
      await index.delete({ partition: partition('home') });
      await index.upsert([entry({ id: 'b' })]);
      deepStrictEqual(ids(await found()), ['b']);
    });

    test('returns an entry until its absolute expiry, and not after', async (scene) => {
      const { index, entry, found, now, advance } = scene;
      const life = advance === undefined ? 500 : 1_000;
      await index.upsert([
        entry({ id: 'short', expiresAt: now() + life }),
        entry({ id: 'long', input: input(1), expiresAt: now() + 3_600_000 }),
      ]);
      if (advance === undefined) {
        await new Promise((resolve) => setTimeout(resolve, life + 20));
      } else {
        await advance(life - 1);
        deepStrictEqual(ids(await found()), ['short', 'long']);
        await advance(1);
      }
      deepStrictEqual(ids(await found()), ['long']);
    });

    test('stores nothing whose expiry has passed', async ({ index, entry, found, now }) => {
      await index.upsert([entry({ id: 'late', expiresAt: now() - 1 })]);
      deepStrictEqual(await found(), []);
    });

    for (const [kind, text] of Object.entries(awkwardTexts)) {
      test(`returns ${kind} as it was given`, async ({ index, entry, found }) => {
        if (new TextEncoder().encode(text).length > index.capabilities.maxPayloadBytes) return;
        await index.upsert([entry({ id: 'a', payload: text })]);
        // Not compared by an assertion that prints its operands: some are a megabyte.
        ok((await found())[0]?.payload === text, 'the payload came back changed');
      });
    }

    test('takes nothing to upsert for nothing', async ({ index, found }) => {
      await index.upsert([]);
      deepStrictEqual(await found(), []);
    });

    test('loses nothing of concurrent writes', async ({ index, entry, found }) => {
      const count = 40;
      await Promise.all(
        Array.from({ length: count }, (_, number) => index.upsert([entry({ id: `${number}` })])),
      );
      const expected = Array.from({ length: count }, (_, number) => `${number}`).sort();
      deepStrictEqual(ids(await found({ limit: count })).sort(), expected);
    });

    test('takes an aborted signal for no miss: it rejects, or does its work', async (scene) => {
      const { index, entry, partition, settle } = scene;
      await index.upsert([entry({ id: 'a' })]);
      await settle();
      const query = { partition: partition('home'), contextKey: 'context', input: input(0), limit: 1 };
      const [result] = await Promise.allSettled([index.query(query, { signal: AbortSignal.abort() })]);
      if (result.status === 'fulfilled') deepStrictEqual(ids(result.value), ['a']);
      else ok(result.reason instanceof Error);
    });

    if (takes === 'texts') {
      test('names the embedder that is behind it', async ({ index }) => {
        ok(index.capabilities.embedder, 'an index that takes texts names its embedder');
      });
    } else {
      test('gives the cosine as similarity, whatever the lengths', async ({ index, entry, found }) => {
        for (const cosine of [1, 0.95, 0.5, 0, -0.5, -1]) {
          const vector = vectorAt(cosine, dimensions).map((value) => value * 3);
          await index.upsert([entry({ id: 'known', input: { vector } })]);
          const query = vectorAt(1, dimensions).map((value) => value * 0.25);
          const similarity = (await found({ input: { vector: query } }))[0]?.similarity ?? Number.NaN;
          ok(Math.abs(similarity - cosine) < 1e-3, `expected ${cosine}, got ${similarity}`);
        }
      });

      test('refuses a vector of another dimension', async ({ index, entry, settle }) => {
        await index.upsert([entry({ id: 'a' })]);
        await settle();
        const wrong = entry({ id: 'b', input: { vector: vectorAt(1, dimensions + 1) } });
        const mismatch = (error: unknown) => error instanceof IndexMismatchError;
        await rejects(index.upsert([wrong]), mismatch);
        await rejects(index.query({ ...wrong, limit: 1 }), mismatch);
      });

      test('refuses a text, or names the embedder that it has for it', async ({ index, entry }) => {
        if (index.capabilities.embedder !== undefined) return;
        const text = entry({ id: 'a', input: { text: 'a text' } });
        await rejects(index.upsert([text]), (error) => error instanceof IndexMismatchError);
      });
    }
  });
}

import { randomUUID } from 'node:crypto';
import type {
  VectorEntry,
  VectorIndex,
  VectorInput,
  VectorMatch,
  VectorQuery,
} from '../../contracts/vector-index.ts';
import { type Grade, gradedInput, type InputKind } from './graded-inputs.ts';
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

/** What one test is given. */
export interface VectorIndexScene extends VectorIndexUnderTest {
  readonly now: () => number;
  readonly settle: () => Promise<void>;
  /** What is less similar to `input(0)` the higher its grade is. */
  input(grade: Grade): VectorInput;
  /** A partition no other test uses. */
  partition(name: string): string;
  /** An entry in the partition `home` and the context `context`, unless said otherwise. */
  entry(fields: Partial<VectorEntry> & { readonly id: string }): VectorEntry;
  /** The matches of a query for `input(0)`, once what was written is visible. */
  found(query?: SceneQuery): Promise<readonly VectorMatch[]>;
  /** Their ids only. */
  foundIds(query?: SceneQuery): Promise<string[]>;
}

/** In the partition `home` and the context `context`, for 10 matches, unless said otherwise. */
type SceneQuery = Partial<VectorQuery>;

/** Declares one test. */
export type VectorIndexTest = (behaviour: string, body: (scene: VectorIndexScene) => Promise<void>) => void;

interface VectorIndexTestOptions {
  readonly create: () => Promise<VectorIndexUnderTest>;
  readonly takes: InputKind;
}

/** Tests with a new index each, whose partitions are deleted after a test that passed. */
export function vectorIndexTest({ it }: TestRunner, options: VectorIndexTestOptions): VectorIndexTest {
  const { create, takes } = options;
  return (behaviour, body) => {
    it(behaviour, async () => {
      const underTest = await create();
      const partitions = new Set<string>();
      try {
        await body(sceneOf(underTest, takes, partitions));
        for (const partition of partitions) await underTest.index.delete({ partition });
      } finally {
        await underTest.close();
      }
    });
  };
}

/** @param partitions collects those that the test uses. */
function sceneOf(
  underTest: VectorIndexUnderTest,
  takes: InputKind,
  partitions: Set<string>,
): VectorIndexScene {
  const prefix = `suite-${randomUUID().slice(0, 18)}-`;
  const partition = (name: string) => {
    partitions.add(prefix + name);
    return prefix + name;
  };
  const settle = async () => underTest.settle?.();
  const place = () => ({
    partition: partition('home'),
    contextKey: 'context',
    input: gradedInput(takes, 0),
  });
  const found = async (query?: SceneQuery) => {
    await settle();
    return underTest.index.query({ ...place(), limit: 10, ...query });
  };
  return {
    ...underTest,
    now: underTest.now ?? Date.now,
    settle,
    input: (grade) => gradedInput(takes, grade),
    partition,
    entry: (fields) => ({
      ...place(),
      payload: `payload of ${fields.id}`,
      expiresAt: Number.POSITIVE_INFINITY,
      ...fields,
    }),
    found,
    foundIds: async (query) => (await found(query)).map(({ id }) => id),
  };
}

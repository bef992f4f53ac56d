import type { InputKind } from './graded-inputs.ts';
import type { TestRunner } from './test-runner.ts';
import { vectorIndexEntryTests } from './vector-index-entry-tests.ts';
import { vectorIndexInputTests } from './vector-index-input-tests.ts';
import { type VectorIndexUnderTest, vectorIndexTest } from './vector-index-scene.ts';
import { vectorIndexSearchTests } from './vector-index-search-tests.ts';

export interface VectorIndexSuiteOptions {
  /** The index's name in the report. */
  readonly name: string;
  readonly create: () => Promise<VectorIndexUnderTest>;
  /** What the index takes: vectors of a dimension, 8 and above, or texts that it embeds by itself. */
  readonly takes: InputKind;
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
  const test = vectorIndexTest(runner, options);
  runner.describe(`VectorIndex: ${options.name}`, () => {
    vectorIndexSearchTests(test);
    vectorIndexEntryTests(test);
    vectorIndexInputTests(test, options.takes);
  });
}

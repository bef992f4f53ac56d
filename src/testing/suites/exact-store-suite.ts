import { capabilityTests } from './capability-suite.ts';
import { exactStoreCounterTests } from './exact-store-counter-tests.ts';
import { exactStoreScanTests } from './exact-store-scan-tests.ts';
import { exactStoreTest, type StoreUnderTest } from './exact-store-scene.ts';
import { exactStoreValueTests } from './exact-store-value-tests.ts';
import type { TestRunner } from './test-runner.ts';

export interface ExactStoreSuiteOptions {
  /** The store's name in the report. */
  readonly name: string;
  readonly create: () => Promise<StoreUnderTest>;
  /** How many keys the test of `scan` writes: enough for two pages. Default 250. */
  readonly scanKeys?: number;
}

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
  const test = exactStoreTest(runner, create);
  runner.describe(`ExactStore: ${name}`, () => {
    exactStoreValueTests(test);
    exactStoreCounterTests(test);
    exactStoreScanTests(test, scanKeys);
    capabilityTests(test, 100);
  });
}

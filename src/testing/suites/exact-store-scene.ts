import { randomUUID } from 'node:crypto';
import type { ExactStore } from '../../contracts/exact-store.ts';
import type { TestRunner } from './test-runner.ts';

/** A limit above this isn't tested: a value of its size would fill the memory of a test run. In bytes. */
export const largestLimitTested = 128 * 1024 * 1024;

/** A store to be tested, new for each test. */
export interface StoreUnderTest {
  readonly store: ExactStore;
  /** Called after each test; deletes what the test wrote if the service outlives it. */
  close(): Promise<void>;
  /** Given when the store's time can be set: its clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Given with `now`: moves the clock on. Without it the suite waits for real expiry, less than a second each. */
  readonly advance?: (milliseconds: number) => void | Promise<void>;
  /** Given where counters can be lost: does to the service what an eviction, a flush or a restart does. */
  readonly loseCounters?: () => Promise<void>;
}

/** What one test is given. */
export interface ExactStoreScene extends StoreUnderTest {
  readonly now: () => number;
  /** A name no other test uses, for a key or a counter. */
  unique(name: string): string;
  served(key: string): Promise<string | undefined>;
}

/** Declares one test. */
export type ExactStoreTest = (behaviour: string, body: (scene: ExactStoreScene) => Promise<void>) => void;

/** Tests with a new store each, whose values are deleted after a test that passed. */
export function exactStoreTest({ it }: TestRunner, create: () => Promise<StoreUnderTest>): ExactStoreTest {
  return (behaviour, body) => {
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
}

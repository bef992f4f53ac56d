import { describe, expect, it } from 'vitest';
import type { ExactStore } from '../../src/contracts/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { exactStoreSuite, vectorIndexSuite } from '../../src/testing/index.ts';

/** A runner that notes what it is given. */
function noting() {
  const groups: string[] = [];
  const tests = new Map<string, () => Promise<void>>();
  return {
    groups,
    tests,
    runner: {
      describe(name: string, body: () => void) {
        groups.push(name);
        body();
      },
      it: (name: string, body: () => Promise<void>) => void tests.set(name, body),
    },
  };
}

describe('a suite', () => {
  it('reports under the name of what it tests', () => {
    const { groups, runner } = noting();
    exactStoreSuite(runner, {
      name: 'my store',
      create: async () => ({ store: memoryStore(), close: async () => {} }),
    });
    vectorIndexSuite(runner, {
      name: 'my index',
      takes: { dimensions: 8 },
      create: async () => ({ index: memoryIndex(), close: async () => {} }),
    });
    expect(groups).toEqual(['ExactStore: my store', 'VectorIndex: my index']);
  });

  it.each([
    [{}, 250],
    [{ scanKeys: 3 }, 3],
  ])('of stores with %o scans %d keys', async (options, keys) => {
    const { tests, runner } = noting();
    const written: string[] = [];
    const create = async () => {
      const memory = memoryStore();
      const store: ExactStore = {
        ...memory,
        write: (key, value, expiresAt) => {
          written.push(key);
          return memory.write(key, value, expiresAt);
        },
      };
      return { store, close: async () => {} };
    };
    exactStoreSuite(runner, { name: 'counting', create, ...options });
    await tests.get('visits every key of a prefix, page by page, and no other')?.();
    expect(written.filter((key) => key.includes(':wanted-'))).toHaveLength(keys);
  });
});

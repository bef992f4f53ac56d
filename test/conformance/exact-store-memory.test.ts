import { describe, it } from 'vitest';
import { memoryStore } from '../../src/memory/memory-store.ts';
import { exactStoreSuite } from '../../src/testing/suites/exact-store-suite.ts';

exactStoreSuite(
  { describe, it },
  {
    name: 'memoryStore',
    scanKeys: 2_500,
    create: async () => {
      let now = 1_700_000_000_000;
      return {
        store: memoryStore({ clock: () => now, maxBytes: 4 * 1024 * 1024 }),
        now: () => now,
        advance: (milliseconds) => {
          now += milliseconds;
        },
        close: async () => {},
      };
    },
  },
);

exactStoreSuite(
  { describe, it },
  {
    name: 'memoryStore on its defaults and the real clock',
    create: async () => ({ store: memoryStore(), close: async () => {} }),
  },
);

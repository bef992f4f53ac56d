import { describe, it } from 'vitest';
import { memoryIndex } from '../../src/memory/memory-index.ts';
import { vectorIndexSuite } from '../../src/testing/suites/vector-index-suite.ts';

vectorIndexSuite(
  { describe, it },
  {
    name: 'memoryIndex',
    takes: { dimensions: 16 },
    create: async () => {
      let now = 1_700_000_000_000;
      return {
        index: memoryIndex({ clock: () => now }),
        now: () => now,
        advance: (milliseconds) => {
          now += milliseconds;
        },
        close: async () => {},
      };
    },
  },
);

vectorIndexSuite(
  { describe, it },
  {
    name: 'memoryIndex on its defaults and the real clock',
    takes: { dimensions: 384 },
    create: async () => ({ index: memoryIndex(), close: async () => {} }),
  },
);

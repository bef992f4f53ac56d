import { describe, expect, it } from 'vitest';
import { readPairs } from '../../src/cli/labelled-pairs.ts';
import { guards } from '../../src/semantic/guards/guards.ts';

// What is not proved is unsure: none of these traps may be taken for the same, whatever its similarity.
describe('labelled pairs', () => {
  for (const set of ['hunt', 'chat3', 'languages3', 'own', 'blind', 'blind2', 'fresh', 'licence-traps'])
    it(`takes no trap of ${set} for the same question`, async () => {
      const verify = guards();
      const pairs = await readPairs([`test/semantic/fixtures/${set}.jsonl`]);
      const served = pairs.filter(
        ({ a, b, label }) => label === 0 && verify({ cached: a, asked: b, similarity: 1 }).verdict === 'same',
      );
      expect(served).toEqual([]);
    });
});

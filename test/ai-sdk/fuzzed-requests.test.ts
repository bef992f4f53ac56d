import { expect, it } from 'vitest';
import { fuzzRequests } from './fuzzed-requests.ts';

it('2,000 fuzzed requests have keys of their own through both adapters, and none throws', async () => {
  const { distinct, collisions, thrown } = await fuzzRequests(2_000, 70_001);
  expect({ collisions, thrown }).toEqual({ collisions: 0, thrown: 0 });
  expect(distinct).toBeGreaterThan(1_900);
});

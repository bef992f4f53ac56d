import { describe, expect, it } from 'vitest';
import { firstColumn, literalsOf, typeAliases } from './reasons.ts';

const guide = 'docs/guides/troubleshooting.md';

const aliases = await typeAliases([
  'src/observe/cache-event.ts',
  'src/policy/policy.ts',
  'src/policy/refusal.ts',
  'src/request/uncacheable.ts',
  'src/contracts/semantic-layer.ts',
]);

const sorted = (texts: readonly string[]) => [...texts].sort();

describe('the guide to troubleshooting', () => {
  it.each([
    ['MissReason', '## Misses'],
    ['BypassReason', '## Past the cache'],
    ['NotStoredReason', '## Not stored'],
    ['SemanticReason', '## Nothing by meaning'],
  ])('tells each %s, and no other', async (union, heading) => {
    const reasons = literalsOf(union, aliases);
    expect(reasons.length).toBeGreaterThan(5);
    expect(sorted(await firstColumn(guide, heading))).toEqual(sorted(reasons));
  });
});

describe('literalsOf', () => {
  it('refuses a union that it can not see through', () => {
    expect(() => literalsOf('CacheEvent', aliases)).toThrow('declares');
    expect(() => literalsOf('SemanticOutcome', aliases)).toThrow();
  });
});

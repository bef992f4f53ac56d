import { describe, expect, it } from 'vitest';
import { localEmbedderId } from '../../src/local-embedder/index.ts';
import { guards } from '../../src/semantic/guards/guards.ts';

export const verify = guards({ embedder: localEmbedderId });

/** What the guards say of a pair that the embedder finds as near as can be, whichever of the two is cached. */
export function say(one: string, other: string): string {
  for (const [cached, asked] of [
    [one, other],
    [other, one],
  ] as const) {
    const verdict = verify({ cached, asked, similarity: 0.99 });
    if (verdict.verdict !== 'same') return verdict.reason;
  }
  return 'accepted';
}

export type Pairs = readonly (readonly [one: string, other: string])[];

/** Specifies one kind of difference: pairs that the guards must refuse, and pairs of the kind that they must serve. */
export function describeKind(kind: string, traps: Pairs, paraphrases: Pairs): void {
  describe(kind, () => {
    it.each(traps)('refused: %s / %s', (one, other) => {
      expect(say(one, other)).not.toBe('accepted');
    });
    it.each(paraphrases)('served: %s / %s', (one, other) => {
      expect(say(one, other)).toBe('accepted');
    });
  });
}

import type { PreparedPair } from './guard.ts';
import { loneQuantities } from './quantity-guards.ts';

/**
 * How much differs once words are aligned. `same`: no content is left over. `light`: only words that carry little.
 * `extended`: a statement with a word more. `reworded`: so much is worded otherwise that a high similarity says something.
 * `changed`: little differs, and that little is content: another thing may be meant, whatever the similarity.
 */
export type Tier = 'same' | 'light' | 'extended' | 'reworded' | 'changed';

export function tierOf(pair: PreparedPair): Tier {
  const { onlyA, onlyB, matched } = pair.alignment;
  const lone = loneQuantities(pair);
  const heavyA = onlyA.filter(({ kind }) => kind !== 'light').length + lone.a.length;
  const heavyB = onlyB.filter(({ kind }) => kind !== 'light').length + lone.b.length;
  if (matched.length === 0 && onlyA.length + onlyB.length > 0) return 'changed';
  if (heavyA + heavyB === 0) return onlyA.length + onlyB.length === 0 ? 'same' : 'light';
  if (!pair.a.asks && !pair.b.asks) return 'extended';
  if (Math.min(heavyA, heavyB) >= 2) return 'reworded';
  return 'changed';
}

/** What each tier asks of the similarity, from the threshold of the embedder. */
export function requiredSimilarity(threshold: number): Readonly<Record<Tier, number>> {
  return { same: threshold - 0.2, light: threshold, extended: threshold + 0.1, reworded: threshold + 0.1, changed: Number.POSITIVE_INFINITY };
}

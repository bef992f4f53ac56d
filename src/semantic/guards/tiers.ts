import type { PreparedPair } from './guard.ts';
import { loneQuantities } from './quantity-guards.ts';

/**
 * How much differs once words are aligned. `same`: no content is left over. `light`: words of little content on one side.
 * `extended`: a statement that says more than the other. `reworded`: long texts worded so differently that a high
 * similarity says something. `restated`: a statement worded otherwise. `changed`: little differs, and that little is content: another thing may be meant.
 */
export type Tier = 'same' | 'light' | 'extended' | 'restated' | 'reworded' | 'changed';

/** In so many words a similarity has much to go by. */
const LONG = 16;

export function tierOf(pair: PreparedPair): Tier {
  const { a, b } = pair;
  const { onlyA, onlyB, matched } = pair.alignment;
  const lone = loneQuantities(pair);
  const heavyA = onlyA.filter(({ kind }) => kind !== 'light').length + lone.a.length;
  const heavyB = onlyB.filter(({ kind }) => kind !== 'light').length + lone.b.length;
  if (matched.length === 0 && onlyA.length + onlyB.length > 0) return 'changed';
  if (heavyA + heavyB === 0) {
    if (onlyA.length + onlyB.length === 0) return 'same';
    return onlyA.length === 0 || onlyB.length === 0 ? 'light' : 'changed';
  }
  if (a.statement && b.statement && (heavyA === 0 || heavyB === 0)) return 'extended';
  if (a.statement && b.statement) return 'restated';
  const share = (onlyA.length + onlyB.length) / (onlyA.length + onlyB.length + 2 * matched.length);
  if (
    Math.min(a.wordCount, b.wordCount) >= LONG &&
    share >= 0.15 &&
    !a.statement &&
    !b.statement &&
    heavyA + heavyB >= 3 &&
    Math.min(onlyA.length, onlyB.length) >= 1
  )
    return 'reworded';
  return 'changed';
}

/** How people ask. `narrative`: they tell a case at length and in words of their own, as patients or clients do. */
export type Domain = 'general' | 'narrative';

const measured: Readonly<Record<string, Readonly<Record<Tier, number>>>> = {
  'energetic-ai/use-lite-en@0.2.0': {
    same: 0.65,
    light: 0.86,
    extended: 0.9,
    restated: 0.95,
    reworded: 0.88,
    changed: Number.POSITIVE_INFINITY,
  },
};

/**
 * What each tier asks of the similarity, by embedder: similarities mean other things with every one. Those of the
 * offline embedder were chosen on labelled pairs, as the model card tells; for an embedder that nobody measured it is
 * 0.95, and what is worded otherwise is refused.
 */
export function tierThresholds(
  embedder: string | undefined,
  domain: Domain = 'general',
): Readonly<Record<Tier, number>> {
  const known = measured[embedder ?? ''];
  if (known !== undefined)
    return domain === 'general' ? known : { ...known, reworded: 0.86, restated: 0.86, changed: 0.86 };
  const [unknown, closed] = [defaultThreshold(embedder), Number.POSITIVE_INFINITY];
  return {
    same: unknown,
    light: unknown,
    extended: unknown,
    restated: closed,
    reworded: closed,
    changed: closed,
  };
}

/** The similarity from which a pair of the same words may be served: 0.95 for an embedder that nobody measured. */
export function defaultThreshold(embedder: string | undefined): number {
  return measured[embedder ?? '']?.same ?? 0.95;
}

import type { PreparedPair } from './guard.ts';
import type { PreparedText } from './prepared-text.ts';
import { loneQuantities } from './quantity-guards.ts';

/**
 * How much differs once words are aligned. `same`: no content is left over; `bare`: and there is one word of it in all.
 * `light`: words of little content are left over. `restated`: a short description that says more on one side or is worded
 * afresh. `lengthy`: a long one. `reworded`: a question of some length, worded afresh. `changed`: little differs, and that
 * little is content: another thing may be meant.
 */
export type Tier = 'same' | 'bare' | 'light' | 'restated' | 'lengthy' | 'reworded' | 'changed';

/** A statement of so many words holds more than one thing that may differ. */
const LENGTHY = 12;

/** So much of the content of both must be worded otherwise for a pair to be no near copy. */
const AFRESH = 0.3;

/**
 * A question that another thing is asked with is a near copy: one word is another. Where much of a question of some
 * length is worded otherwise and its vector is near all the same, the same is asked. By the fewer words of the two.
 */
const afresh = [
  { words: 16, share: 0.15 },
  { words: 14, share: AFRESH },
];

export function tierOf(pair: PreparedPair): Tier {
  const { a, b } = pair;
  const { onlyA, onlyB, matched } = pair.alignment;
  const lone = loneQuantities(pair);
  const heavy = (tokens: typeof onlyA) => tokens.filter(({ kind }) => kind !== 'light').length;
  const [heavyA, heavyB] = [heavy(onlyA) + lone.a.length, heavy(onlyB) + lone.b.length];
  const heavyCount = heavyA + heavyB;
  const restCount = onlyA.length + onlyB.length;
  if (matched.length === 0 && restCount > 0) return 'changed';
  if (heavyCount === 0 && restCount === 0) return matched.length > 1 ? 'same' : 'bare';
  if (heavyCount === 0) return 'light';
  const share = restCount / (restCount + 2 * matched.length);
  if (describes(a) && describes(b)) {
    if (heavyA === 1 && heavyB === 1) return 'changed';
    if (Math.max(a.wordCount, b.wordCount) >= LENGTHY) return 'lengthy';
    const oneSided = heavyA === 0 || heavyB === 0;
    return oneSided || (share >= AFRESH && heavyCount >= 3) ? 'restated' : 'changed';
  }
  const wordCount = Math.min(a.wordCount, b.wordCount);
  if (
    asks(a) &&
    asks(b) &&
    heavyCount >= 3 &&
    onlyA.length > 0 &&
    onlyB.length > 0 &&
    afresh.some((least) => wordCount >= least.words && share >= least.share)
  )
    return 'reworded';
  return 'changed';
}

/** It tells what is so, and not of the one who asks: "I lost my card" is a request, and near copies of it are traps. */
function describes({ statement, persons }: PreparedText): boolean {
  return statement && !persons.has('first');
}

function asks({ text, question, statement }: PreparedText): boolean {
  return !statement && (question !== 'none' || text.includes('?'));
}

/** How people ask. `narrative`: they tell a case at length and in words of their own, as patients or clients do. */
export type Domain = 'general' | 'narrative';

const measured: Readonly<Record<string, Readonly<Record<Tier, number>>>> = {
  'energetic-ai/use-lite-en@0.2.0': {
    same: 0.45,
    bare: 0.65,
    light: 0.86,
    restated: 0.87,
    lengthy: 0.96,
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
    return domain === 'general'
      ? known
      : { ...known, restated: 0.86, lengthy: 0.86, reworded: 0.86, changed: 0.86 };
  const [unknown, closed] = [defaultThreshold(embedder), Number.POSITIVE_INFINITY];
  return {
    same: unknown,
    bare: unknown,
    light: unknown,
    restated: closed,
    lengthy: closed,
    reworded: closed,
    changed: closed,
  };
}

/** The similarity from which a pair of the same words may be served: 0.95 for an embedder that nobody measured. */
export function defaultThreshold(embedder: string | undefined): number {
  return measured[embedder ?? '']?.same ?? 0.95;
}

import { drawer, zipf } from './seeded.ts';

/** What users ask, and how often. */
export interface Traffic {
  /** Conversations that begin in a second, over all tenants. */
  readonly conversationsASecond: number;
  /** Tenants, whose answers are never shared; the size of each falls with its rank (Zipf, exponent 1). */
  readonly tenants: number;
  /** Questions that a tenant's users ask at all, each in several wordings. */
  readonly questions: number;
  /** The exponent of the Zipf distribution over them: the higher, the more is asked again. */
  readonly exponent: number;
  /** The share of first questions, 0 to 1, that are worded otherwise than most do. */
  readonly paraphrased: number;
  /** The share of conversations, 0 to 1, that have a second turn. */
  readonly followUps: number;
}

/** How one question is worded: the common way, and nineteen others. */
export const wordings = 20;
/** What is asked next, after any answer. */
export const followUpQuestions = 10;

/** How a conversation about one question goes. */
export interface Conversation {
  readonly wording: number;
  /** `undefined`: it ends after the first answer. */
  readonly followUp: number | undefined;
}

/** Draws conversations about one question. */
export function conversations({
  paraphrased,
  followUps,
}: Pick<Traffic, 'paraphrased' | 'followUps'>): (random: () => number) => Conversation {
  const drawWording = drawer(wordingShares(paraphrased));
  const drawFollowUp = drawer(zipf(followUpQuestions, 1));
  return (random) => ({
    wording: drawWording(random),
    followUp: random() < followUps ? drawFollowUp(random) : undefined,
  });
}

/** The share of each wording. */
export function wordingShares(paraphrased: number): readonly number[] {
  return [1 - paraphrased, ...zipf(wordings - 1, 1).map((share) => share * paraphrased)];
}

/** Whether two wordings are found to mean the same: always so or never, for so large a share of the pairs. */
export function sameMeaning(one: number, other: number, recall: number): boolean {
  const low = Math.min(one, other);
  const high = Math.max(one, other);
  const mixed = Math.imul(low * 31 + high + 7, 2_654_435_761) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0) / 4_294_967_296 < recall;
}

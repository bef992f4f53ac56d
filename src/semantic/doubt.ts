import type { PairVerdict } from '../contracts/verify-pair.ts';

/** Doubts that no similarity settles, whatever it is. */
const notBySimilarity: ReadonlySet<string> = new Set(['numbers', 'signs', 'case', 'order']);

/** The doubt of who compares by similarity alone. */
export const UNCOMPARED = 'below-threshold';

/** From here on, rounding aside, two vectors are one. */
const ONE_VECTOR = 1 - 1e-6;

/**
 * Whether a pair that a verifier is unsure of, for this reason, is served by its similarity. One vector for two texts in
 * which the verifier sees a difference says that the embedder saw none: it cut both off, or gives all texts the same.
 */
export function isSettledBySimilarity(doubt: string, similarity: number, threshold: number): boolean {
  if (similarity < threshold || notBySimilarity.has(doubt)) return false;
  return doubt === UNCOMPARED || similarity < ONE_VECTOR;
}

/** Whether a pair is served without a judge, where unsure ones have to reach a threshold. */
export function isServedAbove(verdict: PairVerdict, similarity: number, threshold: number): boolean {
  if (verdict.verdict === 'same') return true;
  return verdict.verdict === 'unsure' && isSettledBySimilarity(verdict.reason, similarity, threshold);
}

/** The least similarity that is worth a call of a judge, for any embedder. */
export const JUDGE_FLOOR = 0.55;

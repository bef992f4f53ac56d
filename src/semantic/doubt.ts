import type { PairVerdict } from '../contracts/verify-pair.ts';

/** Doubts that no similarity settles, whatever it is. */
const notBySimilarity: ReadonlySet<string> = new Set(['numbers', 'signs', 'case', 'order']);

/** Whether a threshold may serve a pair that a verifier is unsure of for this reason. */
export function isSettledBySimilarity(reason: string): boolean {
  return !notBySimilarity.has(reason);
}

/** Whether a pair is served without a judge, where unsure ones have to reach a threshold. */
export function isServedAbove(verdict: PairVerdict, similarity: number, threshold: number): boolean {
  if (verdict.verdict === 'same') return true;
  return verdict.verdict === 'unsure' && isSettledBySimilarity(verdict.reason) && similarity >= threshold;
}

/** The least similarity that is worth a call of a judge, for any embedder. */
export const JUDGE_FLOOR = 0.6;

import type { VerifyPair } from '../contracts/verify-pair.ts';
import { isServedAbove, UNCOMPARED } from '../semantic/doubt.ts';

/**
 * What a threshold serves, as a method to compare with: alone, as the field does, or for what a verifier is unsure of.
 * @param threshold a cosine, -1 to 1. @param verify default: nothing, the threshold alone.
 */
export function thresholdVerifier(threshold: number, verify?: VerifyPair): VerifyPair {
  return (pair) => {
    const verdict = verify?.(pair) ?? { verdict: 'unsure', reason: UNCOMPARED };
    return isServedAbove(verdict, pair.similarity, threshold) ? { verdict: 'same' } : verdict;
  };
}

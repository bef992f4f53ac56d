import type { VerifyPair } from '../contracts/verify-pair.ts';

/** Accepts every pair from a similarity on: what the field does. Alone it serves negations and other numbers. */
export function thresholdVerifier(threshold: number): VerifyPair {
  return ({ similarity }) =>
    similarity >= threshold ? { verdict: 'same' } : { verdict: 'different', reason: 'below-threshold' };
}

import type { VerifyPair } from '../contracts/verify-pair.ts';
import type { EmbeddedPair } from '../semantic/labelled-pair.ts';
import type { OperatingPoint } from './evaluation-plot.ts';
import { thresholdVerifier } from './threshold-verifier.ts';

/**
 * What is served of labelled pairs under thresholds that rise from a cosine of 0.4 to 0.99.
 * @param verify what a pair must pass beside the threshold. Default: nothing.
 */
export function thresholdCurve(
  pairs: readonly EmbeddedPair[],
  verify?: VerifyPair,
): readonly OperatingPoint[] {
  const positives = pairs.filter(({ label }) => label === 1).length;
  return Array.from({ length: 60 }, (_, step) => 0.4 + step / 100).map((threshold) => {
    const serves = thresholdVerifier(threshold, verify);
    const served = pairs.filter((pair) => serves(pair).verdict === 'same');
    const right = served.filter(({ label }) => label === 1).length;
    return {
      threshold,
      hitRate: right / Math.max(1, positives),
      wrongHitRate: (served.length - right) / Math.max(1, served.length),
    };
  });
}

import type { Embedder } from '../contracts/embedder.ts';
import type { VerifyPair } from '../contracts/verify-pair.ts';
import { InvalidOptionError } from '../errors.ts';
import { upperBound } from '../observe/rate-interval.ts';
import type { Calibration } from './calibration.ts';
import { isServedAbove } from './doubt.ts';
import { embedPairs, type LabelledPair } from './labelled-pair.ts';

export interface CalibrateOptions {
  /** The embedder that the cache will use: the threshold holds for its vectors only. */
  readonly embedder: Embedder;
  /** Pairs like those of the traffic that it will meet, labelled by whether one answer serves both. */
  readonly pairs: readonly LabelledPair[];
  /** The wrong-hit rate that may not be exceeded, above 0 and below 1, such as 0.05. */
  readonly maxErrorRate: number;
  /**
   * How sure the bound is, above 0.5 and below 1. Default 0.99: at 0.95, 3 of 40 thresholds calibrated on one half of the
   * development pairs of CLINC150 broke a budget of 15% on the other half; at 0.99 none of 40 did.
   */
  readonly confidence?: number;
  /**
   * What the cache compares pairs with, such as `guards()`: what it proves counts as served at any similarity, what it
   * is unsure of from the threshold on. Default: nothing, the threshold alone.
   */
  readonly verify?: VerifyPair;
}

/** Below this, a bound says more of the sample than of the traffic. */
const LEAST_ACCEPTED = 300;

// Fixed before any data are seen, from strict to loose: choosing the best of them by the data is what breaks the promise.
const sequence = Array.from({ length: 30 }, (_, step) => (99 - step) / 100);

/**
 * Chooses the threshold from an error budget, so that the wrong-hit rate stays under it at the confidence. Thresholds
 * are tested from strict to loose by exact binomial bounds, and the first that fails ends the sequence: no correction
 * for several tests is needed then. Source: A. N. Angelopoulos, S. Bates, E. J. Candès, M. I. Jordan and L. Lei, "Learn
 * then Test: Calibrating Predictive Algorithms to Achieve Risk Control", 2021, section on fixed sequence testing.
 * @throws InvalidOptionError for a budget or a confidence out of its range. Rejects when the embedder fails.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const { embedder, pairs, maxErrorRate, confidence = 0.99, verify } = options;
  if (!(maxErrorRate > 0 && maxErrorRate < 1))
    throw new InvalidOptionError('maxErrorRate', 'a rate above 0, below 1');
  if (!(confidence > 0.5 && confidence < 1)) throw new InvalidOptionError('confidence', 'above 0.5, below 1');
  const candidates = (await embedPairs(embedder, pairs)).map((pair) => {
    const verdict = verify?.(pair) ?? { verdict: 'unsure', reason: 'wording' };
    return { ...pair, verdict };
  });
  const told = { embedder: embedder.id, maxErrorRate, confidence };
  let chosen: Calibration = { status: 'not-possible', reason: 'too-few-accepted', ...told };
  for (const threshold of sequence) {
    const accepted = candidates.filter(({ verdict, similarity }) =>
      isServedAbove(verdict, similarity, threshold),
    );
    if (accepted.length < LEAST_ACCEPTED) continue;
    const wrong = accepted.filter(({ label }) => label === 0).length;
    const bound = upperBound(wrong, accepted.length, confidence);
    if (bound > maxErrorRate) {
      return chosen.status === 'calibrated'
        ? chosen
        : { status: 'not-possible', reason: 'over-budget', ...told };
    }
    chosen = { status: 'calibrated', ...told, threshold, accepted: accepted.length, wrong, bound };
  }
  return chosen;
}

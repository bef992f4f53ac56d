import { InvalidOptionError } from '../errors.ts';
import { upperBound } from './binomial-bounds.ts';
import type { Embedder } from './embedder.ts';
import { embedPairs, type LabelledPair } from './labelled-pair.ts';
import type { VerifyPair } from './pair-verdict.ts';

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
  /** What a pair above the threshold must pass, as in the cache. Default: nothing more. */
  readonly verify?: VerifyPair;
}

/** A threshold with what it promises, bound to an embedder; or that these data allow none. */
export type Calibration =
  | {
      readonly status: 'calibrated';
      readonly embedder: string;
      readonly threshold: number;
      readonly maxErrorRate: number;
      readonly confidence: number;
      /** What the threshold accepted of the data, and how many of these were wrong. */
      readonly accepted: number;
      readonly wrong: number;
      /** The upper bound of the wrong-hit rate at the confidence. */
      readonly bound: number;
    }
  | {
      readonly status: 'not-possible';
      readonly embedder: string;
      readonly maxErrorRate: number;
      readonly confidence: number;
      /** `too-few-accepted`: fewer than 300 pairs at every threshold. `over-budget`: the strictest fails already. */
      readonly reason: 'too-few-accepted' | 'over-budget';
    };

/** Below this, a bound says more of the sample than of the traffic. */
const LEAST_ACCEPTED = 300;

// Fixed before any data are seen, from strict to loose: choosing the best of them by the data is what breaks the promise.
const thresholds: readonly number[] = Array.from({ length: 30 }, (_, step) => (99 - step) / 100);

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
  const candidates = (await embedPairs(embedder, pairs)).filter(
    (pair) => verify === undefined || verify(pair).verdict === 'accepted',
  );
  const told = { embedder: embedder.id, maxErrorRate, confidence };
  let chosen: Calibration = { status: 'not-possible', reason: 'too-few-accepted', ...told };
  for (const threshold of thresholds) {
    const accepted = candidates.filter(({ similarity }) => similarity >= threshold);
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

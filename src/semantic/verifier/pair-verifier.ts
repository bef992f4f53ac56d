import { CalibrationMismatchError, InvalidOptionError } from '../../errors.ts';
import { align } from '../guards/align.ts';
import type { PreparedPair } from '../guards/guard.ts';
import { allGuards, readingOnce } from '../guards/guards.ts';
import { english } from '../guards/languages/english.ts';
import type { EmbeddedPair } from '../labelled-pair.ts';
import type { QuestionPair, VerifyPair } from '../pair-verdict.ts';
import { type BoostedTrees, boostTrees, treeProbability } from './boosted-trees.ts';
import { pairFeatures } from './features.ts';

/** What training gives: plain data, to be kept as JSON. Bound to the embedder whose similarities it has seen. */
export interface VerifierWeights extends BoostedTrees {
  readonly version: 1;
  readonly embedder: string;
}

export interface TrainVerifierOptions {
  /** Labelled pairs with their similarities, see `embedPairs`; some 1,000 at the least for a verifier of use. */
  readonly pairs: readonly EmbeddedPair[];
  /** The id of the embedder of these similarities. */
  readonly embedder: string;
  /** How many trees, 1 to 1,000; default 120. */
  readonly trees?: number;
  /** How deep, 1 to 6; default 4. */
  readonly depth?: number;
}

export interface PairVerifierOptions {
  /** The id of the embedder in use: another than the weights' throws `CalibrationMismatchError`. */
  readonly embedder: string;
  /** The probability from which a pair is accepted, 0 to 1; default 0.9. */
  readonly accept?: number;
  /** The probability from which a refused pair is `unsure`, for a judge; default `accept`: never. */
  readonly unsure?: number;
}

type Read = (pair: QuestionPair) => Float64Array;

function reader(): Read {
  const read = readingOnce(english());
  return ({ cached, asked, similarity }) => {
    const [a, b] = [read(cached), read(asked)];
    const pair: PreparedPair = { a, b, similarity, alignment: align(a, b) };
    return pairFeatures(pair, allGuards);
  };
}

/**
 * Learns from labelled pairs which answers serve. Every source weighs the same, whatever its size. The same pairs in
 * the same order give the same weights. Throws `InvalidOptionError` when a label is missing on one side.
 */
export function trainVerifier(options: TrainVerifierOptions): VerifierWeights {
  const { pairs, embedder, trees = 120, depth = 4 } = options;
  if (!pairs.some(({ label }) => label === 1) || !pairs.some(({ label }) => label === 0)) {
    throw new InvalidOptionError('pairs', 'pairs of both labels');
  }
  const read = reader();
  const sizes = new Map<string, number>();
  for (const { source } of pairs) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const weights = pairs.map(({ source }) => pairs.length / (sizes.size * (sizes.get(source) ?? 1)));
  const learned = boostTrees(
    pairs.map(read),
    pairs.map(({ label }) => label),
    weights,
    { trees, depth, learningRate: 0.1, leafRows: 20 },
  );
  return { version: 1, embedder, ...learned };
}

/** The probability that one answer serves both questions, by weights. */
export function pairProbability(weights: VerifierWeights): (pair: QuestionPair) => number {
  const read = reader();
  return (pair) => treeProbability(weights, read(pair));
}

/**
 * Decides by learned weights. None ship with this library: on sources that it has not seen, a verifier trained on what
 * may be shipped served fewer right answers than the guards (see the model card). Train it on your own labelled pairs.
 * Throws `CalibrationMismatchError` when the weights belong to another embedder.
 */
export function pairVerifier(weights: VerifierWeights, options: PairVerifierOptions): VerifyPair {
  const { embedder, accept = 0.9, unsure = accept } = options;
  if (embedder !== weights.embedder) throw new CalibrationMismatchError(weights.embedder, embedder);
  if (!(accept >= 0 && accept <= 1)) throw new InvalidOptionError('accept', 'a probability from 0 to 1');
  if (!(unsure >= 0 && unsure <= accept))
    throw new InvalidOptionError('unsure', 'a probability from 0 to "accept"');
  const probability = pairProbability(weights);
  return (pair) => {
    const value = probability(pair);
    if (value >= accept) return { verdict: 'accepted' };
    return { verdict: value >= unsure && unsure < accept ? 'unsure' : 'refused', reason: 'verifier' };
  };
}

import type { QuestionPair, VerifyPair } from '../../contracts/verify-pair.ts';
import { CalibrationMismatchError, InvalidOptionError } from '../../errors.ts';
import type { Calibration } from '../calibration.ts';
import type { GuardId } from '../guards/guard.ts';
import { allGuards } from '../guards/guards.ts';
import { english } from '../guards/languages/english.ts';
import { prepareText } from '../guards/prepare-text.ts';
import { readingOnce } from '../guards/reading-once.ts';
import type { EmbeddedPair } from '../labelled-pair.ts';
import { type BoostedTrees, boostTrees, treeProbability } from './boosted-trees.ts';
import { type PairReading, readPair } from './features.ts';
import { textShape } from './text-shape.ts';
import { countWords, type WordCounts, wordWeights } from './word-weights.ts';

/** What training gives: plain data, to be kept as JSON. Bound to the embedder whose similarities it has seen. */
export interface VerifierWeights extends BoostedTrees {
  readonly version: 2;
  readonly embedder: string;
  readonly words: WordCounts;
  /** The guards whose refusal stands, whatever the trees say. */
  readonly vetoes: readonly GuardId[];
}

/**
 * Where one of these sees a difference, another thing is asked, and labels that say otherwise are noise: with their veto a
 * verifier served 34 instead of 32% of the right answers at 15% wrong on Quora pairs of questions that it had not seen
 * (five folds, mean of four draws).
 */
const truths: readonly GuardId[] = [
  'numbers',
  'units',
  'dates',
  'currencies',
  'negation',
  'antonyms',
  'direction',
];

export interface TrainVerifierOptions {
  /** Labelled pairs with their similarities, see `embedPairs`; some 1,000 at the least for a verifier of use. */
  readonly pairs: readonly EmbeddedPair[];
  /** The id of the embedder of these similarities. */
  readonly embedder: string;
  /** How many trees, 1 to 1,000; default 300. */
  readonly trees?: number;
  /** How deep, 1 to 6; default 3. */
  readonly depth?: number;
  /**
   * The guards whose refusal stands, whatever was learned. Default: those of quantities, of polarity and of who does what
   * to what. Each that is left out lets the labels decide.
   */
  readonly vetoes?: readonly GuardId[];
}

export interface PairVerifierOptions {
  /** The id of the embedder in use: another than the weights' throws `CalibrationMismatchError`. */
  readonly embedder: string;
  /**
   * The probability from which a pair is accepted, 0 to 1, or what `calibrate({ weights })` found for these weights: a
   * calibration that was not possible accepts nothing. Default 0.9.
   */
  readonly accept?: number | Calibration;
  /** The probability from which a refused pair is `unsure`, for a judge; default `accept`: never. */
  readonly unsure?: number;
}

/** Reads each text once, however many pairs it is in; its shape only for pairs that the trees see. */
function reading(capacity?: number) {
  const language = english();
  const prepare = readingOnce((text) => prepareText(text, language), capacity);
  return { prepare, shape: readingOnce((text) => textShape(prepare(text)), capacity) };
}

function reader(words: WordCounts, { prepare, shape }: ReturnType<typeof reading>) {
  const tables = { guards: allGuards, weight: wordWeights(words), shape };
  return ({ cached, asked, similarity }: QuestionPair): PairReading =>
    readPair(prepare(cached), prepare(asked), similarity, tables);
}

/**
 * Learns from labelled pairs which answers serve. Every source weighs the same, whatever its size. The same pairs in
 * the same order give the same weights. Throws `InvalidOptionError` when a label is missing on one side, and for an
 * unknown guard in `vetoes`.
 */
export function trainVerifier(options: TrainVerifierOptions): VerifierWeights {
  const { pairs, embedder, trees = 300, depth = 3, vetoes = truths } = options;
  const ids = allGuards.map(({ id }) => id);
  if (vetoes.some((id) => !ids.includes(id)))
    throw new InvalidOptionError('vetoes', `some of ${ids.join(', ')}`);
  const texts = new Set(pairs.flatMap(({ cached, asked }) => [cached, asked]));
  const readings = reading(texts.size);
  const words = countWords(
    [...texts].map(readings.shape).map((shape) => new Set([...shape.words, ...shape.contentCounts.keys()])),
  );
  const read = reader(words, readings);
  if (!pairs.some(({ label }) => label === 1) || !pairs.some(({ label }) => label === 0)) {
    throw new InvalidOptionError('pairs', 'pairs of both labels');
  }
  const sizes = new Map<string, number>();
  for (const { source } of pairs) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const weights = pairs.map(({ source }) => pairs.length / (sizes.size * (sizes.get(source) ?? 1)));
  const learned = boostTrees(
    pairs.map((pair) => read(pair).features()),
    pairs.map(({ label }) => label),
    weights,
    { trees, depth, learningRate: 0.05, leafRows: 20, rowShare: 0.6, featureShare: 0.4 },
  );
  return { version: 2, embedder, words, vetoes, ...learned };
}

/** The probability that one answer serves both questions, by weights: 0 where a guard of theirs vetoes. */
export function pairProbability(weights: VerifierWeights): (pair: QuestionPair) => number {
  const score = scorer(weights);
  return (pair) => score(pair).probability;
}

function scorer(
  weights: VerifierWeights,
): (pair: QuestionPair) => { readonly probability: number; readonly veto?: GuardId } {
  const read = reader(weights.words, reading());
  const trees = { bias: weights.bias, trees: weights.trees.map((tree) => Float64Array.from(tree)) };
  return (pair) => {
    const { features, differing } = read(pair);
    const veto = differing.find((id) => weights.vetoes.includes(id));
    return veto === undefined
      ? { probability: treeProbability(trees, features()) }
      : { probability: 0, veto };
  };
}

/**
 * Decides by learned weights. None ship with this library: on sources that it has not seen, a verifier trained on what
 * may be shipped served fewer right answers than the guards (see the model card). Train it on your own labelled pairs.
 * Throws `CalibrationMismatchError` when the weights belong to another embedder, `InvalidOptionError` for weights of
 * another version.
 */
export function pairVerifier(weights: VerifierWeights, options: PairVerifierOptions): VerifyPair {
  const { embedder } = options;
  assertMadeWith(weights, embedder);
  const accept = leastProbability(options.accept ?? 0.9, embedder);
  const { unsure = accept } = options;
  if (!(unsure >= 0 && unsure <= accept))
    throw new InvalidOptionError('unsure', 'a probability from 0 to "accept"');
  const score = scorer(weights);
  return (pair) => {
    const { probability, veto } = score(pair);
    if (veto !== undefined) return { verdict: 'different', reason: veto };
    if (probability >= accept) return { verdict: 'same' };
    return { verdict: probability >= unsure && unsure < accept ? 'unsure' : 'different', reason: 'verifier' };
  };
}

/** @throws InvalidOptionError for weights of another version, CalibrationMismatchError for those of another embedder. */
export function assertMadeWith(weights: VerifierWeights, embedder: string): void {
  if (weights.version !== 2)
    throw new InvalidOptionError('weights', 'weights of version 2: train them again');
  if (embedder !== weights.embedder) throw new CalibrationMismatchError(weights.embedder, embedder);
}

function leastProbability(accept: number | Calibration, embedder: string): number {
  if (typeof accept === 'object') {
    if (accept.of !== 'probability')
      throw new InvalidOptionError('accept', 'a calibration of a probability: calibrate with the weights');
    if (accept.embedder !== embedder) throw new CalibrationMismatchError(accept.embedder, embedder);
    return accept.status === 'calibrated' ? accept.threshold : Number.POSITIVE_INFINITY;
  }
  if (accept >= 0 && accept <= 1) return accept;
  throw new InvalidOptionError('accept', 'a probability, 0 to 1, or a calibration of one');
}

export type { Embedder } from '../contracts/embedder.ts';
export type { Judge } from '../contracts/judge.ts';
export type { VectorIndex } from '../contracts/vector-index.ts';
export type { PairVerdict, QuestionPair, VerifyPair } from '../contracts/verify-pair.ts';
export type { RateInterval } from './binomial-bounds.ts';
export { type CalibrateOptions, calibrate } from './calibrate.ts';
export type { CalibratedMeasure, Calibration } from './calibration.ts';
export { type EvaluateOptions, type Evaluation, type EvaluationRow, evaluate } from './evaluate.ts';
export { evaluationPlot, type OperatingPoint } from './evaluation-plot.ts';
export { evaluationTable } from './evaluation-table.ts';
export type { Alignment } from './guards/align.ts';
export type { Guard, GuardId, PreparedPair } from './guards/guard.ts';
export { type GuardsOptions, guards } from './guards/guards.ts';
export { english } from './guards/languages/english.ts';
export type { Language, NumberWords } from './guards/languages/language.ts';
export type { ContentToken, PreparedText, QuestionType } from './guards/prepared-text.ts';
export { type Domain, defaultThreshold, type Tier, tierThresholds } from './guards/tiers.ts';
export { type AskModel, type JudgeOptions, judge } from './judge.ts';
export { type EmbeddedPair, embedPairs, type LabelledPair } from './labelled-pair.ts';
export { thresholdVerifier } from './threshold-verifier.ts';
export {
  type PairVerifierOptions,
  pairProbability,
  pairVerifier,
  type TrainVerifierOptions,
  trainVerifier,
  type VerifierWeights,
} from './verifier/pair-verifier.ts';

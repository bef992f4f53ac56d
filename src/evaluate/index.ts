export type { PairVerdict, QuestionPair, VerifyPair } from '../contracts/verify-pair.ts';
export type { RateInterval } from '../observe/rate-interval.ts';
export { type EmbeddedPair, embedPairs, type LabelledPair } from '../semantic/labelled-pair.ts';
export {
  ALL_SOURCES,
  type EvaluateOptions,
  type Evaluation,
  type EvaluationRow,
  evaluate,
  type ServedPairs,
} from './evaluate.ts';
export { evaluationPlot, type OperatingPoint } from './evaluation-plot.ts';
export { evaluationTable } from './evaluation-table.ts';
export { thresholdCurve } from './threshold-curve.ts';
export { thresholdVerifier } from './threshold-verifier.ts';

import type { Embedder } from '../../contracts/embedder.ts';
import type { Judge } from '../../contracts/judge.ts';
import type { SemanticLayer, SemanticLookups, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import type { VectorIndex } from '../../contracts/vector-index.ts';
import type { VerifyPair } from '../../contracts/verify-pair.ts';
import { CalibrationMismatchError, InvalidOptionError } from '../../errors.ts';
import { rateInterval } from '../../observe/rate-interval.ts';
import type { Calibration } from '../calibration.ts';
import { JUDGE_FLOOR, UNCOMPARED } from '../doubt.ts';
import { guards } from '../guards/guards.ts';
import { Audit } from './audit.ts';
import { CachedEmbeddings } from './cached-embeddings.ts';
import { JudgeCalls } from './judge-calls.ts';
import { Judging } from './judging.ts';
import { PairMemory } from './pair-memory.ts';
import { QuestionIndex } from './question-index.ts';
import { LayerLookups } from './semantic-lookups.ts';

export interface SemanticLayerOptions {
  /** Where vectors are kept, such as `memoryIndex()` or `upstashVector(...)`. */
  readonly index: VectorIndex;
  /** What makes vectors of questions. Not needed for an index that embeds by itself. */
  readonly embedder?: Embedder;
  /** What compares two questions by what they say. Default: `guards()`. `false`: nothing; all is left to judge and threshold. */
  readonly verify?: VerifyPair | false;
  /**
   * Decides what `verify` is unsure of, such as `judge(model)`; what it says is remembered. Default: none, and such pairs
   * are refused unless there is a threshold.
   */
  readonly judge?: Judge;
  /**
   * The least cosine of two questions, -1 to 1, that is worth a call of the judge. Default 0.55: it saves calls and
   * decides nothing. With the offline embedder 19 of 20 paraphrases lie above it.
   */
  readonly judgeFloor?: number;
  /**
   * A stored question is judged only if its distance, 1 less the cosine, is at most so many times that of the nearest, 1
   * or more: what lies farther is hardly ever meant, and is what a judge chooses that errs. Default 1.25; `Infinity` for
   * all candidates. A nearest with a distance below 0.1 counts as that far.
   */
  readonly judgeReach?: number;
  /**
   * The cosine of two questions, -1 to 1, from which a pair is served that `verify` is unsure of and no judge decides; or
   * what `calibrate` found for this embedder. Never where two texts differ in a number, a sign, case or order. A
   * calibration that was not possible serves nothing. Default: none, and such pairs are refused.
   */
  readonly threshold?: number | Calibration;
  /** `shadow` finds and compares, and serves nothing by meaning. Default `serve`. */
  readonly mode?: 'serve' | 'shadow';
  /** How many of the nearest stored questions are compared, 1 to 100. Default 8. */
  readonly candidates?: number;
  /** Questions above this length, in UTF-16 units, are neither embedded nor compared; 1 or more. Default 2,000. */
  readonly maxQuestionLength?: number;
  /** Embeds while the exact layers are asked: faster misses, at the price of an embedding for every exact hit. Default `false`. */
  readonly embedAhead?: boolean;
  /**
   * Embeds and asks the index while the exact layers are asked: one round trip less for a hit by meaning and for a miss, at
   * the price of an embedding and a query for every exact hit that memory doesn't have. Default `false`.
   */
  readonly queryAhead?: boolean;
  /** The share of served hits, 0 to 1, that are made afresh in the background and compared; needs an embedder. Default 0. */
  readonly audit?: number;
  /** The wrong-hit rate, 0 to 1, above which audited hits tighten the layer. Default: never. */
  readonly maxErrorRate?: number;
  /** The cosine of two answers, -1 to 1, from which on an audit takes them to agree. Default 0.8. */
  readonly agreement?: number;
  /** A number from 0 to 1 for each audited draw, for tests. Default `Math.random`. */
  readonly random?: () => number;
}

/**
 * The layer that answers by meaning, for `createCache({ semantic })`. An answer to another question is served only if
 * the two were proved to mean the same, a judge said so, or a threshold that you gave was reached; all else is refused.
 * @throws InvalidOptionError for an option out of its range, or an index and an embedder that don't go together.
 * @throws CalibrationMismatchError for a calibration that was made with another embedder.
 */
export function semanticLayer(options: SemanticLayerOptions): SemanticLayer {
  assertOptions(options);
  const { index, embedder, verify = guards(), judge, threshold } = options;
  const embedderId = embedder?.id ?? index.capabilities.embedder ?? '';
  const least = threshold === undefined ? Number.POSITIVE_INFINITY : leastSimilarity(threshold, embedderId);
  const { judgeFloor = JUDGE_FLOOR, judgeReach = 1.25 } = options;
  const { mode = 'serve', candidates = 8, maxQuestionLength = 2_000 } = options;
  const {
    embedAhead = false,
    queryAhead = false,
    audit = 0,
    maxErrorRate,
    agreement = 0.8,
    random = Math.random,
  } = options;
  return {
    rateInterval,
    connect(core: SemanticSurroundings): SemanticLookups {
      if (core.encrypts && embedder === undefined) {
        throw new InvalidOptionError(
          'embedder',
          'an embedder in your process: with encryption an index that embeds would be sent the questions in clear',
        );
      }
      const embeddings =
        embedder && new CachedEmbeddings({ embedder, backend: core.failOpen(embedder.id), core });
      const { hash, clock, verdicts: values } = core;
      const pairs = new PairMemory({ values, hash, clock, judged: judge !== undefined });
      const calls = judge && new JudgeCalls({ judge, failOpen: core.failOpen('judge'), core });
      const backend = core.failOpen(index.name);
      return new LayerLookups({
        core,
        questions: new QuestionIndex({ core, index, backend, embeddings, candidates }),
        embedAhead,
        queryAhead,
        verify: verify === false ? compareNothing : verify,
        threshold: least,
        pairs,
        judging: calls && new Judging({ calls, pairs, floor: judgeFloor, reach: judgeReach, core }),
        maxQuestionLength,
        mode,
        audit: new Audit({ core, embeddings, share: audit, maxErrorRate, agreement, random }),
      });
    },
  };
}

const compareNothing: VerifyPair = ({ cached, asked }) =>
  cached === asked ? { verdict: 'same' } : { verdict: 'unsure', reason: UNCOMPARED };

function assertOptions(options: SemanticLayerOptions): void {
  const {
    index,
    embedder,
    verify,
    judge,
    threshold,
    judgeFloor = 0,
    judgeReach = 1,
    mode = 'serve',
  } = options;
  const { candidates = 1, maxQuestionLength = 1, audit = 0, maxErrorRate = 0, agreement = 0 } = options;
  if (typeof index?.query !== 'function' || typeof index.upsert !== 'function') {
    throw new InvalidOptionError('index', 'a vector index, such as memoryIndex()');
  }
  if (embedder !== undefined && (typeof embedder?.embed !== 'function' || typeof embedder.id !== 'string')) {
    throw new InvalidOptionError('embedder', 'an embedder, such as localEmbedder()');
  }
  if (embedder === undefined && index.capabilities.embedder === undefined) {
    throw new InvalidOptionError('embedder', 'an embedder, since this index does not embed by itself');
  }
  if (verify !== undefined && verify !== false && typeof verify !== 'function') {
    throw new InvalidOptionError('verify', 'a function of a pair, or false');
  }
  if (verify === false && judge === undefined && threshold === undefined) {
    throw new InvalidOptionError(
      'verify',
      'a judge or a threshold beside "false", or nothing is ever served',
    );
  }
  if (judge !== undefined) JudgeCalls.assertJudge(judge);
  assertBetween(judgeFloor, -1, 1, 'judgeFloor', 'a cosine, -1 to 1');
  assertBetween(judgeReach, 1, Number.POSITIVE_INFINITY, 'judgeReach', '1 or more');
  assertBetween(agreement, -1, 1, 'agreement', 'a cosine, -1 to 1');
  assertBetween(audit, 0, 1, 'audit', 'a share, 0 to 1');
  assertBetween(maxErrorRate, 0, 1, 'maxErrorRate', 'a rate, 0 to 1');
  if (audit > 0 && embedder === undefined) {
    throw new InvalidOptionError('audit', '0 without an embedder: answers are compared by their vectors');
  }
  if (!Number.isInteger(candidates)) throw new InvalidOptionError('candidates', 'a whole number, 1 to 100');
  assertBetween(candidates, 1, 100, 'candidates', 'a whole number, 1 to 100');
  if (!(maxQuestionLength >= 1)) throw new InvalidOptionError('maxQuestionLength', '1 or more');
  if (mode !== 'serve' && mode !== 'shadow') throw new InvalidOptionError('mode', "'serve' or 'shadow'");
}

function leastSimilarity(threshold: number | Calibration, embedder: string): number {
  if (typeof threshold === 'object' && threshold !== null) {
    if (threshold.embedder !== embedder) throw new CalibrationMismatchError(threshold.embedder, embedder);
    return threshold.status === 'calibrated' ? threshold.threshold : Number.POSITIVE_INFINITY;
  }
  assertBetween(threshold, -1, 1, 'threshold', 'a cosine, -1 to 1, or a calibration');
  return threshold;
}

function assertBetween(value: number, least: number, most: number, option: string, expected: string): void {
  if (!(typeof value === 'number' && value >= least && value <= most)) {
    throw new InvalidOptionError(option, expected);
  }
}

import type { Embedder } from '../contracts/embedder.ts';
import type { PairVerdict, VerifyPair } from '../contracts/verify-pair.ts';
import { InvalidOptionError } from '../errors.ts';
import { type RateInterval, rateInterval } from '../observe/rate-interval.ts';
import { JUDGE_FLOOR } from '../semantic/doubt.ts';
import { type EmbeddedPair, embedPairs, type LabelledPair } from '../semantic/labelled-pair.ts';

export interface EvaluateOptions {
  readonly embedder: Embedder;
  readonly pairs: readonly LabelledPair[];
  /** What is compared, by the name that the table tells it by, such as `guards`. */
  readonly methods: Readonly<Record<string, VerifyPair>>;
  /** Of the intervals, above 0 and below 1. Default 0.95. */
  readonly confidence?: number;
  /** The least cosine from which a judge is asked, -1 to 1. Default 0.55, as in the layer. */
  readonly judgeFloor?: number;
  /** How often the erring judge errs, 0 to 1. Default 0.02. */
  readonly judgeErrorRate?: number;
}

/** What is served where unsure pairs are decided in one way. With a judge that errs, these are expected values. */
export interface ServedPairs {
  readonly right: number;
  readonly wrong: number;
  /** The share of the positives that is served. */
  readonly hitRate: number;
  /** The share of all pairs that is served wrongly. */
  readonly wrongRate: number;
}

/** What one method did on the pairs of one source, pair by pair. */
export interface EvaluationRow {
  readonly source: string;
  readonly method: string;
  readonly positives: number;
  readonly negatives: number;
  /** How many pairs got each verdict. */
  readonly verdicts: Readonly<Record<PairVerdict['verdict'], number>>;
  /** The share of the `same` that is labelled 0, with its exact interval. */
  readonly wrongAmongSame: RateInterval;
  /** Of the unsure pairs, those near enough to be judged: each is one call, if it comes alone. */
  readonly judged: number;
  /** Served without a judge, with one that knows the labels, and with one that errs. */
  readonly served: Readonly<Record<'none' | 'labels' | 'erring', ServedPairs>>;
  /** The reasons of what isn't `same`, and how often each was given. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The mean time of a decision about a pair, without the embedding, in a process that has run for a while. */
  readonly microseconds: number;
}

export interface Evaluation {
  readonly embedder: string;
  readonly confidence: number;
  /** A row for each source and method, then a row for each method over all sources. */
  readonly rows: readonly EvaluationRow[];
}

/** Code is compiled while its first some thousand rounds run; what they take says nothing of those after them. */
const COMPILED_AFTER = 3_000;

/** The name under which the rows over all sources stand. */
export const ALL_SOURCES = 'all';

/**
 * Measures on labelled pairs what each method proves, refuses and leaves open, and what is served of it with a judge
 * and without. Rejects when the embedder fails.
 * @throws InvalidOptionError for a rate, a floor or a confidence out of its range.
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { embedder, pairs, methods, confidence = 0.95 } = options;
  const { judgeFloor = JUDGE_FLOOR, judgeErrorRate = 0.02 } = options;
  if (!(confidence > 0 && confidence < 1)) throw new InvalidOptionError('confidence', 'above 0, below 1');
  if (!(judgeFloor >= -1 && judgeFloor <= 1)) throw new InvalidOptionError('judgeFloor', 'a cosine, -1 to 1');
  if (!(judgeErrorRate >= 0 && judgeErrorRate <= 1))
    throw new InvalidOptionError('judgeErrorRate', 'a rate, 0 to 1');
  const embedded = await embedPairs(embedder, pairs);
  const bySource = new Map<string, EmbeddedPair[]>();
  for (const pair of embedded) {
    const known = bySource.get(pair.source);
    if (known === undefined) bySource.set(pair.source, [pair]);
    else known.push(pair);
  }
  const groups: (readonly [string, readonly EmbeddedPair[]])[] = [...bySource];
  if (groups.length !== 1) groups.push([ALL_SOURCES, embedded]);
  const terms = { confidence, judgeFloor, judgeErrorRate };
  const rows = groups.flatMap(([source, group]) =>
    Object.entries(methods).map(([method, verify]) => measure({ source, method }, group, verify, terms)),
  );
  return { embedder: embedder.id, confidence, rows };
}

function measure(
  named: Pick<EvaluationRow, 'source' | 'method'>,
  pairs: readonly EmbeddedPair[],
  verify: VerifyPair,
  {
    confidence,
    judgeFloor,
    judgeErrorRate,
  }: Required<Pick<EvaluateOptions, 'confidence' | 'judgeFloor' | 'judgeErrorRate'>>,
): EvaluationRow {
  const reasons: Record<string, number> = {};
  const verdicts = { same: 0, different: 0, unsure: 0 };
  // By label: those labelled 0, those labelled 1.
  const same: [number, number] = [0, 0];
  const judged: [number, number] = [0, 0];
  let positives = 0;
  for (const pair of pairs) {
    positives += pair.label;
    const verdict = verify(pair);
    verdicts[verdict.verdict]++;
    if (verdict.verdict === 'same') {
      same[pair.label]++;
      continue;
    }
    reasons[verdict.reason] = (reasons[verdict.reason] ?? 0) + 1;
    if (verdict.verdict === 'unsure' && pair.similarity >= judgeFloor) judged[pair.label]++;
  }
  const served = (right: number, wrong: number): ServedPairs => ({
    right,
    wrong,
    hitRate: right / Math.max(1, positives),
    wrongRate: wrong / Math.max(1, pairs.length),
  });
  const [wrong, right] = same;
  const [judgedWrong, judgedRight] = judged;
  return {
    ...named,
    positives,
    negatives: pairs.length - positives,
    verdicts,
    wrongAmongSame: rateInterval(wrong, right + wrong, confidence),
    judged: judgedRight + judgedWrong,
    served: {
      none: served(right, wrong),
      labels: served(right + judgedRight, wrong),
      erring: served(right + (1 - judgeErrorRate) * judgedRight, wrong + judgeErrorRate * judgedWrong),
    },
    reasons,
    microseconds: timed(pairs, verify),
  };
}

function timed(pairs: readonly EmbeddedPair[], verify: VerifyPair): number {
  const decideAll = (): void => {
    for (const pair of pairs) verify(pair);
  };
  for (let decisions = pairs.length; decisions < COMPILED_AFTER; decisions += Math.max(1, pairs.length))
    decideAll();
  const started = performance.now();
  decideAll();
  return ((performance.now() - started) * 1_000) / Math.max(1, pairs.length);
}

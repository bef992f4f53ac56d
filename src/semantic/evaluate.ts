import type { Embedder } from '../contracts/embedder.ts';
import type { VerifyPair } from '../contracts/verify-pair.ts';
import { type RateInterval, rateInterval } from '../observe/rate-interval.ts';
import { type EmbeddedPair, embedPairs, type LabelledPair } from './labelled-pair.ts';

export interface EvaluateOptions {
  readonly embedder: Embedder;
  readonly pairs: readonly LabelledPair[];
  /** What is compared, by the name that the table tells it by, such as `threshold alone`. */
  readonly methods: Readonly<Record<string, VerifyPair>>;
  /** Of the interval of the wrong-hit rate, above 0 and below 1. Default 0.95. */
  readonly confidence?: number;
}

/** What one method did on the pairs of one source. */
export interface EvaluationRow {
  readonly source: string;
  readonly method: string;
  readonly positives: number;
  readonly negatives: number;
  /** Pairs that were served, and how many of these were labelled 0. */
  readonly served: number;
  readonly wrong: number;
  /** The share of the positives that were served. */
  readonly hitRate: number;
  /** The share of the served that were wrong, with its exact interval. */
  readonly wrongHitRate: RateInterval;
  /** The share of the negatives that were served. */
  readonly falseAccepts: number;
  /** The reasons of what was refused, and how often each was given. */
  readonly refusals: Readonly<Record<string, number>>;
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

/** Measures on labelled pairs what each method serves, rightly and wrongly. Rejects when the embedder fails. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { embedder, pairs, methods, confidence = 0.95 } = options;
  const embedded = await embedPairs(embedder, pairs);
  const bySource = new Map<string, EmbeddedPair[]>();
  for (const pair of embedded) {
    const known = bySource.get(pair.source);
    if (known === undefined) bySource.set(pair.source, [pair]);
    else known.push(pair);
  }
  const groups: (readonly [string, readonly EmbeddedPair[]])[] = [...bySource];
  if (groups.length !== 1) groups.push([ALL_SOURCES, embedded]);
  const rows = groups.flatMap(([source, group]) =>
    Object.entries(methods).map(([method, verify]) => measure({ source, method }, group, verify, confidence)),
  );
  return { embedder: embedder.id, confidence, rows };
}

function measure(
  named: Pick<EvaluationRow, 'source' | 'method'>,
  pairs: readonly EmbeddedPair[],
  verify: VerifyPair,
  confidence: number,
): EvaluationRow {
  const refusals: Record<string, number> = {};
  let [positives, right, wrong] = [0, 0, 0];
  for (const pair of pairs) {
    positives += pair.label;
    const verdict = verify(pair);
    if (verdict.verdict !== 'same') refusals[verdict.reason] = (refusals[verdict.reason] ?? 0) + 1;
    else if (pair.label === 1) right++;
    else wrong++;
  }
  const decideAll = (): void => {
    for (const pair of pairs) verify(pair);
  };
  for (let decisions = pairs.length; decisions < COMPILED_AFTER; decisions += Math.max(1, pairs.length))
    decideAll();
  const started = performance.now();
  decideAll();
  const microseconds = ((performance.now() - started) * 1_000) / Math.max(1, pairs.length);
  const negatives = pairs.length - positives;
  return {
    ...named,
    positives,
    negatives,
    served: right + wrong,
    wrong,
    hitRate: right / Math.max(1, positives),
    wrongHitRate: rateInterval(wrong, right + wrong, confidence),
    falseAccepts: wrong / Math.max(1, negatives),
    refusals,
    microseconds,
  };
}

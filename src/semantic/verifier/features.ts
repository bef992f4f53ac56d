import { align } from '../guards/align.ts';
import type { Guard, GuardId, PreparedPair } from '../guards/guard.ts';
import { isName } from '../guards/name-guards.ts';
import type { PreparedText } from '../guards/prepared-text.ts';
import { loneQuantities } from '../guards/quantity-guards.ts';
import { type Tier, tierOf } from '../guards/tiers.ts';
import { commonEnd, commonOrder, commonStart, overlap, type Shared, sortedOverlap } from './overlap.ts';
import type { TextShape } from './text-shape.ts';

const tiers: readonly Tier[] = ['same', 'bare', 'light', 'restated', 'lengthy', 'reworded', 'changed'];

export interface FeatureTables {
  readonly guards: readonly Guard[];
  readonly weight: (word: string) => number;
  readonly shape: (text: string) => TextShape;
}

export interface PairReading {
  /**
   * In a fixed order: the cosine, what the words and letters share, how the content aligns, and what each guard says.
   * Computed when asked for: most pairs are refused before.
   */
  features(): Float64Array;
  /** The guards that see a difference. */
  readonly differing: readonly GuardId[];
}

/** What the verifier sees of a pair. */
export function readPair(
  a: PreparedText,
  b: PreparedText,
  similarity: number,
  tables: FeatureTables,
): PairReading {
  const pair: PreparedPair = { a, b, similarity, alignment: align(a, b) };
  const verdicts = tables.guards.map((guard) => guard.differs(pair));
  const features = (): Float64Array => {
    const [shapeA, shapeB] = [tables.shape(a.text), tables.shape(b.text)];
    return Float64Array.from([
      similarity,
      ...bagFeatures(shapeA.wordCounts, shapeB.wordCounts, tables.weight),
      ...bagFeatures(shapeA.contentCounts, shapeB.contentCounts, tables.weight),
      ...orderFeatures(shapeA, shapeB),
      ...letterFeatures(shapeA, shapeB),
      ...alignmentFeatures(pair),
      ...verdicts.map(Number),
    ]);
  };
  const differing = tables.guards.filter((_, index) => verdicts[index]).map(({ id }) => id);
  return { features, differing };
}

function bagFeatures(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  weight: (word: string) => number,
): number[] {
  const { counted, weighed, heaviestA, heaviestB } = overlap(a, b, weight);
  const [restA, restB] = [weighed.totalA - weighed.shared, weighed.totalB - weighed.shared];
  return [
    ...shares(counted),
    counted.totalA + counted.totalB - 2 * counted.shared,
    Math.abs(counted.totalA - counted.totalB),
    ...shares(weighed),
    restA,
    restB,
    Math.min(restA, restB),
    Math.max(restA, restB),
    heaviestA,
    heaviestB,
    Math.min(heaviestA, heaviestB),
    Math.max(heaviestA, heaviestB),
  ];
}

/** What is shared, of all together, of the smaller and of the larger side. */
function shares({ shared, totalA, totalB }: Shared): number[] {
  const of = (whole: number): number => (whole > 0 ? shared / whole : 0);
  return [of(totalA + totalB - shared), of(Math.min(totalA, totalB)), of(Math.max(totalA, totalB))];
}

function orderFeatures(a: TextShape, b: TextShape): number[] {
  const [shorter, longer] = [
    Math.min(a.words.length, b.words.length),
    Math.max(a.words.length, b.words.length),
  ];
  const [order, start, end] = [
    commonOrder(a.words, b.words),
    commonStart(a.words, b.words),
    commonEnd(a.words, b.words),
  ];
  const of = (part: number, whole: number): number => part / Math.max(1, whole);
  return [
    ...shares(overlap(a.wordPairs, b.wordPairs, () => 1).counted).slice(0, 2),
    of(order, shorter),
    of(order, longer),
    shorter + longer - 2 * order,
    shorter,
    longer,
    of(shorter, longer),
    start,
    end,
    of(start, shorter),
    of(end, shorter),
    Math.min(1, start),
    Math.min(1, end),
  ];
}

function letterFeatures(a: TextShape, b: TextShape): number[] {
  let [common, lone, unheard] = [0, 0, 0];
  for (const [one, other] of [[a, b] as const, [b, a] as const]) {
    for (const word of one.capitals) {
      if (other.capitals.has(word)) common += 0.5;
      else lone++;
      if (!other.lowerCase.includes(word)) unheard++;
    }
  }
  let grammar = 0;
  for (const word of a.grammar) if (b.grammar.has(word)) grammar++;
  return [
    ...sortedOverlap(a.triples, b.triples),
    common,
    lone,
    unheard,
    grammar / Math.max(1, a.grammar.size + b.grammar.size - grammar),
    Math.abs(a.questions - b.questions),
  ];
}

function alignmentFeatures(pair: PreparedPair): number[] {
  const { a, b, alignment } = pair;
  const { onlyA, onlyB, matched } = alignment;
  const heavy = (tokens: typeof onlyA) => tokens.filter(({ kind }) => kind !== 'light').length;
  const [heavyA, heavyB] = [heavy(onlyA), heavy(onlyB)];
  const lone = loneQuantities(pair);
  const rest = onlyA.length + onlyB.length;
  const whole = Math.max(1, rest + 2 * matched.length);
  return [
    matched.length,
    onlyA.length,
    onlyB.length,
    heavyA,
    heavyB,
    Math.min(heavyA, heavyB),
    Math.max(heavyA, heavyB),
    rest / whole,
    (heavyA + heavyB) / whole,
    lone.a.length + lone.b.length,
    Math.min(lone.a.length, lone.b.length),
    onlyA.filter((token) => isName(token, a)).length + onlyB.filter((token) => isName(token, b)).length,
    Math.abs(a.negations - b.negations),
    Math.abs(a.trouble - b.trouble),
    alignment.flips,
    a.question === b.question ? 1 : 0,
    a.question === 'none' || b.question === 'none' ? 1 : 0,
    a.tense === b.tense ? 1 : 0,
    Number(a.statement) + Number(b.statement),
    tiers.indexOf(tierOf(pair)),
  ];
}

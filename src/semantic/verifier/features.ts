import type { Guard, PreparedPair } from '../guards/guard.ts';
import { isName } from '../guards/name-guards.ts';
import { loneQuantities } from '../guards/quantity-guards.ts';
import { type Tier, tierOf } from '../guards/tiers.ts';

const tiers: readonly Tier[] = ['same', 'light', 'extended', 'restated', 'reworded', 'changed'];

/** What the verifier sees of a pair, in a fixed order: the cosine, how the words align, and what each guard says. */
export function pairFeatures(pair: PreparedPair, guards: readonly Guard[]): Float64Array {
  const { a, b, alignment, similarity } = pair;
  const { onlyA, onlyB, matched } = alignment;
  const heavy = (tokens: typeof onlyA) => tokens.filter(({ kind }) => kind !== 'light').length;
  const [heavyA, heavyB] = [heavy(onlyA), heavy(onlyB)];
  const lone = loneQuantities(pair);
  const rest = onlyA.length + onlyB.length;
  const tier = tierOf(pair);
  return Float64Array.from([
    similarity,
    matched.length,
    onlyA.length,
    onlyB.length,
    heavyA,
    heavyB,
    Math.min(heavyA, heavyB),
    Math.max(heavyA, heavyB),
    rest / Math.max(1, rest + 2 * matched.length),
    (heavyA + heavyB) / Math.max(1, rest + 2 * matched.length),
    Math.min(a.wordCount, b.wordCount),
    Math.max(a.wordCount, b.wordCount),
    Math.min(a.wordCount, b.wordCount) / Math.max(1, a.wordCount, b.wordCount),
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
    trigramOverlap(a.plain, b.plain),
    tiers.indexOf(tier),
    ...guards.map((guard) => Number(guard.differs(pair))),
  ]);
}

/** The Jaccard similarity of the two texts' letter triples. */
function trigramOverlap(one: string, other: string): number {
  const triples = (text: string): Set<number> => {
    const found = new Set<number>();
    for (let at = 0; at + 2 < text.length; at++) {
      found.add((text.charCodeAt(at) * 961 + text.charCodeAt(at + 1)) * 961 + text.charCodeAt(at + 2));
    }
    return found;
  };
  const [first, second] = [triples(one), triples(other)];
  let shared = 0;
  for (const triple of first) if (second.has(triple)) shared++;
  return shared / Math.max(1, first.size + second.size - shared);
}

import type { PreparedPair } from './guard.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

const questionWords = new Set(['which', 'what', 'who', 'whom']);
const turning = /^(do|does|did|has|have|had|can|could|will|would|should|is|are|was|were|must|may)$/;

/**
 * Whether one asks who does something and the other to whom it is done: "which services depend on auth", "which services
 * does auth depend on"; "who called Anna", "who did Anna call". After a question word an auxiliary before the other
 * word of the two turns the question round.
 */
export function turnedRound({ a, b, alignment: { matched } }: PreparedPair): boolean {
  if (a.passive !== b.passive || !asksForOne(a) || !asksForOne(b)) return false;
  return matched.some(([verbA, verbB]) =>
    matched.some(
      ([oneA, oneB]) =>
        oneA !== verbA &&
        ((isTurned(a, oneA, verbA) && isStraight(b, verbB, oneB)) ||
          (isTurned(b, oneB, verbB) && isStraight(a, verbA, oneA))),
    ),
  );
}

function asksForOne({ tokens }: PreparedText): boolean {
  return tokens.some((word) => questionWords.has(word));
}

/** The question word that governs a place in a text: the last one before it, in its clause. */
function questionWord({ tokens }: PreparedText, at: number): number | undefined {
  for (let left = at - 1; left >= 0; left--) {
    const word = tokens[left] ?? '';
    if (questionWords.has(word)) return left;
    if (/^[?!.;:]$/.test(word)) return undefined;
  }
  return undefined;
}

/** "Which services does auth depend on": an auxiliary, then the one, then the verb; nothing follows but a preposition. */
function isTurned(text: PreparedText, one: ContentToken, verb: ContentToken): boolean {
  if (one.at > verb.at || verb.at - one.at > 3) return false;
  const start = questionWord(text, one.at);
  if (start === undefined) return false;
  const between = text.tokens.slice(start + 1, one.at);
  if (!between.some((word) => turning.test(word))) return false;
  if (between.some((word) => /^(be|been|and|or|if|when|to)$/.test(word))) return false;
  if (/^(is|are|was|were)$/.test(between.find((word) => turning.test(word)) ?? ''))
    return verb.surface.endsWith('ing');
  return true;
}

/** "Which services depend on auth": a verb after the question word's noun, then the other. */
function isStraight(text: PreparedText, verb: ContentToken, one: ContentToken): boolean {
  if (verb.at > one.at || one.at - verb.at > 4) return false;
  const start = questionWord(text, verb.at);
  if (start === undefined) return false;
  const between = text.tokens.slice(start + 1, verb.at);
  const auxiliaries = between.filter((word) => turning.test(word)).length;
  if (between.some((word) => /^(to|i|you|we|he|she|they|it|if|when|and|or)$/.test(word))) return false;
  return auxiliaries === 0 || (auxiliaries === 1 && turning.test(between.at(-1) ?? ''));
}

import type { Guard, PreparedPair } from './guard.ts';
import type { Language } from './languages/language.ts';
import { isNegated, isOtherClause } from './negated-words.ts';
import { otherParticle } from './other-particle.ts';
import type { PreparedText } from './prepared-text.ts';

/**
 * One of the two says the opposite: an odd number of negations between them. Negated forms count where the other side
 * has the plain form. Words of trouble ("declined", "problem") may stand for one negation of the other side.
 */
export const negation: Guard = {
  id: 'negation',
  differs({ a, b, alignment }) {
    if (a.negations > 0 && b.negations > 0 && negatesOther({ a, b, alignment })) return true;
    const odd =
      alignment.flips > 0
        ? (a.negations + b.negations + alignment.flips) % 2 === 1
        : a.negations !== b.negations;
    const implicitA = alignment.onlyA.some(({ key }) => a.language.implicitNegators.has(key));
    const implicitB = alignment.onlyB.some(({ key }) => b.language.implicitNegators.has(key));
    if (odd) {
      if (alignment.flips > 0) return true;
      const plain = a.negations < b.negations ? a : b;
      const rest = plain === a ? alignment.onlyA : alignment.onlyB;
      return !(plain.trouble > 0 && rest.some(({ key }) => plain.language.troubleWords.has(key)));
    }
    return a.negations === 0 && b.negations === 0 && implicitA !== implicitB && a.trouble * b.trouble === 0;
  },
};

/** In so many words "before" and "after" needn't belong to the same thing. */
const LONG = 24;

/** Opposites, or two of one set of alternatives (colours, months, countries), one on each side. */
export const antonyms: Guard = {
  id: 'antonyms',
  differs(pair) {
    const {
      a,
      b,
      alignment: { onlyA, onlyB },
    } = pair;
    const long = Math.min(a.wordCount, b.wordCount) > LONG;
    for (const one of a.particles) {
      if (b.particles.has(one) || (long && /^(before|after)$/.test(one))) continue;
      for (const other of b.particles)
        if (!a.particles.has(other) && excludes(a.language, one, other)) return true;
    }
    if ((isFar(a) && isNear(b)) || (isNear(a) && isFar(b)) || otherParticle(pair)) return true;
    return onlyA.some((one) => onlyB.some((other) => a.language.excludes(one.key, other.key)));
  },
};

/** Whether the negation has gone to another word: "I can pay but not log in", "I can log in but not pay". */
function negatesOther({
  a,
  b,
  alignment: { matched },
}: Pick<PreparedPair, 'a' | 'b' | 'alignment'>): boolean {
  const negated = matched.map(([one, other]) => [isNegated(a, one), isNegated(b, other)] as const);
  return matched.some((lost, index) => {
    if (negated[index]?.[0] !== true || negated[index]?.[1] !== false) return false;
    return matched.some(
      (won, at) =>
        negated[at]?.[0] === false &&
        negated[at]?.[1] === true &&
        isOtherClause(a, lost[0], won[0]) &&
        isOtherClause(b, lost[1], won[1]),
    );
  });
}

function excludes({ lemma, synonyms, excludes: rule }: Language, one: string, other: string): boolean {
  const key = (word: string) => synonyms.get(lemma(word)) ?? lemma(word);
  return rule(one, other) || rule(key(one), key(other));
}

function isFar({ tokens }: PreparedText): boolean {
  return tokens.some((word, at) => word === 'far' && /^(from|away)$/.test(tokens[at + 1] ?? ''));
}

function isNear({ tokens }: PreparedText): boolean {
  return tokens.some(
    (word, at) => word === 'near' || (/^(close|next)$/.test(word) && tokens[at + 1] === 'to'),
  );
}

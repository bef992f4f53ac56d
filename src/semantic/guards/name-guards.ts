import type { Guard } from './guard.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

/** A word with a capital where none is due, or the name of a place. */
export function isName(token: ContentToken, text: PreparedText): boolean {
  return token.capital || text.language.places.has(token.key);
}

/** Other names on the two sides. A name on one side only is content like any other. */
export const names: Guard = {
  id: 'names',
  differs({ a, b, alignment: { onlyA, onlyB } }) {
    return onlyA.some((token) => isName(token, a)) && onlyB.some((token) => isName(token, b));
  },
};

/** Identifiers, addresses, flags, paths and words with digits are equal to the letter, or another thing is meant. */
export const identifiers: Guard = {
  id: 'identifiers',
  differs({ a, b, alignment: { onlyA, onlyB } }) {
    if (!sameSet(a.sequences, b.sequences) || !sameSet(a.signs, b.signs)) return true;
    const code = ({ kind }: ContentToken) => kind === 'code';
    return (onlyA.some(code) && onlyB.length > 0) || (onlyB.some(code) && onlyA.length > 0);
  },
};

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size !== other.size) return false;
  for (const item of one) if (!other.has(item)) return false;
  return true;
}

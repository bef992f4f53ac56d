import type { ContentToken, PreparedText } from './prepared-text.ts';

const clauseEnd = /^([?!.,;:]|and|but|or|if|because|so|although|though|while|whereas|yet)$/;
/** How many words may stand between a negation and what it negates. */
const REACH = 5;

/** Whether a word is what a negation before it in its clause negates: the first word of content after it. */
export function isNegated(text: PreparedText, token: ContentToken): boolean {
  for (let left = token.at - 1; left >= Math.max(0, token.at - REACH); left--) {
    const word = text.tokens[left] ?? '';
    if (clauseEnd.test(word)) return false;
    if (text.language.negators.has(word)) return true;
    if (!text.language.functionWords.has(word) && !text.language.lightWords.has(word)) return false;
  }
  return false;
}

/** Whether two words stand in two clauses: then a negation of the one says nothing of the other. */
export function isOtherClause({ tokens }: PreparedText, one: ContentToken, other: ContentToken): boolean {
  return tokens
    .slice(Math.min(one.at, other.at), Math.max(one.at, other.at))
    .some((word) => clauseEnd.test(word));
}

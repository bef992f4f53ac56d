import { owning, type Person } from './persons.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

/** Whose something is: a person's, a thing's (the place of its word), or that of nobody in particular ("a strategy"). */
export type Owner =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'thing'; readonly at: number }
  | { readonly kind: 'nobody' };

/** How many words may stand between a word and its owner: "my husband's old credit card". */
const REACH = 3;
const shortIs = /^(it|that|this|there|here|he|she|who|what|where|when|how|why|which|let|everything)$/;

/** Whose the thing is that a word names, if the text tells: "my card", "Anna's card", "the card of Anna", "a card". */
export function ownerOf(text: PreparedText, { at }: ContentToken): Owner | undefined {
  const { tokens, language } = text;
  for (let left = at - 1; left >= Math.max(0, at - REACH); left--) {
    const word = tokens[left] ?? '';
    const person = owning.get(word);
    // "One of your cards" is what I have.
    if (person !== undefined)
      return person === 'second' && tokens[left - 1] === 'of' ? undefined : { kind: 'person', person };
    if (word === 'a' || word === 'an') return left === at - 1 ? { kind: 'nobody' } : undefined;
    if (word === "'s")
      return shortIs.test(tokens[left - 1] ?? '') ? undefined : { kind: 'thing', at: left - 1 };
    if (language.functionWords.has(word) || !/^\p{L}/u.test(word)) break;
  }
  if (tokens[at + 1] !== 'of') return undefined;
  for (let right = at + 2; right <= at + 1 + REACH; right++) {
    const word = tokens[right] ?? '';
    if (word === 'mine' || word === 'ours') return { kind: 'person', person: 'first' };
    if (word === 'yours') return { kind: 'person', person: 'second' };
    if (owning.has(word) || word === 'the' || word === 'a' || word === 'an') continue;
    return language.functionWords.has(word) ? undefined : { kind: 'thing', at: right };
  }
  return undefined;
}

import type { VerifyPair } from '../../contracts/verify-pair.ts';
import { compare } from './compare.ts';
import { english } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';
import { readText } from './read-text.ts';
import { readingOnce } from './reading-once.ts';

export interface GuardsOptions {
  /** How many texts are kept as read, so that a candidate that comes again costs less: 0 or more; default 256. */
  readonly keep?: number;
}

/**
 * Decides by what two questions say, whatever their similarity and whichever the embedder. `same`: every token of both
 * is equal in place or covered by a licence, such as "how can I" for "how do I". `different`: all is equal but for one
 * named thing, such as a number. `unsure`: all else. Pure and synchronous, in time linear in the texts.
 */
export function guards({ keep = 256 }: GuardsOptions = {}): VerifyPair {
  return guardsOf(english, keep);
}

/** Guards with other tables than those that ship. */
export function guardsOf(language: Language, keep = 256): VerifyPair {
  const read = readingOnce((text) => readText(text, language), keep);
  return ({ cached, asked }) =>
    cached === asked ? { verdict: 'same' } : compare(read(cached), read(asked), language);
}

import type { RawToken } from '../tokenize.ts';

/**
 * What the guards have to know of a language. To add one, fill this in and pass it as `guards({ language })`; the
 * guide on semantic caching tells how to try it out. Words are lower case; `_` joins the words of a phrase.
 */
export interface Language {
  /** A BCP 47 tag, such as `en`. */
  readonly id: string;
  /** Whether a text is in this language. A text that isn't is only served to one that is the same but for case and punctuation. */
  recognises(words: readonly string[]): boolean;
  /** The text without what is said for politeness' sake; as it is where a language has no such table. */
  withoutCourtesies(tokens: readonly RawToken[]): readonly RawToken[];
  /** The word without its inflection: a key for comparing, not necessarily a word. */
  lemma(word: string): string;
  /** Whether two lemmas are derived from one another (`verify`, `verification`). */
  sameFamily(a: string, b: string): boolean;
  /** Words that are never compared as content, prepositions among them. */
  readonly functionWords: ReadonlySet<string>;
  /** Lemmas of little content. */
  readonly lightWords: ReadonlySet<string>;
  /** Phrases by their first word, longest first; an empty `to` drops the phrase. */
  readonly phrases: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly to: string }[]
  >;
  /** Usual misspellings, to the word that is meant; they are put right before anything else is read. */
  readonly misspellings: ReadonlyMap<string, string>;
  /** Words that stand for a key in exactly this form, before anything is made of their lemma: `us`, `ac`, `mail`. */
  readonly forms: ReadonlyMap<string, string>;
  /** Lemma to the name of its group of synonyms. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** Whether two keys exclude one another: opposites, or two of a set of alternatives. */
  excludes(a: string, b: string): boolean;
  /** Keys of places that are names even in lower case. */
  readonly places: ReadonlySet<string>;
  /** Every word of the tables: a word that is none of them may be a misspelling. */
  readonly knownWords: ReadonlySet<string>;
  readonly negators: ReadonlySet<string>;
  readonly implicitNegators: ReadonlySet<string>;
  readonly troubleWords: ReadonlySet<string>;
  readonly negativePrefixes: readonly string[];
  /** Verbs that a request begins with, and what stands for "please". */
  readonly imperatives: ReadonlySet<string>;
  /** Scope words and the class of each. */
  readonly scope: ReadonlyMap<string, string>;
  readonly numbers: NumberWords;
}

export interface NumberWords {
  readonly cardinals: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly fractions: ReadonlyMap<string, number>;
  readonly multiplicatives: ReadonlyMap<string, number>;
  /** A unit's name to its dimension and how many base units it is. */
  readonly units: ReadonlyMap<string, readonly [dimension: string, factor: number]>;
  /** Month names and short forms, to 1 to 12. */
  readonly months: ReadonlyMap<string, number>;
  /** Times of day by name, in minutes. */
  readonly clock: ReadonlyMap<string, number>;
}

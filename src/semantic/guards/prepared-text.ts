import type { Language } from './languages/language.ts';

/** A word, number or identifier of content, in the form in which it is compared. */
export interface ContentToken {
  /** The comparable form: the group of synonyms, the lemma, or the identifier as it is. */
  readonly key: string;
  /** As it was written, in lower case. */
  readonly surface: string;
  /** `light` words carry little; `code` is compared to the letter. */
  readonly kind: 'content' | 'light' | 'code';
  /** Written with a capital where no sentence begins, in a text that isn't all in capitals. */
  readonly capital: boolean;
  /** The preposition that governs it (`from`, `to`, `than`, ...), if one does. */
  readonly governor: string | undefined;
  readonly position: number;
  /** Which of the text's tokens it is. */
  readonly at: number;
}

export type QuestionType =
  | 'how'
  | 'yes-no'
  | 'may'
  | 'when'
  | 'where'
  | 'who'
  | 'why'
  | 'how-many'
  | 'how-long'
  | 'how-often'
  | 'cost'
  | 'which'
  | 'what'
  | 'define'
  | 'none';

/** A text, read once: all that the guards compare. Prepare a question once and use it for every candidate. */
export interface PreparedText {
  readonly text: string;
  /** Lower case, without punctuation: equal for texts that are the same but for their typing. */
  readonly plain: string;
  readonly language: Language;
  /** False when the text isn't in the language of the tables. */
  readonly supported: boolean;
  readonly wordCount: number;
  /** All words and signs as they were written, in lower case: what a rule looks at around a word of content. */
  readonly tokens: readonly string[];
  readonly content: readonly ContentToken[];
  /** Numbers with their units, dates, times, ordinals; `weak` for a "one" that may be no number. */
  readonly quantities: ReadonlySet<string>;
  /** What stood before the unit, by quantity: `20` for the `240:month` of "20 years". */
  readonly amounts: ReadonlyMap<string, string>;
  readonly weakOne: boolean;
  /** Clauses with an odd number of negations. */
  readonly negations: number;
  readonly trouble: number;
  readonly question: QuestionType;
  readonly scope: ReadonlySet<string>;
  /** Prepositions and particles as they are. */
  readonly particles: ReadonlySet<string>;
  /** Numbers one after another, such as those of a crontab line: their order counts. */
  readonly sequences: ReadonlySet<string>;
  /** Operators and minus signs. */
  readonly signs: ReadonlySet<string>;
  readonly tense: 'past' | 'future' | 'other';
  readonly passive: boolean;
  /** First and third person as they occur: who asks about whom. */
  readonly persons: ReadonlySet<string>;
  /** Positions of "I", "we" (`subject`) and "me", "us" (`object`). */
  readonly firstPerson: readonly { readonly case: 'subject' | 'object'; readonly position: number }[];
  /** It states something: neither a question nor an instruction nor a few keywords. */
  readonly statement: boolean;
}

import type { Token } from '../token.ts';
import type { Sentence, Unit } from '../unit.ts';

/** Rewrites a request so that two that mean the same become equal. It must leave exact units alone. */
export interface Rewrite {
  readonly id: string;
  /** `frame`: only where a request begins; holds also where the wording itself is the subject. `word`: anywhere in it. */
  readonly reach: 'frame' | 'word';
  apply(units: readonly Unit[]): readonly Unit[];
}

/** All that is known of one language. Without it, only equal tokens, spaces and the sentence's end are licensed. */
export interface Language {
  /** Whether a text surely is in this language. */
  recognises(tokens: readonly Token[]): boolean;
  /** Words that make the wording of a text its subject: "spell", "translate", "plural". */
  readonly wording: ReadonlySet<string>;
  /** Sentences that say nothing but thanks, a greeting or an excuse. */
  readonly courtesies: readonly { readonly id: string; says(sentence: Sentence): boolean }[];
  /** Applied in this order to the sentence that asks. */
  readonly rewrites: readonly Rewrite[];
  /** Two units in the same place that mean the same. */
  readonly equalWords: readonly { readonly id: string; same(one: Unit, other: Unit): boolean }[];
  /** Two whole requests, after all rewrites, that mean the same. Asked both ways round. */
  readonly equalRequests: readonly {
    readonly id: string;
    same(one: readonly Unit[], other: readonly Unit[]): boolean;
  }[];
  /** Certain differences, where all else is equal and one unit, or none, stands on each side. */
  readonly differences: readonly {
    readonly reason: string;
    differs(one: Unit | undefined, other: Unit | undefined): boolean;
  }[];
}

/** Two questions that an index found near to each other: may the answer to the one serve the other? */
export interface QuestionPair {
  /** The question whose answer is stored. */
  readonly cached: string;
  /** The question that was asked. */
  readonly asked: string;
  /** The cosine of their vectors, -1 to 1. */
  readonly similarity: number;
}

/**
 * What is known of a pair: proved to mean the same, shown to differ, or neither. `reason` is a stable word, such as
 * `number` or `wording`, never a text of the user's.
 */
export type PairVerdict =
  | { readonly verdict: 'same' }
  | { readonly verdict: 'different'; readonly reason: string }
  | { readonly verdict: 'unsure'; readonly reason: string };

/** Compares a pair. One that throws is a refusal. */
export type VerifyPair = (pair: QuestionPair) => PairVerdict;

/**
 * By what a pair was found to mean the same: `proof` by rules, `judge` by a call of the judge, `remembered` by what a
 * judge said before, `threshold` by similarity.
 */
export type ServedBy = 'proof' | 'judge' | 'remembered' | 'threshold';

/** A stored question near to the one that was asked, and what was found out about the two. */
export interface ComparedQuestion {
  /** The cosine of their vectors, -1 to 1. */
  readonly similarity: number;
  /**
   * `same` and `different`: as the verifier says; `judged`: it was unsure, and a judge decided, now or before;
   * `unsure`: nobody decided; `uncompared`: its entry is gone, or nothing of this similarity is served at the moment.
   */
  readonly verdict: 'same' | 'different' | 'judged' | 'unsure' | 'uncompared';
  /** Why it wasn't served; `undefined` for the one that was found, and for those behind it. */
  readonly reason?: string;
  /** Of the stored entry: a hash. */
  readonly key?: string;
}

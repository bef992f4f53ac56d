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
 * What a verifier says of a pair. `reason` is a stable word, such as `numbers` or `below-threshold`, never a text of
 * the user's. An unsure pair is refused unless a judge says yes.
 */
export type PairVerdict =
  | { readonly verdict: 'accepted' }
  | { readonly verdict: 'refused'; readonly reason: string }
  | { readonly verdict: 'unsure'; readonly reason: string };

/** Decides over a pair. One that throws refuses it. */
export type VerifyPair = (pair: QuestionPair) => PairVerdict;

import type { Alignment } from './align.ts';
import type { PreparedText } from './prepared-text.ts';

/** A cached question (`a`) and the one that is asked (`b`), read and aligned. */
export interface PreparedPair {
  readonly a: PreparedText;
  readonly b: PreparedText;
  readonly alignment: Alignment;
  /** The cosine of their vectors. */
  readonly similarity: number;
}

/** Whether a pair differs in one respect. Pure: the same pair gives the same answer. */
export interface Guard {
  /** The reason that a refusal carries; `disable` names it. */
  readonly id: GuardId;
  differs(pair: PreparedPair): boolean;
}

export type GuardId =
  | 'numbers'
  | 'units'
  | 'dates'
  | 'currencies'
  | 'negation'
  | 'antonyms'
  | 'names'
  | 'direction'
  | 'scope'
  | 'question-type'
  | 'tense'
  | 'identifiers';

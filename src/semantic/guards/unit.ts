import type { Token } from './token.ts';

/** What two texts are compared by: a token, or what a licence made of several. */
export interface Unit {
  readonly kind: Token['kind'] | 'measure' | 'currency' | 'time' | 'frame';
  /** Two units are equal if kind, key and gap are. */
  readonly key: string;
  /** White space before it: none, one space for any run of spaces, or exactly what holds a tab or a line break. */
  readonly gap: string;
  /** No licence may touch it: it stands in a context, after a colon, or where the wording itself is the subject. */
  readonly exact: boolean;
}

/** A sentence and what ends it: `?`, `.`, `!` or nothing. Other ends are units. */
export interface Sentence {
  readonly units: readonly Unit[];
  readonly ending: string;
}

const spaces = /^[ \u00a0]+$/;

export function unitOf({ kind, text, gap }: Token, exact = false): Unit {
  return { kind, key: text, gap: spaces.test(gap) ? ' ' : gap, exact };
}

/** A word, or what stands for one, after a space. */
export function unit(kind: Unit['kind'], key: string): Unit {
  return { kind, key, gap: ' ', exact: false };
}

export const isWord = (candidate: Unit | undefined): candidate is Unit =>
  candidate !== undefined && candidate.kind === 'word' && !candidate.exact;

/** What stands first has no space before it, whatever stood there. */
export function asFirst(units: readonly Unit[]): readonly Unit[] {
  const [first, ...rest] = units;
  return first === undefined || first.gap === '' ? units : [{ ...first, gap: '' }, ...rest];
}

import { lowered, type Token } from './token.ts';

/** What two texts are compared by: a token, what a licence made of several, or the whole of a text that is too long. */
export interface Unit {
  readonly kind: Token['kind'] | 'measure' | 'currency' | 'time' | 'frame' | 'text';
  /** Two units are equal if kind, key and gap are. */
  readonly key: string;
  /** Of a word or a mark: the key in lower case with straight apostrophes, as tables have it. Of all else empty. */
  readonly lower: string;
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

export function unitOf({ kind, text, lower, gap }: Token): Unit {
  return {
    kind,
    key: text,
    lower,
    gap: gap === ' ' || gap === '' || spaces.test(gap) ? ' ' : gap,
    exact: false,
  };
}

/** What a licence makes of several words, after a space. */
export function unit(kind: Unit['kind'], key: string): Unit {
  return { kind, key, lower: kind === 'word' ? lowered(key) : '', gap: ' ', exact: false };
}

/** The beginning of a request in one of its ways. */
export const frame = (key: string): Unit => ({ kind: 'frame', key, lower: '', gap: '', exact: false });

export const withKey = (piece: Unit, key: string): Unit => ({ ...piece, key, lower: lowered(key) });

/** The units with another key for some of the words that a licence may touch. */
export function withKeys(
  units: readonly Unit[],
  keyFor: (piece: Unit, index: number) => string | undefined,
): readonly Unit[] {
  let changed: Unit[] | undefined;
  for (let index = 0; index < units.length; index++) {
    const piece = units[index];
    if (!isWord(piece)) continue;
    const key = keyFor(piece, index);
    if (key === undefined || key === piece.key) continue;
    changed ??= [...units];
    changed[index] = withKey(piece, key);
  }
  return changed ?? units;
}

export const isWord = (candidate: Unit | undefined): candidate is Unit =>
  candidate !== undefined && candidate.kind === 'word' && !candidate.exact;

/** What stands first has no space before it, whatever stood there. */
export function asFirst(units: readonly Unit[]): readonly Unit[] {
  const first = units[0];
  return first === undefined || first.gap === '' ? units : [{ ...first, gap: '' }, ...units.slice(1)];
}

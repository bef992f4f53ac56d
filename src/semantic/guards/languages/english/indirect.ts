import { type Unit, unit } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { wordSet } from './words.ts';

const moved = wordSet('is are was were am can could will would should must may have has');

/** The third person of a verb: "close", "closes"; "carry", "carries". */
function thirdPerson(verb: string): string {
  if (verb === 'have') return 'has';
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/**
 * Whether "(tell me) when the library closes" is "when does the library close": the same words in the same order, but
 * for the auxiliary, which stands further back, or which "do" stands for.
 */
export function sameAsked(indirect: readonly Unit[], question: readonly Unit[]): boolean {
  const [head] = indirect;
  if (head?.kind !== 'frame' || head.key !== 'told') return false;
  const second = wordAt(indirect, 1);
  const told = indirect.slice(second === 'if' || second === 'whether' ? 2 : 1);
  const direct = writtenOut(question);
  if (direct === undefined) return false;
  const yesOrNo = told.length === indirect.length - 2;
  const at = yesOrNo ? 0 : auxiliaryAt(direct);
  const auxiliary = wordAt(direct, at);
  const asked = at === 0 && !yesOrNo ? undefined : direct.toSpliced(at, 1);
  if (asked === undefined) return false;
  if (auxiliary === 'do') return told.length === asked.length && sameBut(told, asked, () => false) === 0;
  if (auxiliary === 'does')
    return (
      told.length === asked.length && sameBut(told, asked, (one, other) => one === thirdPerson(other)) === 1
    );
  if (!moved.has(auxiliary) || told.length !== asked.length + 1) return false;
  const back = told.findIndex((piece, index) => !alike(piece, asked[index], index));
  return (
    back >= 0 &&
    wordAt(told, back) === auxiliary &&
    sameBut(told.toSpliced(back, 1), asked, () => false) === 0
  );
}

/** A direct question with its frame in words, or nothing if it is asked in another way. */
function writtenOut(question: readonly Unit[]): readonly Unit[] | undefined {
  const [opening, ...rest] = question;
  if (opening?.kind !== 'frame') return question;
  const words = openings.get(opening.key);
  return words === undefined ? undefined : [...words.map((word) => unit('word', word)), ...rest];
}
const openings: ReadonlyMap<string, readonly string[]> = new Map([
  ['what-is-the', ['what', 'is', 'the']],
  ['what-are-the', ['what', 'are', 'the']],
  ['can', ['can', 'I']],
]);

/** In how many places two rows of equal length differ as allowed, or -1 if they differ otherwise. */
function sameBut(
  told: readonly Unit[],
  asked: readonly Unit[],
  allowed: (one: string, other: string) => boolean,
): number {
  let differing = 0;
  for (const [index, piece] of told.entries()) {
    if (alike(piece, asked[index], index)) continue;
    if (!allowed(wordAt(told, index), wordAt(asked, index))) return -1;
    differing++;
  }
  return differing;
}

/** The first of a sentence has no space before it, wherever it stood. */
const alike = (one: Unit, other: Unit | undefined, index: number): boolean =>
  one.kind === other?.kind &&
  one.key === other.key &&
  (index === 0 || one.gap === other.gap || one.gap === '' || other.gap === '');

/** The place of the first auxiliary after the question word and its noun: "how many days do". */
function auxiliaryAt(direct: readonly Unit[]): number {
  for (let index = 1; index < Math.min(6, direct.length); index++) {
    const word = wordAt(direct, index);
    if (word === 'do' || word === 'does' || moved.has(word)) return index;
  }
  return 0;
}

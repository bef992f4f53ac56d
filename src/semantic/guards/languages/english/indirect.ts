import type { Unit } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { wordSet } from './words.ts';

const moved = wordSet('is are was were am can could will would should must may have has');

/** The third person of a verb: "close", "closes"; "carry", "carries". */
export function thirdPerson(verb: string): string {
  if (verb === 'have') return 'has';
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/**
 * Whether "(tell me) when the library closes" is "when does the library close": the same words in the same order, but
 * for the auxiliary, which stands further back, or which "do" stands for.
 */
export function sameAsked(indirect: readonly Unit[], direct: readonly Unit[]): boolean {
  const [head] = indirect;
  if (head?.kind !== 'frame' || head.key !== 'told') return false;
  const second = wordAt(indirect, 1);
  const told = indirect.slice(second === 'if' || second === 'whether' ? 2 : 1);
  const [opening] = direct;
  if (opening?.kind === 'frame' && opening.key !== 'told') return isThing(told, direct);
  const yesOrNo = told.length === indirect.length - 2;
  if (opening?.kind === 'frame' && opening.key === 'told') return false;
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

/** Whether "what the limit is" is "what is the limit", whose beginning is a frame. */
function isThing(told: readonly Unit[], direct: readonly Unit[]): boolean {
  const last = wordAt(told, told.length - 1);
  if (wordAt(told, 0) !== 'what' || wordAt(told, 1) !== 'the') return false;
  if (direct[0]?.key !== `what-${last}-the`) return false;
  const [thing, asked] = [told.slice(2, -1), direct.slice(1)];
  return thing.length === asked.length && sameBut(thing, asked, () => false) === 0;
}

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

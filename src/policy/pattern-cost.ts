/** What matching a pattern may cost, as far as its form tells. */
export interface PatternCost {
  /** How many of its repetitions have no bound worth the name: with text, each of them multiplies the steps. */
  readonly open: number;
  /** In how many ways its bounded repetitions may be tried. */
  readonly ways: number;
  /** Whether it refers back to a group, which makes a step as long as what the group holds. */
  readonly refersBack: boolean;
  /** Whether a group with alternatives is repeated: two that begin alike double the ways with each round. */
  readonly repeatsChoice: boolean;
}

/** A repetition of more than this is as bad as one without a bound. */
const WIDE = 16;

const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/;
const unitForm =
  /^(?:\\[pPu]\{[^}]*\}|\\k<[^>]*>|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?)/su;
const letter = /^\p{L}$/u;

/**
 * Reads a pattern's repetitions off its source. Those that stand between two letters and repeat spaces or digits only
 * (`how\s+much`) aren't counted: a letter is neither, so that each of their characters is tried once.
 */
export function patternCost(source: string): PatternCost {
  let open = 0;
  let ways = 1;
  let refersBack = false;
  let repeatsChoice = false;
  const choices: boolean[] = [];
  let closedChoice = false;
  let before = '';
  let atom = '';
  for (let index = 0; index < source.length; ) {
    const repeated = quantifier.exec(source.slice(index));
    if (repeated !== null && atom !== '') {
      const next = source[index + repeated[0].length] ?? '';
      const [least, most] = boundsOf(repeated);
      if (most > WIDE && most !== least)
        open += isNarrow(atom) && letter.test(before) && letter.test(next) ? 0 : 1;
      else ways *= most - least + 1;
      if (atom === ')' && closedChoice && most > 1) repeatsChoice = true;
      index += repeated[0].length;
      before = '';
      atom = '';
      continue;
    }
    const unit = unitAt(source, index);
    if (/^\\[1-9k]/.test(unit)) refersBack = true;
    if (unit.startsWith('(')) choices.push(false);
    else if (unit === '|') choices.splice(-1, 1, true);
    else if (unit === ')') closedChoice = choices.pop() ?? false;
    before = atom;
    atom = unit.startsWith('(') || unit === '|' || unit === '^' ? '' : unit;
    index += unit.length;
  }
  return { open, ways, refersBack, repeatsChoice };
}

function isNarrow(atom: string): boolean {
  return atom === '\\s' || atom === '\\d' || atom === ' ';
}

function boundsOf([text, least, comma, most]: RegExpExecArray): readonly [number, number] {
  if (text.startsWith('?')) return [0, 1];
  if (least === undefined) return [0, Number.POSITIVE_INFINITY];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}

/** A class, an escape, the head of a group, or one character. */
function unitAt(source: string, index: number): string {
  const rest = source.slice(index);
  return unitForm.exec(rest)?.[0] ?? rest.slice(0, 1);
}

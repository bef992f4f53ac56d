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
  /** Whether a group with a repetition, or with something optional, is repeated: the ways are multiplied with each round. */
  readonly nests: boolean;
  /** Whether it looks behind, which tries each place from there again. */
  readonly looksBehind: boolean;
}

interface Group {
  readonly chooses: boolean;
  readonly repeats: boolean;
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
  let nests = false;
  let looksBehind = false;
  const outer: Group[] = [];
  let group: Group = { chooses: false, repeats: false };
  let closed = group;
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
      if (atom === ')' && most > 1) {
        repeatsChoice ||= closed.chooses;
        nests ||= closed.repeats;
      }
      group = { ...group, repeats: true };
      index += repeated[0].length;
      before = '';
      atom = '';
      continue;
    }
    const unit = unitAt(source, index);
    if (/^\\[1-9k]/.test(unit)) refersBack = true;
    if (/^\(\?<[=!]/.test(unit)) looksBehind = true;
    if (unit.startsWith('(')) {
      outer.push(group);
      group = { chooses: false, repeats: false };
    } else if (unit === '|') group = { ...group, chooses: true };
    else if (unit === ')') {
      closed = group;
      const around = outer.pop() ?? group;
      // What a group holds, the one around it holds too.
      group = { chooses: around.chooses || closed.chooses, repeats: around.repeats || closed.repeats };
    }
    before = atom;
    atom = unit.startsWith('(') || unit === '|' || unit === '^' ? '' : unit;
    index += unit.length;
  }
  return { open, ways, refersBack, repeatsChoice, nests, looksBehind };
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

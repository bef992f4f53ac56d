import type { QuestionType } from './prepared-text.ts';
import type { RawToken } from './tokenize.ts';

const questionMarkers = new Map<string, QuestionType>(
  Object.entries({
    how: 'how',
    how_do: 'how',
    why: 'why',
    when: 'when',
    where: 'where',
    who: 'who',
    whom: 'who',
    whose: 'who',
    which: 'which',
    what: 'what',
    how_often: 'how-often',
    how_long: 'how-long',
    how_long_days: 'how-long',
    how_old: 'how-many',
    price: 'cost',
    cost: 'cost',
    define: 'define',
    difference: 'which',
  }),
);
/** Verbs that open a question when no question word has. */
export const auxiliaries: ReadonlySet<string> = new Set(
  'is are was were do does did have has had will would should must am shall'.split(' '),
);
const asking = new Set('tell ask explain know understand learn say inform advise'.split(' '));
const amounts: ReadonlyMap<string, QuestionType> = new Map([
  ['many', 'how-many'],
  ['much', 'how-many'],
  ['long', 'how-long'],
  ['often', 'how-often'],
]);

/** What a text asks for, read token by token. */
export interface QuestionReader {
  readonly type: QuestionType;
  /** Whether it is put as a question. */
  readonly asks: boolean;
  /** Takes the next word and the one after it; says whether it is a question word. */
  take(token: RawToken, next: string, clauseStart: boolean): boolean;
}

export function questionReader(): QuestionReader {
  let type: QuestionType = 'none';
  let [weakType, asked, asks, begun] = [false, false, false, false];

  const takeMarker = (marker: QuestionType, next: string, clauseStart: boolean): void => {
    // "When I log in, ..." is a condition, and "the man who ..." no question.
    const weak =
      (marker === 'when' || marker === 'where' || marker === 'who' || marker === 'which') &&
      !auxiliaries.has(next) &&
      !/^(can|could|should|'s|do|does|did)$/.test(next);
    const replaces =
      type === 'none' ||
      weakType ||
      marker === 'cost' ||
      ((type === 'yes-no' || type === 'may') && (asked || clauseStart) && !weak) ||
      (type === 'what' && clauseStart && !weak);
    if (replaces) {
      type = (marker === 'how' ? amounts.get(next) : undefined) ?? marker;
      weakType = weak;
    }
    if (clauseStart && !weak) asks = true;
  };

  return {
    get type() {
      return type;
    },
    get asks() {
      return asks;
    },
    take({ surface, kind }, next, clauseStart) {
      const marker = kind === 'word' ? questionMarkers.get(surface) : undefined;
      if (asking.has(surface)) asked = true;
      // What is left of "could you tell me whether ...". A question word further on makes it a condition.
      if (!begun && /^(if|whether)$/.test(surface)) [type, weakType] = ['yes-no', true];
      begun = true;
      if (marker !== undefined) takeMarker(marker, next, clauseStart);
      const opens = auxiliaries.has(surface) || surface === 'can' || surface === 'could';
      if (clauseStart && type === 'none' && opens) {
        type = auxiliaries.has(surface) && surface !== 'should' ? 'yes-no' : 'may';
        asks = true;
      }
      return marker !== undefined;
    },
  };
}

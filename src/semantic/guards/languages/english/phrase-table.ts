import type { Unit } from '../../unit.ts';

/** Phrases as a tree, a word a level: whether one ends here, and the words that may follow. */
export interface PhraseTable {
  ends: boolean;
  readonly next: Map<string, PhraseTable>;
}

export function phraseTable(phrases: readonly (readonly string[])[]): PhraseTable {
  const root: PhraseTable = { ends: false, next: new Map() };
  for (const phrase of phrases) {
    let node = root;
    for (const word of phrase) {
      const known = node.next.get(word) ?? { ends: false, next: new Map() };
      node.next.set(word, known);
      node = known;
    }
    node.ends = true;
  }
  return root;
}

/** The word or mark at a place in lower case, or nothing where something else stands. */
export const wordAt = (units: readonly Unit[], index: number): string => units[index]?.lower ?? '';

/** The word or mark at a place if it is written as in a table, with small letters but for "I". */
function plainAt(units: readonly Unit[], index: number): string {
  const piece = units[index];
  if (piece === undefined) return '';
  const { key, lower } = piece;
  if (key === lower) return lower;
  return key.replaceAll('’', "'") === lower || /^I(['’]|$)/.test(key) ? lower : '';
}

/**
 * How many units from `start` on a phrase of the table takes up, the longest that fits; 0 for none. A capital inside may
 * make a name: "what is The Sun". `anyCase` leaves that to the caller.
 */
export function phraseLength(
  phrases: PhraseTable,
  units: readonly Unit[],
  start = 0,
  anyCase = false,
): number {
  const read = anyCase ? wordAt : plainAt;
  let length = 0;
  let node = phrases.next.get(read(units, start));
  for (let words = 1; node !== undefined; words++) {
    if (node.ends) length = words;
    node = node.next.size === 0 ? undefined : node.next.get(read(units, start + words));
  }
  return length;
}

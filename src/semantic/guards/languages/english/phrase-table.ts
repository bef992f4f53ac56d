import type { Unit } from '../../unit.ts';

/** Phrases by their first word, the longest first. */
export type PhraseTable = ReadonlyMap<string, readonly (readonly string[])[]>;

export function phraseTable(phrases: readonly (readonly string[])[]): PhraseTable {
  const table = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases.toSorted((one, other) => other.length - one.length)) {
    const [first = ''] = phrase;
    const known = table.get(first);
    if (known === undefined) table.set(first, [phrase]);
    else known.push(phrase);
  }
  return table;
}

/** The word or mark at a place in lower case, or nothing where something else stands. */
export const wordAt = (units: readonly Unit[], index: number): string => units[index]?.lower ?? '';

/** The word or mark at a place if it is written as in a table, with small letters but for "I". */
function plainAt(units: readonly Unit[], index: number): string {
  const piece = units[index];
  if (piece === undefined) return '';
  const { key, lower } = piece;
  return key === lower || key.replaceAll('’', "'") === lower || /^I(['’]|$)/.test(key) ? lower : '';
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
  const fits = phrases
    .get(read(units, start))
    ?.find((phrase) => phrase.every((word, index) => read(units, start + index) === word));
  return fits?.length ?? 0;
}

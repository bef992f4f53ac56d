import { nameDifference, type Remainder, whyUnsure } from './difference.ts';
import type { Language } from './languages/language.ts';
import type { Reading } from './read-text.ts';
import type { Sentence, Unit } from './unit.ts';

export type Comparison =
  | { readonly verdict: 'same' }
  | { readonly verdict: 'different'; readonly reason: string }
  | { readonly verdict: 'unsure'; readonly reason: string };

/** Compares two readings unit by unit, in order: one that no licence covers makes them other texts, or a named difference. */
export function compare(a: Reading, b: Reading, language: Language): Comparison {
  const [one, other] =
    a.licensed === undefined || b.licensed === undefined ? [a.plain, b.plain] : [a.licensed, b.licensed];
  const known = one === a.plain ? undefined : language;
  const remainder = remainderOf(one.units, other.units, known);
  if (remainder.a.length > 0 || remainder.b.length > 0) {
    const alike = known?.equalRequests.some(
      ({ same }) => same(one.units, other.units) || same(other.units, one.units),
    );
    if (alike !== true) {
      const reason = nameDifference(remainder, language);
      return reason === undefined
        ? { verdict: 'unsure', reason: whyUnsure(remainder) }
        : { verdict: 'different', reason };
    }
  }
  return sameEnding(one, other, known !== undefined)
    ? { verdict: 'same' }
    : { verdict: 'unsure', reason: 'signs' };
}

/** What is left between the equal beginnings and the equal ends. */
function remainderOf(a: readonly Unit[], b: readonly Unit[], language: Language | undefined): Remainder {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && sameUnit(a[start], b[start], language)) start++;
  let end = 0;
  while (end < shorter - start && sameUnit(a[a.length - 1 - end], b[b.length - 1 - end], language)) end++;
  return { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end), before: a[start - 1] };
}

function sameUnit(a: Unit | undefined, b: Unit | undefined, language: Language | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === b.kind && a.key === b.key && a.gap === b.gap) return true;
  return language?.equalWords.some(({ same }) => same(a, b)) === true;
}

/** An end that wasn't typed is any, but for "!", which may be part of a name: `sort!`. A full stop is no question mark. */
function sameEnding(a: Sentence, b: Sentence, known: boolean): boolean {
  if (a.ending === b.ending) return true;
  if (a.ending === '!' || b.ending === '!') return false;
  const asked = ({ units }: Sentence): boolean => units.some(({ kind }) => kind === 'frame');
  return a.ending === '' || b.ending === '' || (known && (asked(a) || asked(b)));
}

import type { Language } from './languages/language.ts';
import type { Unit } from './unit.ts';

/** What is left of two texts between what is equal in both, and the unit before it. */
export interface Remainder {
  readonly a: readonly Unit[];
  readonly b: readonly Unit[];
  readonly before: Unit | undefined;
}

/** The name of a difference that is certain: all else is equal, and one unit, or none, stands on each side. */
export function nameDifference({ a, b, before }: Remainder, language: Language): string | undefined {
  if (a.length > 1 || b.length > 1) return undefined;
  const [one] = a;
  const [other] = b;
  for (const { reason, differs } of language.differences) if (differs(one, other)) return reason;
  if (one === undefined || other === undefined) return undefined;
  if (one.kind === 'measure' && other.kind === 'measure') return 'units';
  if (one.kind === 'currency' && other.kind === 'currency') return 'currency';
  if (one.kind === 'time' && other.kind === 'time') return 'dates';
  if (one.kind === 'number' && other.kind === 'number')
    return digitsOf(one.key) === digitsOf(other.key) ? undefined : 'numbers';
  if (one.kind === 'literal' && other.kind === 'literal') return literalDifference(one.key, other.key);
  // A capital at the beginning of a sentence makes no name.
  const inside = before !== undefined && before.kind !== 'end' && one.gap === ' ';
  return inside && one.kind === 'word' && other.kind === 'word' ? nameOfWords(one, other) : undefined;
}

const digitsOf = (number: string): string => number.replace(/[.,]/g, '');
const signsOnly = /^[^\p{L}\p{N}]+$/u;
const leadingCurrency = /^[$€£¥]/;
const shapeOf = (text: string): string =>
  text
    .replace(/\d+/g, '0')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a');
const withoutSigns = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

function literalDifference(one: string, other: string): string | undefined {
  if (one.toLowerCase() === other.toLowerCase()) return 'case';
  if (leadingCurrency.test(one) && leadingCurrency.test(other) && one.charAt(0) !== other.charAt(0))
    return one.slice(1) === other.slice(1) ? 'currency' : undefined;
  const alike = withoutSigns(one) === withoutSigns(other);
  // Other digits between the same signs are other dates, versions and codes; other shapes may be other forms of one.
  if (signsOnly.test(one) && signsOnly.test(other)) return 'signs';
  if (!/\d/.test(one + other)) return alike ? 'signs' : undefined;
  return !alike && shapeOf(one) === shapeOf(other) ? 'identifiers' : undefined;
}

const capital = /^\p{Lu}/u;

/** Two names with another beginning; what begins alike may be a short form: "Postgres", "PostgreSQL". */
function nameOfWords(one: Unit, other: Unit): string | undefined {
  if (!capital.test(one.key) || !capital.test(other.key)) return undefined;
  const first = one.key.charAt(0);
  const acronym = one.key === one.key.toUpperCase() || other.key === other.key.toUpperCase();
  return first !== other.key.charAt(0) && !acronym ? 'names' : undefined;
}

const isSign = ({ kind }: Unit): boolean => kind === 'literal' || kind === 'mark' || kind === 'end';
const isQuantity = ({ kind }: Unit): boolean =>
  kind === 'number' || kind === 'measure' || kind === 'currency' || kind === 'time';
const isAny = (): boolean => true;
const keysOf = (units: readonly Unit[], which: (piece: Unit) => boolean): string[] =>
  units.filter(which).map(({ key }) => key);
const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);
const sameBag = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && sameKeys(one.toSorted(), other.toSorted());

/** What keeps two texts from being proved the same; a threshold alone must not serve over any of them but `wording`. */
export function whyUnsure({ a, b }: Remainder): string {
  // Numbers that change places are other numbers: "episode 3 of season 4".
  if (!sameKeys(keysOf(a, isQuantity), keysOf(b, isQuantity))) return 'numbers';
  if (!sameBag(keysOf(a, isSign), keysOf(b, isSign))) return 'signs';
  if (sameBag(keysOf(a, isAny), keysOf(b, isAny))) return 'order';
  const words = new Set(a.map(({ key }) => key));
  const folded = new Set(a.map(({ lower }) => lower));
  const recased = b.some(({ kind, key, lower }) => kind === 'word' && !words.has(key) && folded.has(lower));
  return recased ? 'case' : 'wording';
}

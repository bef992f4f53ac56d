import type { PreparedPair } from './guard.ts';
import type { PreparedText } from './prepared-text.ts';

const directions = new Map(
  Object.entries({
    from: 'from',
    off: 'from',
    to: 'to',
    into: 'to',
    onto: 'to',
    before: 'before',
    after: 'after',
    than: 'than',
    with: 'with',
    for: 'for',
    by: 'by',
    over: 'over',
    under: 'under',
  }),
);
const digits = /^\d[\d.:/-]*$/;
const subjects = new Map([
  ['me', 'i'],
  ['us', 'we'],
  ['him', 'he'],
  ['them', 'they'],
]);
const pronoun = /^(it|them|him|me|us|this|that|these|those|here|there)$/;

/**
 * Whether numbers have changed places: "copy column 1 to column 2" and "column 2 to column 1", "2 adults and 3 children"
 * and "3 adults and 2 children". That both have the same numbers, the guard of numbers has seen.
 */
export function swappedNumbers({ a, b, alignment: { matched } }: PreparedPair): boolean {
  if (!hasNumbers(a) || !hasNumbers(b)) return false;
  const [rolesA, rolesB] = [numberRoles(a), numberRoles(b)];
  for (const [role, value] of rolesA) {
    const other = rolesB.get(role);
    if (other !== undefined && other !== value && isAmong(a, other) && isAmong(b, value)) return true;
  }
  return matched.some(([one, other]) => {
    const [count, rival] = [numberOf(a, one.at - 1), numberOf(b, other.at - 1)];
    return (
      count !== undefined && rival !== undefined && count !== rival && isAmong(a, rival) && isAmong(b, count)
    );
  });
}

/** "2" and "two" are one number; "one" may be none. */
function numberOf({ tokens, language }: PreparedText, at: number): string | undefined {
  const word = tokens[at] ?? '';
  if (digits.test(word)) return word;
  const value = language.numbers.cardinals.get(word);
  return value === undefined || value === 1 ? undefined : String(value);
}

function isAmong(text: PreparedText, value: string): boolean {
  return text.tokens.some((_, at) => numberOf(text, at) === value);
}

function hasNumbers(text: PreparedText): boolean {
  return text.quantities.size >= 2;
}

/** Which number stands behind which preposition: "to column 2" gives `to` 2. */
function numberRoles(text: PreparedText): Map<string, string> {
  const { tokens, language } = text;
  const roles = new Map<string, string>();
  for (const [at, word] of tokens.entries()) {
    const direction = directions.get(word);
    if (direction === undefined) continue;
    const place = tokens.findIndex(
      (next, index) => index > at && (numberOf(text, index) !== undefined || directions.has(next)),
    );
    const value = numberOf(text, place);
    if (place > at + 3 || value === undefined) continue;
    // "For 2 adults" and "for 3 children" are two roles.
    const counted = tokens[place + 1] ?? '';
    const role = `${direction} ${language.functionWords.has(counted) ? '' : counted}`;
    if (!roles.has(role)) roles.set(role, value);
  }
  return roles;
}

/**
 * Whether a pronoun has taken a word's part: "merge main into it" and "merge it into main", "a parcel from him to me"
 * and "from me to him".
 */
export function swappedWithIt({ a, b, alignment: { matched } }: PreparedPair): boolean {
  const [rolesA, rolesB] = [pronounRoles(a), pronounRoles(b)];
  if (rolesA.size === 0 && rolesB.size === 0) return false;
  for (const [direction, word] of rolesA) {
    for (const [other, same] of rolesB)
      if (word === same && opposite.has(`${direction} ${other}`)) return true;
  }
  const taken = (roles: Map<string, string>, text: PreparedText, rival: PreparedText, side: 0 | 1) =>
    [...roles].some(
      ([direction, word]) =>
        (rival.tokens.includes(word) || rival.tokens.includes(subjects.get(word) ?? '')) &&
        matched.some((tokens) => {
          const [here, there] = [tokens[side], tokens[side === 0 ? 1 : 0]];
          return (
            directionOf(rival, there.at) === direction &&
            directionOf(text, here.at) !== direction &&
            // The pronoun is then what the verb acts on.
            !directions.has(rival.tokens[rival.tokens.indexOf(word) - 1] ?? '')
          );
        }),
    );
  return taken(rolesA, a, b, 0) || taken(rolesB, b, a, 1);
}

const opposite = new Set(['from to', 'to from', 'before after', 'after before', 'over under', 'under over']);

/** The direction of the preposition that stands right before a word, but for an article or whose it is. */
function directionOf({ tokens }: PreparedText, at: number): string | undefined {
  const before = /^(the|a|an|my|our|your|his|her|their|this|that)$/.test(tokens[at - 1] ?? '')
    ? at - 2
    : at - 1;
  return directions.get(tokens[before] ?? '');
}

function pronounRoles({ tokens }: PreparedText): Map<string, string> {
  const roles = new Map<string, string>();
  for (const [at, word] of tokens.entries()) {
    const direction = directions.get(word);
    const next = tokens[at + 1] ?? '';
    if (direction !== undefined && pronoun.test(next)) roles.set(direction, next);
  }
  return roles;
}

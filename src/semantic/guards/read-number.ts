import type { NumberWords } from './languages/language.ts';
import type { RawToken } from './tokenize.ts';

/** What a number is, and the token after it. A literal is a time, a date or a version: compared as it is. */
export type NumberRead =
  | {
      readonly kind: 'cardinal' | 'ordinal';
      readonly value: number;
      readonly end: number;
      readonly unit?: string;
    }
  | { readonly kind: 'literal'; readonly texts: readonly string[]; readonly end: number };

/** Signs of money, to the unit that they stand for. */
export const currencySigns = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'sterling'],
  ['¥', 'yen'],
  ['₹', 'rupee'],
  ['₩', 'won'],
]);
const unitSplit = /^(\d[\d.,]*)(\p{L}+)$/u;

/** The number that begins at a token, in digits or in words; `undefined` where none does. */
export function readNumber(
  tokens: readonly RawToken[],
  index: number,
  numbers: NumberWords,
): NumberRead | undefined {
  const word = (at: number): string => wordAt(tokens, at);
  const scaled = (start: number, from: number): NumberRead => scaledNumber(tokens, start, from, numbers);
  const token = tokens[index];
  if (token === undefined) return undefined;
  const surface = word(index);
  if (token.kind === 'number') {
    const time = /^(\d{1,2}):(\d{2})$/.exec(surface);
    if (time) {
      const afternoon = word(index + 1) === 'pm';
      const hours = Number(time[1]) % (afternoon ? 12 : 24);
      return {
        kind: 'literal',
        texts: [`clock:${(hours + (afternoon ? 12 : 0)) * 60 + Number(time[2])}`],
        end: index + 1,
      };
    }
    const date = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(surface);
    if (date) {
      return {
        kind: 'literal',
        texts: [`date:${Number(date[1])}-${Number(date[2])}`, date[3] ?? ''],
        end: index + 1,
      };
    }
    const plain = surface.replaceAll(',', '');
    if (!/^\d+(\.\d+)?$/.test(plain)) return { kind: 'literal', texts: [`code:${surface}`], end: index + 1 };
    const attached = word(index + 1);
    if (/^(st|nd|rd|th)$/.test(attached)) return { kind: 'ordinal', value: Number(plain), end: index + 2 };
    return scaled(Number(plain), index + 1);
  }
  const attached = unitSplit.exec(surface);
  if (attached) return scaled(Number(attached[1]), index + 1);
  const fraction = numbers.fractions.get(word(index + 1));
  const cardinal = numbers.cardinals.get(surface);
  if (cardinal !== undefined) {
    if (fraction !== undefined && (cardinal > 1 || word(index + 1) !== 'second')) {
      // "Three-quarters" and "75 percent" are one amount.
      return { kind: 'cardinal', value: (cardinal / fraction) * 100, end: index + 2, unit: 'percent' };
    }
    const unit = numbers.cardinals.get(word(index + 1));
    if (cardinal >= 20 && cardinal < 100 && unit !== undefined && unit > 0 && unit < 10)
      return scaled(cardinal + unit, index + 2);
    return scaled(cardinal, index + 1);
  }
  if ((surface === 'a' || surface === 'an') && numbers.multipliers.get(word(index + 1)) !== undefined)
    return scaled(1, index + 1);
  if (
    (surface === 'a' || surface === 'an') &&
    numbers.units.has(word(index + 1)) &&
    isAndAHalf(tokens, index + 2)
  )
    return { kind: 'cardinal', value: 1, end: index + 1 };
  if (surface === 'half' && (word(index + 1) === 'an' || word(index + 1) === 'a'))
    return { kind: 'cardinal', value: 0.5, end: index + 2 };
  if (surface === 'half' || surface === 'halves')
    return { kind: 'cardinal', value: 50, end: index + 1, unit: 'percent' };
  const multiple = numbers.multiplicatives.get(surface);
  if (multiple !== undefined && multiple > 1) {
    const ofUnit = word(index + 1) === 'of' && numbers.units.has(word(index + 2));
    return { kind: 'cardinal', value: multiple, end: index + (ofUnit ? 2 : 1) };
  }
  const ordinal = numbers.ordinals.get(surface);
  if (ordinal !== undefined && surface !== 'second')
    return { kind: 'ordinal', value: ordinal, end: index + 1 };
  if (surface === 'second' && word(index - 1) !== 'a') return { kind: 'ordinal', value: 2, end: index + 1 };
  return undefined;
}

/** A number with what multiplies it: "5k", "2 million", "two hundred and five". */
function scaledNumber(
  tokens: readonly RawToken[],
  start: number,
  from: number,
  numbers: NumberWords,
): NumberRead {
  const word = (at: number): string => wordAt(tokens, at);
  const attached = tokens[from - 1]?.kind === 'number' ? word(from) : '';
  if (attached === 'k' || (/^(m|bn)$/.test(attached) && currencySigns.has(word(from - 2)))) {
    const factor = attached === 'k' ? 1e3 : attached === 'm' ? 1e6 : 1e9;
    return { kind: 'cardinal', value: start * factor, end: from + 1 };
  }
  const half = isAndAHalf(tokens, from) ? 0.5 : 0;
  let end = half > 0 ? from + 3 : from;
  // "Two thousand five hundred": what stands before a thousand is done, what stands before a hundred is multiplied.
  let [done, current] = [0, start + half];
  for (let afterMultiplier = false; ; ) {
    const multiplier = numbers.multipliers.get(word(end));
    if (multiplier !== undefined) {
      if (multiplier >= 1_000) [done, current] = [done + current * multiplier, 0];
      else current *= multiplier;
      end++;
      afterMultiplier = true;
      continue;
    }
    const and = word(end) === 'and' ? 1 : 0;
    const cardinal = numbers.cardinals.get(word(end + and));
    if (!afterMultiplier || cardinal === undefined) break;
    end += and + 1;
    const unit = numbers.cardinals.get(word(end));
    const compound = cardinal >= 20 && unit !== undefined && unit > 0 && unit < 10;
    current += compound ? cardinal + unit : cardinal;
    if (compound) end++;
    afterMultiplier = false;
  }
  return { kind: 'cardinal', value: done + current, end };
}

/** Whether "and a half" stands here, as in "two and a half" and "a year and a half". */
export function isAndAHalf(tokens: readonly RawToken[], index: number): boolean {
  return (
    wordAt(tokens, index) === 'and' &&
    wordAt(tokens, index + 1) === 'a' &&
    wordAt(tokens, index + 2) === 'half'
  );
}

function wordAt(tokens: readonly RawToken[], index: number): string {
  return tokens[index]?.surface.toLowerCase() ?? '';
}

import type { NumberWords } from './languages/language.ts';
import type { RawToken } from './tokenize.ts';

export interface Quantities {
  /** Comparable forms, such as `300:time`, `18`, `ordinal:3`, `clock:1020`, `date:7-4`. */
  readonly found: ReadonlySet<string>;
  /** What stood before the unit, by the comparable form: `20` for the `240:month` of "20 years". */
  readonly written: ReadonlyMap<string, string>;
  /** A lone "one", "a" single thing or the pronoun. */
  readonly weakOne: boolean;
  /** The tokens that were read as part of a quantity. */
  readonly used: ReadonlySet<number>;
}

const determiners = new Set(
  'a an the one my your his her our their its this that these those each every both all any total order advance'.split(
    ' ',
  ),
);
const unitSplit = /^(\d[\d.,]*)(\p{L}+)$/u;
const signs = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'sterling'],
  ['¥', 'yen'],
  ['₹', 'rupee'],
  ['₩', 'won'],
]);

/** Reads numbers, whether in digits or in words, with their units brought to one base unit; times of day and dates. */
export function readQuantities(tokens: readonly RawToken[], numbers: NumberWords): Quantities {
  const found = new Set<string>();
  const written = new Map<string, string>();
  const used = new Set<number>();
  let weakOne = false;
  let pending: { dimension: string; value: number; factor: number; end: number } | undefined;
  const flush = (): void => {
    if (pending !== undefined) {
      const { dimension, value, factor } = pending;
      const form = `${tidy(value)}:${dimension}`;
      found.add(form);
      written.set(form, tidy(value / factor));
    }
    pending = undefined;
  };
  const word = (index: number): string => tokens[index]?.surface.toLowerCase() ?? '';

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === 'code') continue;
    const surface = word(index);
    const month = numbers.months.get(surface);
    const short = surface.length <= 4 && surface !== 'june' && surface !== 'july';
    const dated =
      dayAt(index + (word(index + 1) === '.' ? 2 : 1)) !== undefined || dayAt(index - 1) !== undefined;
    if (
      month !== undefined &&
      (dated || (!short && (surface !== 'march' || token.capital)) || (surface === 'may' && token.capital))
    ) {
      const dotted = word(index + 1) === '.' ? 1 : 0;
      const after = dayAt(index + 1 + dotted);
      const before = dayAt(index - 1) ?? (word(index - 1) === 'of' ? dayAt(index - 2) : undefined);
      const day = after ?? before;
      flush();
      found.add(day === undefined ? `month:${month}` : `date:${month}-${day}`);
      used.add(index);
      if (after !== undefined) used.add(index + 1 + dotted);
      else if (before !== undefined) {
        for (const name of [index - 1, index - 2]) {
          const day = dayAt(name);
          if (day === before) {
            found.delete(`${day}`);
            found.delete(`ordinal:${day}`);
          }
        }
      }
      continue;
    }
    if (used.has(index)) continue;
    if (numbers.clock.has(surface)) {
      found.add(`clock:${numbers.clock.get(surface)}`);
      used.add(index);
      continue;
    }
    const read = readNumber(index);
    if (read === undefined) continue;
    const { end } = read;
    const { value } = read;
    if (read.kind === 'literal') {
      flush();
      found.add(read.text);
      used.add(index);
      continue;
    }
    for (let at = index; at < end; at++) used.add(at);
    let next = end;
    const unitName = read.unit ?? (tokens[next]?.kind === 'symbol' ? tokens[next]?.surface : word(next));
    if (
      unitName !== undefined &&
      signs.get(unitName) === undefined &&
      (unitName === 'am' || unitName === 'pm')
    ) {
      found.add(`clock:${((value % 12) + (unitName === 'pm' ? 12 : 0)) * 60}`);
      if (read.unit === undefined) used.add(next);
      index = read.unit === undefined ? next : end - 1;
      continue;
    }
    const sign = signs.get(word(index - 1));
    const unit =
      sign !== undefined
        ? ([sign, 1] as const)
        : unitName === 'in' && isPreposition(next)
          ? undefined
          : numbers.units.get(unitName ?? '');
    if (unit !== undefined && read.kind === 'cardinal') {
      if (sign === undefined && read.unit === undefined) used.add(next++);
      else if (sign !== undefined && unitName !== undefined && numbers.units.get(unitName)?.[0] === sign)
        used.add(next++);
      const [dimension, factor] = unit;
      // "One hour and 30 minutes" is one amount, "two days before and one day after" are two.
      if (
        pending !== undefined &&
        pending.dimension === dimension &&
        pending.factor > factor &&
        index - pending.end <= 2
      )
        pending = { dimension, value: pending.value + value * factor, factor: pending.factor, end: next };
      else {
        flush();
        pending = { dimension, value: value * factor, factor, end: next };
      }
      if (word(next) === 'old') used.add(next++);
      index = next - 1;
      continue;
    }
    flush();
    if (read.kind === 'ordinal') found.add(value === 1 ? 'ordinal:1' : `ordinal:${value}`);
    else if (surface === 'one' && end === index + 1) weakOne = true;
    else found.add(tidy(value));
    index = end - 1;
  }
  flush();
  return { found, written, weakOne, used };

  /** "0.5 in one eye", "2 in Berlin": what follows is no length. */
  function isPreposition(index: number): boolean {
    const after = tokens[index + 1];
    return (
      after?.kind === 'number' ||
      after?.capital === true ||
      (after !== undefined && determiners.has(after.surface))
    );
  }

  function dayAt(index: number): number | undefined {
    const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word(index));
    const day = match ? Number(match[1]) : (numbers.ordinals.get(word(index)) ?? Number.NaN);
    return day >= 1 && day <= 31 ? day : undefined;
  }

  type NumberRead =
    | { kind: 'cardinal' | 'ordinal'; value: number; end: number; unit?: string }
    | { kind: 'literal'; text: string; value: number; end: number };

  function readNumber(index: number): NumberRead | undefined {
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
          text: `clock:${(hours + (afternoon ? 12 : 0)) * 60 + Number(time[2])}`,
          value: 0,
          end: index + 1,
        };
      }
      const date = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(surface);
      if (date) {
        found.add(date[3] ?? '');
        return {
          kind: 'literal',
          text: `date:${Number(date[1])}-${Number(date[2])}`,
          value: 0,
          end: index + 1,
        };
      }
      const plain = surface.replaceAll(',', '');
      if (!/^\d+(\.\d+)?$/.test(plain))
        return { kind: 'literal', text: `code:${surface}`, value: 0, end: index + 1 };
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

  function scaled(start: number, from: number): NumberRead {
    let value = start;
    let end = from;
    const short = word(end);
    if (
      tokens[end - 1]?.kind === 'number' &&
      /^(k|m|bn)$/.test(short) &&
      signs.get(word(end - 2)) !== undefined
    ) {
      return {
        kind: 'cardinal',
        value: value * (short === 'k' ? 1e3 : short === 'm' ? 1e6 : 1e9),
        end: end + 1,
      };
    }
    if (tokens[end - 1]?.kind === 'number' && short === 'k')
      return { kind: 'cardinal', value: value * 1e3, end: end + 1 };
    for (
      let multiplier = numbers.multipliers.get(word(end));
      multiplier !== undefined;
      multiplier = numbers.multipliers.get(word(end))
    ) {
      value *= multiplier;
      end++;
    }
    if (end > from && word(end) === 'and' && numbers.cardinals.get(word(end + 1)) !== undefined) {
      value += numbers.cardinals.get(word(end + 1)) ?? 0;
      end += 2;
    }
    return { kind: 'cardinal', value, end };
  }
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(5)));
}

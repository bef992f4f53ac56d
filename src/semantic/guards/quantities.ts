import type { NumberWords } from './languages/language.ts';
import { currencySigns, isAndAHalf, readNumber } from './read-number.ts';
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
    const read = readNumber(tokens, index, numbers);
    if (read === undefined) continue;
    if (read.kind === 'literal') {
      flush();
      for (const text of read.texts) found.add(text);
      used.add(index);
      continue;
    }
    const { end } = read;
    let { value } = read;
    for (let at = index; at < end; at++) used.add(at);
    let next = end;
    const unitName = read.unit ?? (tokens[next]?.kind === 'symbol' ? tokens[next]?.surface : word(next));
    if (unitName === 'am' || unitName === 'pm') {
      found.add(`clock:${((value % 12) + (unitName === 'pm' ? 12 : 0)) * 60}`);
      if (read.unit === undefined) used.add(next);
      index = read.unit === undefined ? next : end - 1;
      continue;
    }
    const sign = currencySigns.get(word(index - 1));
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
      if (isAndAHalf(tokens, next)) {
        value += 0.5;
        for (const half of [0, 1, 2]) used.add(next + half);
        next += 3;
      }
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
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(5)));
}

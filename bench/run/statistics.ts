import type { Samples } from './rounds.ts';

/** A median, and the range of the medians of parts of the run: what another run may give. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Each process's rounds are cut into so many parts. */
const parts = 5;

/**
 * @param processes the values of each process, in the order of the rounds.
 * @returns `undefined` where there are none.
 */
export function spreadOf(processes: readonly (readonly number[])[]): Spread | undefined {
  const all = processes.flat();
  if (all.length === 0) return undefined;
  const medians = processes.flatMap(partsOf).map(median);
  return { median: median(all), low: Math.min(...medians), high: Math.max(...medians) };
}

function partsOf(values: readonly number[]): number[][] {
  const length = Math.max(1, Math.ceil(values.length / parts));
  const found: number[][] = [];
  for (let start = 0; start < values.length; start += length) found.push(values.slice(start, start + length));
  return found;
}

/** The values of a subject in a column, by process. */
export function valuesOf(processes: readonly Samples[], subject: string, column: number): number[][] {
  return processes.map((samples) =>
    (samples[subject] ?? []).map((values) => values[column]).filter(isNumber),
  );
}

/** One subject's value over another's of the same round: what a busy moment slows is slowed on both sides. */
export function ratiosOf(
  processes: readonly Samples[],
  subject: string,
  base: string,
  column: number,
): number[][] {
  return processes.map((samples) =>
    (samples[subject] ?? []).flatMap((values, round) => {
      const value = values[column];
      const against = samples[base]?.[round]?.[column];
      return value === undefined || against === undefined || against === 0 ? [] : [value / against];
    }),
  );
}

/** The value in the middle, or between the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share of the values that are below, 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}

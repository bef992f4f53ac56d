import type { Samples } from './rounds.ts';

/** A median with the range that half of the rounds, and every process's own median, lie in. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param processes the values of each process.
 * @returns `undefined` where there are none.
 */
export function spreadOf(processes: readonly (readonly number[])[]): Spread | undefined {
  const all = processes.flat().sort(ascending);
  if (all.length === 0) return undefined;
  const medians = processes
    .filter(({ length }) => length > 0)
    .map((values) => quantile(values.toSorted(ascending), 0.5));
  return {
    median: quantile(all, 0.5),
    low: Math.min(quantile(all, 0.25), ...medians),
    high: Math.max(quantile(all, 0.75), ...medians),
  };
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

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

function ascending(one: number, other: number): number {
  return one - other;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}

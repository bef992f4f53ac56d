import type { CacheLifetime, CacheRules } from '../provider-rules/cache-rules.ts';
import type { PlacedMark } from './placed-marks.ts';

/** The shortest that covers the gap, else the longest. */
export function chooseLifetime({ lifetimes }: CacheRules, gap: number | undefined): CacheLifetime {
  const [first] = lifetimes;
  if (gap === undefined) return first;
  return lifetimes.find(({ milliseconds }) => milliseconds >= gap) ?? lifetimes.at(-1) ?? first;
}

/** Longer lifetimes must stand before shorter ones, the user's included. `'none'`: no lifetime fits here. */
export function lifetimeAt(
  block: number,
  users: readonly PlacedMark[],
  wanted: CacheLifetime,
  { lifetimes }: CacheRules,
): string | undefined | 'none' {
  const [shortest] = lifetimes;
  const length = (name: string | undefined) =>
    (lifetimes.find((lifetime) => lifetime.name === name) ?? shortest).milliseconds;
  const atMost = Math.min(...users.filter((mark) => mark.block < block).map((mark) => length(mark.lifetime)));
  const atLeast = Math.max(
    0,
    ...users.filter((mark) => mark.block > block).map((mark) => length(mark.lifetime)),
  );
  if (atLeast > atMost) return 'none';
  const milliseconds = Math.max(Math.min(wanted.milliseconds, atMost), atLeast);
  return milliseconds === shortest.milliseconds
    ? undefined
    : lifetimes.find((lifetime) => lifetime.milliseconds === milliseconds)?.name;
}

import type { Tallies } from '../contracts/exact-store.ts';

/** Tallies among the caches of one process that share a store. */
export function memoryTallies(): Tallies {
  const tallies = new Map<string, Map<string, number>>();
  return {
    async add(name, amounts) {
      const sums = tallies.get(name) ?? new Map<string, number>();
      tallies.set(name, sums);
      for (const [field, amount] of Object.entries(amounts)) sums.set(field, (sums.get(field) ?? 0) + amount);
    },
    async read(name) {
      return Object.fromEntries(tallies.get(name) ?? []);
    },
  };
}

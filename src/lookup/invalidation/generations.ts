import { LRUCache } from 'lru-cache';

/** The value of each counter, by name. */
export type GenerationValues = Readonly<Record<string, number>>;

interface Known {
  readonly value: number;
  readonly readAt: number;
}

/** Milliseconds: no read and no increment is on its way for so long. */
const LONGEST_OPERATION = 60_000;

/**
 * What this process knows of the generations that the shared store keeps, and how old that knowledge is. It bounds how
 * long the memory layer may serve an answer that another process has invalidated.
 */
export class Generations {
  readonly #known = new LRUCache<string, Known>({ max: 20_000 });
  readonly #recheck: number;
  readonly #clock: () => number;

  /** @param recheck milliseconds for which a read value counts as current. */
  constructor(recheck: number, clock: () => number) {
    this.#recheck = recheck;
    this.#clock = clock;
  }

  /** @param readAt when the read was sent: what was written after it may not be in its answer. */
  learn(names: readonly string[], values: readonly number[], readAt: number): void {
    names.forEach((name, index) => {
      const value = values[index];
      const known = this.#known.get(name);
      if (value === undefined) return;
      // Counters only rise: an answer that was overtaken by an increment must not undo it. A lower one that was asked
      // for long after can't have been overtaken: the store has lost its counters.
      if (known === undefined || value >= known.value || readAt > known.readAt + LONGEST_OPERATION)
        this.#known.set(name, { value, readAt });
    });
  }

  /** Whether a counter is known to have risen since it had the value that it has here. */
  rosePast(generations: GenerationValues, name: string): boolean {
    return (this.#known.get(name)?.value ?? 0) > (generations[name] ?? 0);
  }

  /** The values, if all were read recently enough; else `undefined`: then the store must be asked. */
  current(names: readonly string[]): GenerationValues | undefined {
    const values: Record<string, number> = {};
    const oldest = this.#clock() - this.#recheck;
    for (const name of names) {
      const known = this.#known.get(name);
      // With `Infinity` the user gave up the bound, so what was never read counts as never invalidated.
      if (known === undefined ? this.#recheck !== Number.POSITIVE_INFINITY : known.readAt <= oldest)
        return undefined;
      values[name] = known?.value ?? 0;
    }
    return values;
  }
}

/** Whether nothing that an entry depends on was invalidated: each of its generations is still the current one. */
export function stillHolds(generations: GenerationValues, current: GenerationValues): boolean {
  return Object.entries(generations).every(([name, value]) => current[name] === value);
}

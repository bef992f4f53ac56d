import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import { isOfAllKeys, scanCounter } from './counter-names.ts';

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
  readonly #known = new LeastRecentlyUsed<Known>({ maxEntries: 20_000 });
  readonly #recheck: number;
  readonly #clock: () => number;

  /** @param recheck milliseconds for which a read value counts as current. */
  constructor(recheck: number, clock: () => number) {
    this.#recheck = recheck;
    this.#clock = clock;
  }

  /**
   * @param readAt when the read was sent: what was written after it may not be in its answer.
   * @returns the values of the read, but for those of which a later one is known: a reply that was overtaken, or a
   *   replica that lags, brings nothing back that this process has seen invalidated.
   */
  learn(names: readonly string[], values: readonly number[], readAt: number): GenerationValues {
    const latest: Record<string, number> = {};
    names.forEach((name, index) => {
      const value = values[index] ?? 0;
      const known = this.#known.get(name);
      const isLatest = known === undefined || follows(value, readAt, known);
      if (isLatest) this.#known.set(name, { value, readAt });
      latest[name] = isLatest ? value : known.value;
    });
    return latest;
  }

  /** Whether a counter is known to have changed since it had the value that it has here. */
  changedSince(generations: GenerationValues, name: string): boolean {
    const known = this.#known.get(name)?.value;
    const value = generations[name] ?? 0;
    return known !== undefined && known !== value && !isRaised(value, known);
  }

  /**
   * The values, if all were read recently enough; else `undefined`: then the store must be asked.
   * @param assumed what counts as the value of a counter that was never read, where the user gave up the bound: with a
   *   recheck of `Infinity` it counts as never invalidated.
   */
  current(names: readonly string[], assumed: GenerationValues = {}): GenerationValues | undefined {
    const values: Record<string, number> = {};
    const oldest = this.#clock() - this.#recheck;
    for (const name of names) {
      const known = this.#known.get(name);
      if (known === undefined ? this.#recheck !== Number.POSITIVE_INFINITY : known.readAt <= oldest)
        return undefined;
      values[name] = known?.value ?? assumed[name] ?? 0;
    }
    return values;
  }
}

/** Counters that lie so far apart did not begin at the same number: one of them was lost and made anew. */
const SAME_ORIGIN = 2 ** 31;

function isRaised(value: number, from: number): boolean {
  return value > from && value - from < SAME_ORIGIN;
}

/** Whether what was read tells of a later moment than what is known, or of the same. */
function follows(value: number, readAt: number, known: Known): boolean {
  if (value === known.value || isRaised(value, known.value)) return true;
  // A counter only rises: an answer that was overtaken by an increment must not undo it. A lower one that was asked for
  // long after can't have been overtaken: the store has lost increments.
  if (isRaised(known.value, value)) return readAt > known.readAt + LONGEST_OPERATION;
  return readAt >= known.readAt;
}

/** Whether nothing that an entry depends on was invalidated: each of its generations is still the current one. */
export function stillHolds(generations: GenerationValues, current: GenerationValues): boolean {
  return Object.entries(generations).every(([name, value]) => current[name] === value || isOfAllKeys(name));
}

/**
 * As `stillHolds`, by what was read for another request: without the counter of the entry's key, but with that of all keys.
 * @param own the counter of the entry's key.
 */
export function holdsUnread(generations: GenerationValues, current: GenerationValues, own: string): boolean {
  return Object.entries(generations).every(([name, value]) => current[name] === value || name === own);
}

/**
 * The generation that an invalidation by pattern raises. A scan sees what the store holds, and nothing else: an entry
 * that it found there and let live needs no newer mark, a copy of it does (docs/decisions/0075-copies-and-scans.md).
 */
export class ScanMark {
  readonly counter: string;

  constructor(namespace: string) {
    this.counter = scanCounter(namespace);
  }

  /** Whether an entry still holds where a scan would have found it: by all its generations but this. */
  holdsInStore(generations: GenerationValues, current: GenerationValues): boolean {
    return Object.entries(generations).every(
      ([name, value]) => name === this.counter || current[name] === value || isOfAllKeys(name),
    );
  }

  /** An entry as the store held it when the generations were these: a copy of it is good until the next scan. */
  seen(entry: StoredEntry, { [this.counter]: mark }: GenerationValues): StoredEntry {
    const { generations } = entry;
    if (mark === undefined || generations[this.counter] === mark) return entry;
    return { ...entry, generations: { ...generations, [this.counter]: mark } };
  }
}

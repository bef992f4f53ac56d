import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import { isOfAllKeys, isOfOneKey, scanCounter } from './counter-names.ts';

/** The value of each counter, by name. */
export type GenerationValues = Readonly<Record<string, number>>;

interface Known {
  readonly value: number;
  readonly readAt: number;
}

/** Milliseconds: no read and no increment is on its way for so long. */
const LONGEST_OPERATION = 60_000;

export interface GenerationsOptions {
  /** Milliseconds for which a read value counts as current; with `Infinity`, one that was never read does too. */
  readonly recheck: number;
  /** The same where the store was asked in vain; not less. */
  readonly whileUnavailable: number;
  readonly clock: () => number;
}

/**
 * What this process knows of the generations that the shared store keeps, and how old that knowledge is. It bounds how
 * long the memory layer may serve an answer that another process has invalidated.
 */
export class Generations {
  readonly #known = new LeastRecentlyUsed<Known>({ maxEntries: 20_000 });
  readonly #options: GenerationsOptions;

  constructor(options: GenerationsOptions) {
    this.#options = options;
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

  /** The store may have raised these, or not: nothing rests on them until a read that is sent from now on tells. */
  doubt(names: readonly string[]): void {
    const readAt = this.#options.clock();
    for (const name of names) this.#known.set(name, { value: Number.NaN, readAt });
  }

  /**
   * The values, if all were read recently enough; else `undefined`: then the store must be asked.
   * @param assumed what counts as the value of a counter that was never read, where the user gave up the bound.
   * @param unavailable whether the store was asked in vain.
   */
  current(
    names: readonly string[],
    assumed: GenerationValues = {},
    unavailable = false,
  ): GenerationValues | undefined {
    const values: Record<string, number> = {};
    for (const name of names) {
      const known = this.#known.get(name);
      const value = known?.value ?? assumed[name] ?? 0;
      if (Number.isNaN(value) || !this.#isRecent(known, unavailable)) return undefined;
      values[name] = value;
    }
    return values;
  }

  /**
   * Whether nothing that an entry depends on was invalidated, by what was read recently enough: for the entry itself or
   * for others, since the counter of its own key need not be read while that of all keys stands.
   * @param unavailable whether the store was asked in vain.
   */
  prove(generations: GenerationValues, unavailable = false): boolean {
    const current: Record<string, number> = {};
    for (const [name, value] of Object.entries(generations)) {
      const known = this.#known.get(name);
      // However long ago it was, what was seen to have changed has changed.
      const hasChanged = known !== undefined && known.value !== value;
      if (hasChanged || this.#isRecent(known, unavailable)) current[name] = known?.value ?? value;
    }
    return stillHolds(generations, current);
  }

  #isRecent(known: Known | undefined, unavailable: boolean): boolean {
    const { recheck, whileUnavailable, clock } = this.#options;
    const bound = unavailable ? whileUnavailable : recheck;
    return bound === Number.POSITIVE_INFINITY || (known !== undefined && known.readAt > clock() - bound);
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

/**
 * Whether nothing that an entry depends on was invalidated: each of its generations is still the current one. Of the
 * counters of its own key and of all keys one is enough: the first where both have it, else the second.
 * @param except a counter that doesn't matter.
 */
export function stillHolds(
  generations: GenerationValues,
  current: GenerationValues,
  except?: string,
): boolean {
  const names = Object.keys(generations);
  const own = names.find(isOfOneKey);
  const isSpared = own === undefined || current[own] === undefined ? isOfOneKey : isOfAllKeys;
  return names.every((name) => current[name] === generations[name] || name === except || isSpared(name));
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
    return stillHolds(generations, current, this.counter);
  }

  /** An entry as the store held it when the generations were these: a copy of it is good until the next scan. */
  seen(entry: StoredEntry, { [this.counter]: mark }: GenerationValues): StoredEntry {
    const { generations } = entry;
    if (mark === undefined || generations[this.counter] === mark) return entry;
    return { ...entry, generations: { ...generations, [this.counter]: mark } };
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** Longer than a write to the store takes when nothing is wrong. */
const WRITTEN_WITHIN = 100;

/**
 * Tells which calls could have hit: their answer was made and written while no fault was in force, and none is in force
 * from their beginning to their end. Every other call that is asked again misses by what was planted.
 */
export class PossibleHits {
  /** How many could have hit. */
  count = 0;
  /** How many of those didn't, by what was in force last. */
  readonly missed = new Map<string, number>();
  readonly #stored = new Set<string>();
  #inForce = false;
  #faults = 0;
  #last = 'none';

  strike(fault: string): void {
    this.#inForce = true;
    this.#faults++;
    this.#last = fault;
  }

  lift(): void {
    this.#inForce = false;
  }

  /** To be called before a call; what comes back is told whether the provider answered it. */
  expect(name: string): (asked: boolean) => void {
    const hindered = this.#inForce;
    const faults = this.#faults;
    const isStored = this.#stored.has(name);
    return (asked) => {
      if (hindered || faults !== this.#faults) return;
      if (isStored) this.#count(asked);
      else void this.#storedUnless(name, faults);
    };
  }

  #count(asked: boolean): void {
    this.count++;
    if (asked) this.missed.set(this.#last, (this.missed.get(this.#last) ?? 0) + 1);
  }

  async #storedUnless(name: string, faults: number): Promise<void> {
    await delay(WRITTEN_WITHIN);
    if (faults === this.#faults) this.#stored.add(name);
  }
}

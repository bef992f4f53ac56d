import { RequestTooLargeError } from '../errors.ts';

/**
 * How many values a request may hold; what takes longer to read than a number does counts as several. Walking so many
 * takes up to 100 ms.
 */
const MAX_VALUES = 250_000;

/** How much text and how many bytes it may hold: more than any provider takes. */
const MAX_UNITS = 64 * 1024 * 1024;

/** Counts what is walked, so that no value, however it is made, takes longer to read than a call may wait. */
export class WalkLimits {
  #values = MAX_VALUES;
  #units = MAX_UNITS;

  /** @throws RequestTooLargeError when so many more values are too many. */
  values(count: number): void {
    this.#values -= count;
    if (this.#values < 0) throw new RequestTooLargeError();
  }

  /** @throws RequestTooLargeError when so much more text, or so many more bytes, are too much. */
  units(count: number): void {
    this.#units -= count;
    if (this.#units < 0) throw new RequestTooLargeError();
  }
}

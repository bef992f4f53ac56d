import { LeastRecentlyUsed } from '../../least-recently-used.ts';

/** Milliseconds without a sign of life after which a call of a model that hasn't answered yet is not joined. */
const UNKNOWN = 60_000;
const LEAST = 5_000;
const MOST = 5 * 60_000;
const MULTIPLE = 4;
const REMEMBERED = 32;

/**
 * How long a call of a model may go without a sign of life until it counts as hanging: by default four times the
 * longest of the model's latest 32 answers, 5 seconds at the least and 5 minutes at the most.
 */
export class Patience {
  readonly #fixed: number | undefined;
  readonly #durations = new LeastRecentlyUsed<number[]>({ maxEntries: 200 });

  /** @param fixed milliseconds for all models; `undefined` learns them. */
  constructor(fixed: number | undefined) {
    this.#fixed = fixed;
  }

  /** Takes note of how long a model took for an answer, in milliseconds. */
  learn(model: string, duration: number): void {
    if (this.#fixed !== undefined) return;
    const durations = this.#durations.get(model) ?? [];
    this.#durations.set(model, durations);
    durations.push(duration);
    if (durations.length > REMEMBERED) durations.shift();
  }

  /** Milliseconds. */
  of(model: string): number {
    if (this.#fixed !== undefined) return this.#fixed;
    const durations = this.#durations.get(model);
    if (durations === undefined) return UNKNOWN;
    return Math.min(MOST, Math.max(LEAST, MULTIPLE * Math.max(...durations)));
  }
}

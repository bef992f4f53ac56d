/** When a backend is left alone, and for how long. */
export interface CircuitBreakerOptions {
  /** Failures in a row that open the circuit. Default 5; `Infinity` never opens it. */
  readonly failures?: number;
  /** Milliseconds from the opening to the first probe, and the shortest pause after one that failed. Default 100. */
  readonly firstPause?: number;
  /** The longest that a pause gets, in milliseconds. Default 5,000. */
  readonly longestPause?: number;
  /** Milliseconds from any fixed point; never back in time. */
  readonly now: () => number;
}

/**
 * Keeps a dead backend from being asked, and waited for, on every call: after so many failures in a row the circuit
 * opens; after a pause one call is let through as a probe. Its success closes the circuit; after its failure the pause
 * is a quarter of the time for which the circuit has been open. So a backend that comes back is left alone for a quarter
 * of its outage at the most, and a dead one costs a slow call in five seconds.
 */
export class CircuitBreaker {
  readonly #failures: number;
  readonly #firstPause: number;
  readonly #longestPause: number;
  readonly #now: () => number;
  #failed = 0;
  #probing = false;
  #open: { readonly since: number; readonly probeAt: number } | undefined;

  constructor({ failures = 5, firstPause = 100, longestPause = 5_000, now }: CircuitBreakerOptions) {
    this.#failures = failures;
    this.#firstPause = firstPause;
    this.#longestPause = longestPause;
    this.#now = now;
  }

  /** Whether a call may be made now; `probe` makes the caller the one that tries while the circuit is open. */
  admit(): 'admitted' | 'probe' | 'refused' {
    if (this.#open === undefined) return 'admitted';
    if (this.#probing || this.#now() < this.#open.probeAt) return 'refused';
    this.#probing = true;
    return 'probe';
  }

  /** @returns whether this success closed the circuit. */
  succeeded(): boolean {
    const wasOpen = this.#open !== undefined;
    this.#failed = 0;
    this.#probing = false;
    this.#open = undefined;
    return wasOpen;
  }

  /**
   * @param admission what `admit` said of the call: those that began before the circuit opened don't prolong it.
   * @returns whether this failure opened the circuit.
   */
  failed(admission: 'admitted' | 'probe'): boolean {
    if (this.#open !== undefined) {
      if (admission === 'probe') {
        this.#probing = false;
        this.#pause(this.#open.since);
      }
      return false;
    }
    this.#failed++;
    if (this.#failed < this.#failures) return false;
    this.#pause(this.#now());
    return true;
  }

  /** What a call came to says nothing of the backend: another may try. */
  undecided(admission: 'admitted' | 'probe'): void {
    if (admission === 'probe') this.#probing = false;
  }

  #pause(since: number): void {
    const now = this.#now();
    const pause = Math.min(Math.max((now - since) / 4, this.#firstPause), this.#longestPause);
    this.#open = { since, probeAt: now + pause };
  }
}

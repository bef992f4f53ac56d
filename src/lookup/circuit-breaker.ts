/** When a backend is left alone, and for how long. */
export interface CircuitBreakerOptions {
  /** Failures in a row that open the circuit. Default 5; `Infinity` never opens it. */
  readonly failures?: number;
  /** Milliseconds until one call may try again. Default 10,000. */
  readonly cooldown?: number;
  /** Milliseconds from any fixed point; never back in time. */
  readonly now: () => number;
}

/**
 * Keeps a dead backend from being asked, and waited for, on every call: after so many failures in a row the circuit
 * opens; after the cooldown one call is let through, and its success closes it.
 */
export class CircuitBreaker {
  readonly #failures: number;
  readonly #cooldown: number;
  readonly #now: () => number;
  #failed = 0;
  #retryAt: number | undefined;

  constructor({ failures = 5, cooldown = 10_000, now }: CircuitBreakerOptions) {
    this.#failures = failures;
    this.#cooldown = cooldown;
    this.#now = now;
  }

  /** Whether a call may be made now. A yes while the circuit is open makes the caller the one that tries. */
  admits(): boolean {
    if (this.#retryAt === undefined) return true;
    const now = this.#now();
    if (now < this.#retryAt) return false;
    this.#retryAt = now + this.#cooldown;
    return true;
  }

  /** @returns whether this success closed the circuit. */
  succeeded(): boolean {
    const wasOpen = this.#retryAt !== undefined;
    this.#failed = 0;
    this.#retryAt = undefined;
    return wasOpen;
  }

  /** @returns whether this failure opened the circuit. */
  failed(): boolean {
    this.#failed++;
    if (this.#failed < this.#failures || this.#retryAt !== undefined) return false;
    this.#retryAt = this.#now() + this.#cooldown;
    return true;
  }
}

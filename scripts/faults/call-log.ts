/** How calls went: made, succeeded, wrong, and how long each waited. */
export class CallLog {
  made = 0;
  succeeded = 0;
  wrong = 0;
  /** The first failures, for whoever has to look into them. */
  readonly failures: string[] = [];
  readonly #waits: number[] = [];

  /** @param boundMs a call that takes longer has failed. */
  constructor(readonly boundMs = 10_000) {}

  /**
   * Makes a call.
   * @param isRight what its result must be; a wrong one succeeded, and counts as wrong.
   * @param timed whether its wait belongs to the percentile.
   */
  async run<Value>(
    name: string,
    work: () => Promise<Value>,
    isRight: (value: Value) => boolean = () => true,
    timed = true,
  ): Promise<void> {
    this.made++;
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took more than ${this.boundMs} ms`)), this.boundMs);
    });
    try {
      const value = await Promise.race([work(), late]);
      this.succeeded++;
      if (!isRight(value)) {
        this.wrong++;
        this.#note(name, `wrong: ${JSON.stringify(value)}`);
      }
    } catch (error) {
      this.#note(name, String(error));
    } finally {
      clearTimeout(timer);
      if (timed) this.#waits.push(performance.now() - started);
    }
  }

  /** Milliseconds. */
  p99(): number {
    const sorted = this.#waits.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  }

  #note(name: string, what: string): void {
    if (this.failures.length < 5) this.failures.push(`${name}: ${what}`);
  }
}

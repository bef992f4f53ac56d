/** The middle and the tail of durations, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const WINDOW = 1024;

/** The latest 1,024 durations, as a ring: percentiles of what happens now, at a fixed cost. */
export class LatencyWindow {
  readonly #durations = new Float64Array(WINDOW);
  #count = 0;

  add(milliseconds: number): void {
    this.#durations[this.#count++ % WINDOW] = milliseconds;
  }

  /** Percentiles by the nearest-rank method; 0 where nothing was added. */
  summary(): LatencySummary {
    const sorted = this.#durations.slice(0, Math.min(this.#count, WINDOW)).sort();
    const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return { count: this.#count, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
  }
}

/** Four buckets for each doubling: a percentile is at most 19% above the true one. */
const PER_DOUBLING = 4;

/** The bucket of a duration in milliseconds. Counts in buckets can be added up over processes, percentiles can't. */
export function latencyBucket(milliseconds: number): number {
  return Math.ceil(PER_DOUBLING * Math.log2(Math.max(milliseconds, 0.01)));
}

/** Percentiles by the nearest-rank method, each as the upper bound of its bucket; 0 where nothing was counted. */
export function bucketSummary(counts: ReadonlyMap<number, number>): LatencySummary {
  const buckets = [...counts].sort(([left], [right]) => left - right);
  const count = buckets.reduce((sum, [, each]) => sum + each, 0);
  const rank = (share: number): number => {
    let left = Math.ceil(share * count);
    for (const [bucket, each] of buckets) {
      left -= each;
      if (left <= 0 && each > 0) return 2 ** (bucket / PER_DOUBLING);
    }
    return 0;
  };
  return { count, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}

/** The middle and the tail of durations, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

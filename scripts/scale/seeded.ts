/** Numbers from 0 to 1, the same for one seed in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The time to the next of events that come at random, so many in a unit of time. */
export function exponential(random: () => number, rate: number): number {
  return -Math.log(1 - random()) / rate;
}

/** Draws a place from weights. */
export function drawer(weights: readonly number[]): (random: () => number) => number {
  const sums: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return (random) => {
    const at = random() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Weights of ranks 1 to `count`: 1 / rank ** exponent, with the sum 1. */
export function zipf(count: number, exponent: number): readonly number[] {
  const weights = Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Ranks with about the same weight, as one: what a sum over a hundred million of them is made of. */
export interface RankBucket {
  readonly count: number;
  /** The share of all draws that one of them has. */
  readonly share: number;
}

/** A Zipf distribution over any number of ranks: the first 64 alone, then some 20 buckets in each factor of ten. */
export function zipfBuckets(count: number, exponent: number): readonly RankBucket[] {
  const buckets: { count: number; share: number }[] = [];
  let first = 1;
  while (first <= count) {
    const next = first < 64 ? first + 1 : Math.max(first + 1, Math.round(first * 1.12));
    const last = Math.min(count, next - 1);
    const middle = Math.sqrt(first * last);
    buckets.push({ count: last - first + 1, share: middle ** -exponent });
    first = last + 1;
  }
  const sum = buckets.reduce((total, bucket) => total + bucket.count * bucket.share, 0);
  return buckets.map((bucket) => ({ count: bucket.count, share: bucket.share / sum }));
}

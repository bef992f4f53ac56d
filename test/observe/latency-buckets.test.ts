import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketSummary, latencyBucket } from '../../src/observe/latency.ts';

describe('latency buckets', () => {
  it('give percentiles at most 19% above the true ones, and never below', () => {
    const durations = fc.array(fc.double({ min: 0.01, max: 100_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(durations, (milliseconds) => {
        const counts = new Map<number, number>();
        for (const each of milliseconds) {
          counts.set(latencyBucket(each), (counts.get(latencyBucket(each)) ?? 0) + 1);
        }
        const sorted = milliseconds.sort((left, right) => left - right);
        const { p50, p95, p99, count } = bucketSummary(counts);
        expect(count).toBe(milliseconds.length);
        for (const [share, found] of [
          [0.5, p50],
          [0.95, p95],
          [0.99, p99],
        ] as const) {
          const exact = sorted[Math.ceil(share * count) - 1] ?? 0;
          expect(found / exact).toBeGreaterThan(0.999_999);
          expect(found / exact).toBeLessThan(2 ** (1 / 4) + 1e-6);
        }
      }),
    );
  });

  it('are 0 where nothing was counted', () => {
    expect(bucketSummary(new Map())).toEqual({ count: 0, p50: 0, p95: 0, p99: 0 });
  });
});

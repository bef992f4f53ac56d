export type VectorMetric = 'COSINE' | 'DOT_PRODUCT' | 'EUCLIDEAN';

/**
 * The score of two vectors of one length, as Upstash Vector gives it: cosine and dot product moved to 0..1, and a
 * distance turned into a closeness. Source: upstash.com/docs/vector/features/similarityfunctions, November 2026.
 */
export function vectorScore(metric: VectorMetric, a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  let distance = 0;
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    dot += value * other;
    lengthA += value * value;
    lengthB += other * other;
    distance += (value - other) ** 2;
  }
  switch (metric) {
    case 'COSINE':
      return (1 + (dot === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB))) / 2;
    case 'DOT_PRODUCT':
      return (1 + dot) / 2;
    case 'EUCLIDEAN':
      return 1 / (1 + distance);
  }
}

import type { Embedder } from '../contracts/embedder.ts';
import type { QuestionPair } from '../contracts/verify-pair.ts';

/** Two questions and whether the answer to the first serves the second: 1 if so, 0 if not. */
export interface LabelledPair {
  /** The question whose answer is stored. */
  readonly a: string;
  /** The question that is asked. */
  readonly b: string;
  readonly label: 0 | 1;
  /** Where the pair comes from; figures are told by source. */
  readonly source?: string;
}

/** A labelled pair with the cosine of its questions, in the terms of a verifier. */
export interface EmbeddedPair extends QuestionPair {
  readonly label: 0 | 1;
  readonly source: string;
}

const BATCH = 64;

/** The pairs with their similarities. Each text is embedded once, in batches. Rejects when the embedder fails. */
export async function embedPairs(
  embedder: Embedder,
  pairs: readonly LabelledPair[],
): Promise<readonly EmbeddedPair[]> {
  const texts = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const vectors = new Map<string, Float32Array>();
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = texts.slice(start, start + BATCH);
    const embedded = await embedder.embed(batch);
    batch.forEach((text, index) => {
      const vector = embedded[index];
      if (vector !== undefined) vectors.set(text, vector);
    });
  }
  return pairs.map(({ a, b, label, source = 'pairs' }) => ({
    cached: a,
    asked: b,
    label,
    source,
    similarity: cosine(vectors.get(a), vectors.get(b)),
  }));
}

/** The cosine of two vectors, -1 to 1; 0 where one is missing or has no length. */
export function cosine(
  one: Float32Array = new Float32Array(),
  other: Float32Array = new Float32Array(),
): number {
  let [dot, oneSquare, otherSquare] = [0, 0, 0];
  for (let index = 0; index < one.length; index++) {
    const [a, b] = [one[index] ?? 0, other[index] ?? 0];
    dot += a * b;
    oneSquare += a * a;
    otherSquare += b * b;
  }
  return dot === 0 ? 0 : dot / Math.sqrt(oneSquare * otherSquare);
}

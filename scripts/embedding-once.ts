import type { Embedder } from '../src/contracts/embedder.ts';

/** An embedder that keeps its vectors: measures ask for the same texts, and embedding them is most of their time. */
export function embeddingOnce(inner: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    ...inner,
    async embed(texts) {
      const unknown = texts.filter((text) => !known.has(text));
      const vectors = unknown.length === 0 ? [] : await inner.embed(unknown);
      unknown.forEach((text, index) => {
        known.set(text, vectors[index] ?? new Float32Array());
      });
      return texts.map((text) => known.get(text) ?? new Float32Array());
    },
  };
}

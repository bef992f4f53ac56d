import type { Embedder } from '../contracts/embedder.ts';

/**
 * An embedder that keeps its vectors: measures ask for the same texts, and embedding them is most of their time.
 * @param onEmbedded called after each batch with how many texts are known by then.
 */
export function embeddingOnce(inner: Embedder, onEmbedded?: (known: number) => void): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    ...inner,
    async embed(texts) {
      const unknown = texts.filter((text) => !known.has(text));
      const vectors = unknown.length === 0 ? [] : await inner.embed(unknown);
      unknown.forEach((text, index) => {
        known.set(text, vectors[index] ?? new Float32Array());
      });
      if (unknown.length > 0) onEmbedded?.(known.size);
      return texts.map((text) => known.get(text) ?? new Float32Array());
    },
  };
}

import type { Embedder } from 'reprise/semantic';

const dimensions = 512;

/** An embedder that nobody measured: it counts the triples of letters of a text. */
export function trigramEmbedder(): Embedder {
  return {
    id: 'demo/trigrams',
    dimensions,
    embed: async (texts) => texts.map(counts),
  };
}

function counts(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  const letters = ` ${text.toLowerCase()} `;
  for (let start = 0; start + 3 <= letters.length; start++) {
    let hash = 0;
    for (const letter of letters.slice(start, start + 3))
      hash = (hash * 31 + letter.charCodeAt(0)) % dimensions;
    vector[hash] = (vector[hash] ?? 0) + 1;
  }
  return vector;
}

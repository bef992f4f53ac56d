import type { Embedder } from '../../contracts/embedder.ts';
import type { Attempt, FailOpen, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import { base64, fromBase64 } from '../../request/base64.ts';

export interface CachedEmbeddingsOptions {
  readonly embedder: Embedder;
  readonly backend: FailOpen;
  readonly core: SemanticSurroundings;
}

// A vector of 1,536 dimensions takes 6 KB: 2,000 take 12 MB.
const IN_MEMORY = 2_000;
const LIFETIME = 30 * 24 * 60 * 60_000;

/** An embedder whose vectors are kept, by its id and the text: the same question is embedded, and paid for, once. */
export class CachedEmbeddings {
  readonly #options: CachedEmbeddingsOptions;
  readonly #memory = new LeastRecentlyUsed<Promise<Attempt<Float32Array>>>({ maxEntries: IN_MEMORY });

  constructor(options: CachedEmbeddingsOptions) {
    this.#options = options;
  }

  /** The vector of a text; not ok when the embedder failed, or took too long. */
  async embed(text: string): Promise<Attempt<Float32Array>> {
    const { embedder, core } = this.#options;
    const name = `v:${await core.hash(`${embedder.id}\n${text}`)}`;
    const known = this.#memory.get(name);
    if (known !== undefined) return known;
    const embedding = this.#find(name, text);
    this.#memory.set(name, embedding);
    const attempt = await embedding;
    if (!attempt.ok) this.#memory.delete(name);
    return attempt;
  }

  /** The vector of a text that won't come again, such as an answer: not kept. */
  embedOnce(text: string): Promise<Attempt<Float32Array>> {
    const { embedder, backend, core } = this.#options;
    const isVector = (value: unknown): value is Float32Array => isVectorOf(value, embedder.dimensions);
    return backend.attempt('embed', core.timeouts.embed, isVector, async (signal) => {
      const vectors: unknown = await embedder.embed([text], { signal });
      return Array.isArray(vectors) && vectors.length === 1 ? vectors[0] : undefined;
    });
  }

  async #find(name: string, text: string): Promise<Attempt<Float32Array>> {
    const { core } = this.#options;
    const stored = await this.#stored(name);
    if (stored !== undefined) return { ok: true, value: stored };
    const attempt = await this.embedOnce(text);
    if (attempt.ok && core.embeddings !== undefined) {
      const { buffer, byteOffset, byteLength } = attempt.value;
      const bytes = base64(new Uint8Array(buffer, byteOffset, byteLength));
      core.background.run(core.embeddings.write(name, bytes, core.clock() + LIFETIME));
    }
    return attempt;
  }

  async #stored(name: string): Promise<Float32Array | undefined> {
    const { core, embedder } = this.#options;
    const read = await core.embeddings?.read(name);
    if (!read?.ok || read.value === undefined) return undefined;
    try {
      const { buffer } = fromBase64(read.value);
      const vector = buffer.byteLength % 4 === 0 ? new Float32Array(buffer) : undefined;
      return isVectorOf(vector, embedder.dimensions) ? vector : undefined;
    } catch {
      return undefined;
    }
  }
}

function isVectorOf(value: unknown, dimensions: number | undefined): value is Float32Array {
  return (
    value instanceof Float32Array &&
    value.length > 0 &&
    (dimensions === undefined || value.length === dimensions) &&
    value.every(Number.isFinite)
  );
}

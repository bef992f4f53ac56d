import { LRUCache } from 'lru-cache';
import type { Embedder } from '../contracts/embedder.ts';
import { base64, fromBase64 } from '../request/base64.ts';
import { sha256 } from '../request/digest.ts';
import { type Attempt, type Backend, isAnything } from './fail-open/backend.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import type { Layer } from './layer.ts';
import { isReadOf } from './store-reply.ts';

export interface CachedEmbeddingsOptions {
  readonly embedder: Embedder;
  readonly backend: Backend;
  /** Milliseconds for one embedding. */
  readonly timeout: number;
  /** Where vectors are kept for other processes; `undefined` keeps them in this one only. */
  readonly store: Layer | undefined;
  readonly writeTimeout: number;
  readonly namespace: string;
  readonly background: BackgroundWork;
  readonly clock: () => number;
}

// A vector of 1,536 dimensions takes 6 KB: 2,000 take 12 MB.
const IN_MEMORY = 2_000;
const LIFETIME = 30 * 24 * 60 * 60_000;

/** An embedder whose vectors are kept, by its id and the text: the same question is embedded, and paid for, once. */
export class CachedEmbeddings {
  readonly #options: CachedEmbeddingsOptions;
  readonly #memory = new LRUCache<string, Promise<Attempt<Float32Array>>>({ max: IN_MEMORY });

  constructor(options: CachedEmbeddingsOptions) {
    this.#options = options;
  }

  /** The vector of a text; not ok when the embedder failed, or took too long. */
  async embed(text: string): Promise<Attempt<Float32Array>> {
    const name = `${this.#options.namespace}:v:${await sha256(`${this.#options.embedder.id}\n${text}`)}`;
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
    const { embedder, backend, timeout } = this.#options;
    return backend.attempt('embed', timeout, isVector, async (signal) => {
      const vectors: unknown = await embedder.embed([text], { signal });
      return Array.isArray(vectors) ? vectors[0] : undefined;
    });
  }

  async #find(name: string, text: string): Promise<Attempt<Float32Array>> {
    const { store } = this.#options;
    const stored = store && (await this.#read(store, name));
    if (stored !== undefined) return { ok: true, value: stored };
    const attempt = await this.embedOnce(text);
    if (attempt.ok && store !== undefined) this.#write(store, name, attempt.value);
    return attempt;
  }

  async #read(store: Layer, name: string): Promise<Float32Array | undefined> {
    const read = await store.backend.attempt('read', store.readTimeout, isReadOf(0), (signal) =>
      store.store.read(name, [], { signal }),
    );
    if (!read.ok || read.value.value === undefined) return undefined;
    try {
      const { buffer } = fromBase64(read.value.value);
      return buffer.byteLength > 0 && buffer.byteLength % 4 === 0 ? new Float32Array(buffer) : undefined;
    } catch {
      return undefined;
    }
  }

  #write(store: Layer, name: string, vector: Float32Array): void {
    const { background, writeTimeout, clock } = this.#options;
    const text = base64(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    const write = store.backend.attempt('write', writeTimeout, isAnything, (signal) =>
      store.store.write(name, text, clock() + LIFETIME, { signal }),
    );
    background.run(write);
  }
}

function isVector(value: unknown): value is Float32Array {
  return value instanceof Float32Array && value.length > 0 && value.every(Number.isFinite);
}

import type { Embedder } from '../contracts/embedder.ts';
import { InvalidOptionError } from '../errors.ts';
import { sharedModel } from './shared-model.ts';

export interface LocalEmbedderOptions {
  /** Texts embedded in one run of the model, 1 to 256; default 32. Larger batches hold the event loop longer. */
  readonly batchSize?: number;
}

/** Names the model and the version that the thresholds of this library were measured with. */
export const localEmbedderId = 'energetic-ai/use-lite-en@0.2.0';

/**
 * An embedder that runs in the process: no network, no key, English only, Node only. It is the Universal Sentence
 * Encoder lite (Cer et al., 2018, arXiv:1803.11175) as packaged by `@energetic-ai` 0.2.0 (Apache-2.0), three
 * optional packages that have to be installed. 512 dimensions, unit length; about 10 ms for one sentence and
 * 4 ms each in batches. The model is loaded at the first call (some 130 ms, 32 MB on disk), once a process, and kept.
 *
 * In a bundled server the packages must stay outside of the bundle, since the model lies in files beside them; in
 * Next.js: `serverExternalPackages`.
 *
 * `embed` rejects with `MissingPeerError` when the packages aren't installed, and with `ModelNotLoadedError` when the
 * model's files aren't found.
 */
export function localEmbedder(options: LocalEmbedderOptions = {}): Embedder {
  const { batchSize = 32 } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 256) {
    throw new InvalidOptionError('batchSize', 'a whole number from 1 to 256');
  }

  return {
    id: localEmbedderId,
    dimensions: 512,
    async embed(texts, operation) {
      if (texts.length === 0) return [];
      const model = await sharedModel();
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        operation?.signal?.throwIfAborted();
        // The model fails on an empty text; a space has an embedding like any other.
        const batch = texts.slice(start, start + batchSize).map((text) => (text.trim() === '' ? ' ' : text));
        for (const vector of await model.embed(batch)) vectors.push(Float32Array.from(vector));
      }
      return vectors;
    },
  };
}

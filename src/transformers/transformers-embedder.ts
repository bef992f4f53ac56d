import type { Embedder } from '../contracts/embedder.ts';
import { InvalidOptionError, StoreFailedError } from '../errors.ts';
import { loadedOnce, type Pooling } from './transformers-library.ts';

export interface TransformersEmbedderOptions {
  /**
   * A sentence-embedding model: the absolute path of its folder (`config.json`, `tokenizer.json`, `onnx/model.onnx`), or
   * its name where the library's cache has it or may download it, such as `Xenova/all-MiniLM-L6-v2`.
   */
  readonly model: string;
  /** The embedder's id, which thresholds are bound to. Default: `transformers/`, the model's last name, and the dtype. */
  readonly id?: string;
  /** How token vectors become one, as the model's card says. Default `mean`; the bge and arctic models want `cls`. */
  readonly pooling?: Pooling;
  /** The precision of the weights that are loaded, such as `fp32`, `fp16` or `q8`. Default `fp32`. */
  readonly dtype?: string;
  /** Stands before each text, where the model's card asks for it. Default: nothing. */
  readonly prefix?: string;
  /** Texts embedded in one run, 1 to 256; default 32. Larger batches hold the event loop longer. */
  readonly batchSize?: number;
}

/**
 * An embedder in the process over `@huggingface/transformers` 4 (Apache-2.0), an optional package. The model is loaded
 * at the first call, and kept. Vectors have unit length.
 *
 * `embed` rejects with `MissingPeerError` where the package isn't installed, `ModelNotLoadedError` where the model isn't
 * found, and `StoreFailedError` where it gives something else than a vector a text.
 * @throws InvalidOptionError for an option out of its range.
 */
export function transformersEmbedder(options: TransformersEmbedderOptions): Embedder {
  const { model, pooling = 'mean', dtype = 'fp32', prefix = '', batchSize = 32 } = options;
  if (typeof model !== 'string' || model === '') throw new InvalidOptionError('model', 'a path or a name');
  if (pooling !== 'mean' && pooling !== 'cls') throw new InvalidOptionError('pooling', "'mean' or 'cls'");
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 256) {
    throw new InvalidOptionError('batchSize', 'a whole number from 1 to 256');
  }
  const { id = `transformers/${model.split(/[\\/]/).filter(Boolean).at(-1)}-${dtype}` } = options;
  const extractor = loadedOnce('transformersEmbedder()', ({ pipeline }) =>
    pipeline('feature-extraction', model, { dtype }),
  );
  let dimensions: number | undefined;

  return {
    id,
    get dimensions() {
      return dimensions;
    },
    async embed(texts, { signal } = {}) {
      if (texts.length === 0) return [];
      const extract = await extractor();
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        signal?.throwIfAborted();
        const batch = texts.slice(start, start + batchSize).map((text) => prefix + text);
        const { data, dims } = await extract(batch, { pooling, normalize: true });
        const [count, width = 0] = dims;
        const numbers = Float32Array.from(data);
        const whole = count === batch.length && width > 0 && numbers.length === batch.length * width;
        if (!whole || !numbers.every(Number.isFinite))
          throw new StoreFailedError('embed', 'unexpected reply');
        batch.forEach((_, index) => {
          vectors.push(numbers.slice(index * width, (index + 1) * width));
        });
      }
      dimensions = vectors[0]?.length;
      return vectors;
    },
  };
}

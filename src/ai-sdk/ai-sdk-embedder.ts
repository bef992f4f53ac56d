import type { Embedder } from '../contracts/embedder.ts';
import { InvalidOptionError, StoreFailedError } from '../errors.ts';
import { checkedVectors } from '../semantic/checked-vectors.ts';

/** What is used of an embedding model of the AI SDK: those of ai 5, 6 and 7 (`EmbeddingModelV2`, `V3`, `V4`) fit. */
export interface NativeEmbeddingModel {
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined;
  readonly supportsParallelCalls: PromiseLike<boolean> | boolean;
  doEmbed(options: {
    values: string[];
    abortSignal?: AbortSignal;
    providerOptions?: EmbeddingProviderOptions;
  }): PromiseLike<{ readonly embeddings: readonly (readonly number[])[] }>;
}

export type EmbeddingJson =
  | null
  | string
  | number
  | boolean
  | { [key: string]: EmbeddingJson | undefined }
  | EmbeddingJson[];
export type EmbeddingProviderOptions = Record<string, Record<string, EmbeddingJson>>;

export interface AiSdkEmbedderOptions {
  /**
   * The embedder's id. Default: provider and model, such as `openai/text-embedding-3-small`. Give one of your own
   * when `providerOptions` change the vectors, since thresholds are bound to the id.
   */
  readonly id?: string;
  /** Passed to the model with each call, such as `{ openai: { dimensions: 256 } }`. */
  readonly providerOptions?: EmbeddingProviderOptions;
}

/**
 * An embedder over an embedding model of the AI SDK (ai 5, 6 and 7), such as
 * `openai.textEmbeddingModel('text-embedding-3-small')`. The model is called directly, without the SDK's retries, in
 * batches of what it takes in one call; batches run in parallel where the model allows it. A signal goes to the model.
 *
 * `embed` rejects with a StoreFailedError that says `status 429` or the like, `aborted`, or `unexpected reply`; the
 * model's own error is dropped, since it quotes the texts.
 *
 * @throws InvalidOptionError when the model is a text: a model's id alone says nothing of who serves it.
 */
export function aiSdkEmbedder(model: NativeEmbeddingModel, options: AiSdkEmbedderOptions = {}): Embedder {
  if (typeof model !== 'object' || model === null || typeof model.doEmbed !== 'function') {
    throw new InvalidOptionError('embeddingModel', 'an embedding model object of the AI SDK, not its id');
  }
  const { id = idOf(model), providerOptions } = options;
  let dimensions: number | undefined;

  const embedBatch = async (
    values: string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Float32Array[]> => {
    const { embeddings } = await model.doEmbed({
      values,
      ...(signal === undefined ? {} : { abortSignal: signal }),
      ...(providerOptions === undefined ? {} : { providerOptions }),
    });
    const vectors = checkedVectors(embeddings, values.length, dimensions);
    if (vectors === undefined) throw unexpectedReply();
    dimensions = vectors[0]?.length;
    return vectors;
  };

  return {
    id,
    get dimensions() {
      return dimensions;
    },
    async embed(texts, { signal } = {}) {
      if (texts.length === 0) return [];
      try {
        signal?.throwIfAborted();
        const size = Math.max(1, (await model.maxEmbeddingsPerCall) ?? texts.length);
        const batches: string[][] = [];
        for (let start = 0; start < texts.length; start += size)
          batches.push(texts.slice(start, start + size));
        if (await model.supportsParallelCalls) {
          return (await Promise.all(batches.map((batch) => embedBatch(batch, signal)))).flat();
        }
        const vectors: Float32Array[] = [];
        for (const batch of batches) vectors.push(...(await embedBatch(batch, signal)));
        return vectors;
      } catch (error) {
        throw error instanceof StoreFailedError
          ? error
          : new StoreFailedError('embed', kindOf(error, signal));
      }
    },
  };
}

/** Providers name themselves with the kind of model, as in `openai.embedding`, which says nothing of the vectors. */
function idOf({ provider, modelId }: NativeEmbeddingModel): string {
  return `${provider.split('.', 1)[0]}/${modelId}`;
}

const unexpectedReply = () => new StoreFailedError('embed', 'unexpected reply');

function kindOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return 'aborted';
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  if (typeof status === 'number') return status >= 400 ? `status ${status}` : 'unexpected reply';
  return 'network';
}

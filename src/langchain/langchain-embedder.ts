import type { Embedder } from '../contracts/embedder.ts';
import { InvalidOptionError, StoreFailedError } from '../errors.ts';
import { checkedVectors } from '../semantic/checked-vectors.ts';

/** What is used of LangChain's `Embeddings`: every class that implements them fits. */
export interface LangChainEmbeddings {
  embedDocuments(documents: string[]): Promise<number[][]>;
  embedQuery(document: string): Promise<number[]>;
}

export interface LangChainEmbedderOptions {
  /**
   * Names the model and what changes its vectors, such as `openai/text-embedding-3-small`. Thresholds are bound to it,
   * and LangChain's embeddings don't tell it by themselves.
   */
  readonly id: string;
  /** The length of the vectors, when it is known beforehand. Default: that of the first vector. */
  readonly dimensions?: number;
}

/**
 * An embedder over LangChain's embeddings, such as `new OpenAIEmbeddings({ model })`. One text is embedded as a query
 * and several as documents: choose embeddings that make no difference between the two, as most do, since here
 * questions are compared with questions.
 *
 * Their interface takes no signal: an aborted call ends when they end it, by their own `timeout`. `embed` rejects with
 * a StoreFailedError that says `status 429` or the like, `aborted`, or `unexpected reply`; the original error is
 * dropped, since it may quote the texts.
 *
 * @throws InvalidOptionError when the id is empty or `dimensions` isn't 1 or above.
 */
export function langchainEmbedder(
  embeddings: LangChainEmbeddings,
  options: LangChainEmbedderOptions,
): Embedder {
  const { id } = options;
  if (typeof id !== 'string' || id.trim() === '') {
    throw new InvalidOptionError('id', "the model's name, such as 'openai/text-embedding-3-small'");
  }
  let { dimensions } = options;
  if (dimensions !== undefined && !(Number.isInteger(dimensions) && dimensions >= 1)) {
    throw new InvalidOptionError('dimensions', 'a whole number, 1 or above');
  }

  return {
    id,
    get dimensions() {
      return dimensions;
    },
    async embed(texts, { signal } = {}) {
      const [first, ...others] = texts;
      if (first === undefined) return [];
      try {
        signal?.throwIfAborted();
        const found =
          others.length === 0
            ? [await embeddings.embedQuery(first)]
            : await embeddings.embedDocuments([...texts]);
        const vectors = checkedVectors(found, texts.length, dimensions);
        if (vectors === undefined) throw unexpectedReply();
        dimensions = vectors[0]?.length;
        return vectors;
      } catch (error) {
        throw error instanceof StoreFailedError
          ? error
          : new StoreFailedError('embed', kindOf(error, signal));
      }
    },
  };
}

const unexpectedReply = () => new StoreFailedError('embed', 'unexpected reply');

function kindOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return 'aborted';
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  if (typeof status === 'number') return `status ${status}`;
  return error instanceof TypeError || error instanceof SyntaxError ? 'unexpected reply' : 'network';
}

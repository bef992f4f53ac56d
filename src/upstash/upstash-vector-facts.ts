import type { VectorInput } from '../contracts/vector-index.ts';
import { IndexMismatchError } from '../errors.ts';
import { unexpectedReply } from './upstash-failure.ts';

/** What an index was made for. */
export interface UpstashVectorFacts {
  readonly dimension: number;
  readonly similarityFunction: string;
  readonly embeddingModel: string | undefined;
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** @throws StoreFailedError when the reply isn't one to `info`. */
export function upstashVectorFacts(reply: unknown): UpstashVectorFacts {
  const info = fieldsOf(reply);
  const dense = fieldsOf(info.get('denseIndex'));
  const dimension = info.get('dimension');
  const similarityFunction = info.get('similarityFunction');
  const model = dense.get('embeddingModel');
  if (typeof dimension !== 'number' || typeof similarityFunction !== 'string') throw unexpectedReply('info');
  return {
    dimension,
    similarityFunction,
    embeddingModel: typeof model === 'string' && model !== '' ? model : undefined,
  };
}

/** @throws IndexMismatchError when the index can't hold or compare such inputs. */
export function checkUpstashVectorFacts(
  facts: UpstashVectorFacts,
  inputs: readonly VectorInput[],
  hostedModel: string | undefined,
): void {
  const { dimension, similarityFunction, embeddingModel } = facts;
  if (similarityFunction !== 'COSINE') {
    throw new IndexMismatchError(
      `its metric is ${/^[A-Z_]{1,20}$/.test(similarityFunction) ? similarityFunction : 'unknown'}, and thresholds are cosines; make an index with the metric COSINE`,
    );
  }
  for (const input of inputs) {
    if ('vector' in input && input.vector.length !== dimension) {
      throw new IndexMismatchError(`it holds ${dimension} dimensions and was given ${input.vector.length}`);
    }
    if ('text' in input && embeddingModel === undefined) {
      throw new IndexMismatchError('it was made without an embedding model; give the cache an embedder');
    }
    if ('text' in input && embeddingModel !== hostedModel) {
      throw new IndexMismatchError('its embedding model is not the one named as "hostedModel"');
    }
  }
}

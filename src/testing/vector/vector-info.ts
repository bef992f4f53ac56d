import type { VectorNamespaces } from './vector-namespaces.ts';
import type { Fields } from './vector-request.ts';
import type { VectorMetric } from './vector-score.ts';

interface VectorIndexShape {
  readonly dimensions: number;
  readonly similarityFunction: VectorMetric;
  readonly embeddingModel: string | false;
}

/** The reply to `info`: what the index was made for, and how much is in it. */
export function vectorInfo(namespaces: VectorNamespaces, shape: VectorIndexShape): Fields {
  const { dimensions, similarityFunction, embeddingModel } = shape;
  const names = namespaces.names();
  const counts = names.map((name) => {
    const pendingVectorCount = namespaces.pending(name);
    const vectorCount = namespaces.stored(name).size - pendingVectorCount;
    return { vectorCount, pendingVectorCount };
  });
  const total = (field: 'vectorCount' | 'pendingVectorCount') =>
    counts.reduce((sum, count) => sum + count[field], 0);
  const model = embeddingModel === false ? {} : { embeddingModel };
  return {
    vectorCount: total('vectorCount'),
    pendingVectorCount: total('pendingVectorCount'),
    indexSize: total('vectorCount') * dimensions * 4,
    dimension: dimensions,
    similarityFunction,
    indexType: 'DENSE',
    denseIndex: { dimension: dimensions, similarityFunction, ...model },
    namespaces: Object.fromEntries(names.map((name, index) => [name, counts[index]])),
  };
}

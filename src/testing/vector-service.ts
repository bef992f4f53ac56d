import { type EmbedTexts, offlineEmbedding } from './offline-embedding.ts';
import type { RestReply, RestService } from './rest-service.ts';
import { parseVectorFilter, type VectorFilter } from './vector-filter.ts';
import { VectorFilterError } from './vector-filter-tokens.ts';
import { type VectorRecord, vectorNamespaces } from './vector-namespaces.ts';
import {
  batchOf,
  countOf,
  dataOf,
  type Fields,
  fieldsOf,
  idOf,
  idsOf,
  isFields,
  metadataOf,
  VectorRequestError,
  vectorOf,
} from './vector-request.ts';
import { type VectorMetric, vectorScore } from './vector-score.ts';

export interface VectorServiceOptions {
  /** The length of its vectors. Default 512, what the offline embedder gives. */
  readonly dimensions?: number;
  /** Default `COSINE`. */
  readonly similarityFunction?: VectorMetric;
  /**
   * The name of the hosted embedding model; `false` for an index without one, whose endpoints for texts refuse.
   * Default: `offline`, for an index of 512 dimensions, else `false`.
   */
  readonly embeddingModel?: string | false;
  /** What embeds behind the hosted model. Default: an offline model for English, loaded at the first text. */
  readonly embed?: EmbedTexts;
  /** How long queries don't see a write, in milliseconds of the clock. Default 0. */
  readonly lag?: number;
  /** How many of the nearest candidates a filter is tried on; a selective one finds fewer. Default `Infinity`. */
  readonly filterBudget?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly clock?: () => number;
}

/**
 * The protocol of Upstash Vector over data in memory: dense indexes, namespaces, filters, hosted embedding, lag and
 * filter budget. Resumable queries and sparse vectors aren't there.
 * Source: upstash.com/docs/vector/api and the requests of `@upstash/vector` 1.2.3, November 2026.
 */
export function vectorService(options: VectorServiceOptions = {}): RestService {
  const {
    dimensions = 512,
    similarityFunction = 'COSINE',
    embeddingModel = dimensions === 512 ? 'offline' : false,
    embed: embedTexts = offlineEmbedding(),
    lag = 0,
    filterBudget = Number.POSITIVE_INFINITY,
    clock = Date.now,
  } = options;
  const namespaces = vectorNamespaces(lag, clock);

  const embed = async (texts: readonly string[]): Promise<readonly (readonly number[])[]> => {
    if (embeddingModel === false) {
      throw new VectorRequestError(
        422,
        'Embedding data for this index is not allowed. The index must be created with an embedding model to use it.',
      );
    }
    return (await embedTexts(texts)).map((vector) => vectorOf(vector, dimensions));
  };

  const textOf = (fields: Fields): string => {
    const text = dataOf(fields.data);
    if (text === undefined) throw new VectorRequestError(422, 'Data is required');
    return text;
  };

  const writeAll = (
    namespace: string,
    batch: readonly Fields[],
    vectors: readonly (readonly number[])[],
  ): string => {
    const records = batch.map((fields, index) =>
      recordOf(idOf(fields.id), vectors[index] ?? [], metadataOf(fields.metadata), dataOf(fields.data)),
    );
    for (const record of records) namespaces.write(namespace, record);
    return 'Success';
  };

  const search = (namespace: string, query: Fields, vector: readonly number[]): readonly Fields[] => {
    const topK = query.topK === undefined ? 10 : countOf(query.topK, 'topK');
    const filter = filterOf(query.filter);
    const ranked = [...namespaces.indexed(namespace).values()]
      .map((record) => ({ record, score: vectorScore(similarityFunction, vector, record.vector) }))
      .sort((a, b) => b.score - a.score);
    const matching =
      filter === undefined
        ? ranked
        : ranked.slice(0, filterBudget).filter(({ record }) => filter(record.metadata));
    return matching.slice(0, topK).map(({ record, score }) => {
      const { id, ...shown } = view(record, query);
      return { id, score, ...shown };
    });
  };

  /** Many queries give many replies; an array of one gives a flat reply. */
  const searchAll = (
    namespace: string,
    body: unknown,
    queries: readonly Fields[],
    vectors: readonly (readonly number[])[],
  ): unknown => {
    const replies = queries.map((query, index) => search(namespace, query, vectors[index] ?? []));
    return Array.isArray(body) && replies.length !== 1 ? replies : replies[0];
  };

  const selected = (namespace: string, fields: Fields): readonly string[] => {
    const stored = namespaces.stored(namespace);
    if (fields.ids !== undefined) return idsOf(fields.ids);
    const { prefix } = fields;
    if (typeof prefix === 'string') return [...stored.keys()].filter((id) => id.startsWith(prefix));
    const filter = filterOf(fields.filter);
    if (filter === undefined) throw new VectorRequestError(400, 'Expected ids, prefix or filter');
    return [...stored.values()].filter(({ metadata }) => filter(metadata)).map(({ id }) => id);
  };

  const update = async (namespace: string, fields: Fields): Promise<Fields> => {
    const id = idOf(fields.id);
    const before = namespaces.stored(namespace).get(id);
    if (before === undefined) return { updated: 0 };
    const given = metadataOf(fields.metadata);
    const merged = fields.metadataUpdateMode === 'PATCH' ? { ...before.metadata, ...given } : given;
    const data = dataOf(fields.data);
    const embedded = fields.vector === undefined && data !== undefined ? await embed([data]) : [];
    const vector =
      fields.vector === undefined ? (embedded[0] ?? before.vector) : vectorOf(fields.vector, dimensions);
    const metadata = given === undefined ? before.metadata : metadataOf(merged);
    namespaces.write(namespace, recordOf(id, vector, metadata, data ?? before.data));
    return { updated: 1 };
  };

  const info = (): Fields => {
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
  };

  const range = (namespace: string, fields: Fields): Fields => {
    const limit = countOf(fields.limit, 'limit');
    const start = Number(fields.cursor ?? 0) || 0;
    const { prefix } = fields;
    const records = [...namespaces.stored(namespace).values()].filter(
      ({ id }) => typeof prefix !== 'string' || id.startsWith(prefix),
    );
    const end = start + limit;
    return {
      nextCursor: end < records.length ? String(end) : '',
      vectors: records.slice(start, end).map((record) => view(record, fields)),
    };
  };

  const answer = async (endpoint: string, namespace: string, body: unknown): Promise<unknown> => {
    switch (endpoint) {
      case 'upsert': {
        const batch = batchOf(body);
        return writeAll(
          namespace,
          batch,
          batch.map(({ vector }) => vectorOf(vector, dimensions)),
        );
      }
      case 'upsert-data': {
        const batch = batchOf(body);
        return writeAll(namespace, batch, await embed(batch.map(textOf)));
      }
      case 'query': {
        const queries = batchOf(body);
        const vectors = queries.map(({ vector }) => vectorOf(vector, dimensions));
        return searchAll(namespace, body, queries, vectors);
      }
      case 'query-data': {
        const queries = batchOf(body);
        return searchAll(namespace, body, queries, await embed(queries.map(textOf)));
      }
      case 'delete': {
        const ids = selected(namespace, fieldsOf(body));
        return { deleted: ids.filter((id) => namespaces.remove(namespace, id)).length };
      }
      case 'fetch': {
        const stored = namespaces.stored(namespace);
        return selected(namespace, fieldsOf(body)).map((id) => {
          const record = stored.get(id);
          return record === undefined ? null : view(record, fieldsOf(body));
        });
      }
      case 'range':
        return range(namespace, fieldsOf(body));
      case 'update':
        return update(namespace, fieldsOf(body));
      case 'info':
        return info();
      case 'reset':
        namespaces.clear(namespace);
        return 'Success';
      case 'reset?all':
        for (const name of namespaces.names()) namespaces.drop(name);
        return 'Success';
      case 'list-namespaces':
        return namespaces.names();
      case 'delete-namespace':
        if (namespace === '' || !namespaces.has(namespace)) {
          throw new VectorRequestError(404, `Namespace ${namespace} for the index local does not exist`);
        }
        namespaces.drop(namespace);
        return 'Success';
      default:
        throw new VectorRequestError(404, 'Not Found');
    }
  };

  return {
    async handle(path, body): Promise<RestReply> {
      const [endpoint = '', namespace = ''] = path.replace(/^\//, '').split('/');
      try {
        return { status: 200, body: { result: await answer(endpoint, decodeURIComponent(namespace), body) } };
      } catch (error) {
        if (error instanceof VectorRequestError) return error.reply;
        if (!(error instanceof VectorFilterError)) throw error;
        return { status: 400, body: { error: `Invalid filter: ${error.message}`, status: 400 } };
      }
    },
    async close() {
      for (const name of namespaces.names()) namespaces.drop(name);
    },
  };
}

function recordOf(
  id: string,
  vector: readonly number[],
  metadata: Fields | undefined,
  data: string | undefined,
): VectorRecord {
  return {
    id,
    vector,
    ...(metadata === undefined ? {} : { metadata }),
    ...(data === undefined ? {} : { data }),
  };
}

function filterOf(filter: unknown): VectorFilter | undefined {
  if (filter === undefined || filter === '') return undefined;
  if (typeof filter !== 'string') throw new VectorRequestError(400, 'A filter is a text');
  return parseVectorFilter(filter);
}

/** What a reply shows of an entry: what was asked for. */
function view(record: VectorRecord, asked: Fields): Fields {
  const { id, vector, metadata, data } = record;
  return {
    id,
    ...(asked.includeVectors === true ? { vector } : {}),
    ...(asked.includeMetadata === true && isFields(metadata) ? { metadata } : {}),
    ...(asked.includeData === true && data !== undefined ? { data } : {}),
  };
}

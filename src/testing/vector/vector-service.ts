import { jsonOf, type RestReply, type RestService } from '../rest/rest-service.ts';
import { type EmbedTexts, offlineEmbedding } from './offline-embedding.ts';
import { VectorFilterError } from './vector-filter-tokens.ts';
import { vectorInfo } from './vector-info.ts';
import { type VectorRecord, vectorNamespaces } from './vector-namespaces.ts';
import { vectorReads } from './vector-reads.ts';
import {
  batchOf,
  dataOf,
  type Fields,
  fieldsOf,
  idOf,
  metadataOf,
  VectorRequestError,
  vectorOf,
} from './vector-request.ts';
import type { VectorMetric } from './vector-score.ts';

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

/** Every endpoint takes POST, which the clients send; these are the methods of the documentation's own requests. */
const otherMethods: Readonly<Record<string, readonly string[]>> = {
  GET: ['fetch', 'range', 'info', 'list-namespaces'],
  DELETE: ['delete', 'reset', 'delete-namespace'],
};

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
  const reads = vectorReads(namespaces, { similarityFunction, filterBudget });

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

  /** Many queries give many replies; an array of one gives a flat reply. */
  const searchAll = (
    namespace: string,
    body: unknown,
    queries: readonly Fields[],
    vectors: readonly (readonly number[])[],
  ): unknown => {
    const replies = queries.map((query, index) => reads.search(namespace, query, vectors[index] ?? []));
    return Array.isArray(body) && replies.length !== 1 ? replies : replies[0];
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

  const answer = async (
    endpoint: string,
    namespace: string,
    body: unknown,
    all: boolean,
  ): Promise<unknown> => {
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
        const ids = reads.deletedIds(namespace, fieldsOf(body));
        return { deleted: ids.filter((id) => namespaces.remove(namespace, id)).length };
      }
      case 'fetch':
        return reads.fetch(namespace, fieldsOf(body));
      case 'range':
        return reads.range(namespace, fieldsOf(body));
      case 'update':
        return update(namespace, fieldsOf(body));
      case 'info':
        return vectorInfo(namespaces, { dimensions, similarityFunction, embeddingModel });
      case 'reset':
        for (const name of all ? namespaces.names() : [namespace]) namespaces.clear(name);
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
    async handle({ method, path, query, text }): Promise<RestReply> {
      const [endpoint = '', namespace = ''] = path.replace(/^\//, '').split('/');
      try {
        if (method !== 'POST' && !otherMethods[method]?.includes(endpoint)) {
          throw new VectorRequestError(405, 'Method Not Allowed');
        }
        const all = query.has('all') && query.get('all') !== 'false';
        const result = await answer(endpoint, decodeURIComponent(namespace), jsonOf(text), all);
        return { status: 200, body: { result } };
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

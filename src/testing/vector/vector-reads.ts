import { parseVectorFilter, type VectorFilter } from './vector-filter.ts';
import type { VectorNamespaces, VectorRecord } from './vector-namespaces.ts';
import { countOf, type Fields, idsOf, isFields, VectorRequestError } from './vector-request.ts';
import { type VectorMetric, vectorScore } from './vector-score.ts';

interface VectorReadOptions {
  readonly similarityFunction: VectorMetric;
  /** How many of the nearest candidates a filter is tried on. */
  readonly filterBudget: number;
}

/** What requests read of a namespace, as their replies show it. All throw VectorRequestError or VectorFilterError. */
export interface VectorReads {
  /** For one `query`, the nearest first. */
  search(namespace: string, query: Fields, vector: readonly number[]): readonly Fields[];
  /** The ids that a `delete` is about, by one of `ids`, `prefix` and `filter`. Those given may not be there. */
  deletedIds(namespace: string, fields: Fields): readonly string[];
  fetch(namespace: string, fields: Fields): readonly (Fields | null)[];
  /** One page. */
  range(namespace: string, fields: Fields): Fields;
}

export function vectorReads(namespaces: VectorNamespaces, options: VectorReadOptions): VectorReads {
  const { similarityFunction, filterBudget } = options;

  const selectedIds = (namespace: string, fields: Fields, criteria: readonly string[]): readonly string[] => {
    const stored = namespaces.stored(namespace);
    if (criteria.filter((name) => fields[name] !== undefined).length !== 1) {
      throw new VectorRequestError(400, `Expected exactly one of ${criteria.join(', ')}`);
    }
    if (fields.ids !== undefined) return idsOf(fields.ids);
    const { prefix } = fields;
    if (typeof prefix === 'string') return [...stored.keys()].filter((id) => id.startsWith(prefix));
    const filter = filterOf(fields.filter);
    if (filter === undefined)
      throw new VectorRequestError(400, 'A prefix or a filter is a text with something in it');
    return [...stored.values()].filter(({ metadata }) => filter(metadata)).map(({ id }) => id);
  };

  return {
    search(namespace, query, vector) {
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
    },
    deletedIds: (namespace, fields) => selectedIds(namespace, fields, ['ids', 'prefix', 'filter']),
    fetch(namespace, fields) {
      const stored = namespaces.stored(namespace);
      return selectedIds(namespace, fields, ['ids', 'prefix']).map((id) => {
        const record = stored.get(id);
        return record === undefined ? null : view(record, fields);
      });
    },
    range(namespace, fields) {
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
    },
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

import type { VectorEntry, VectorInput } from '../contracts/vector-index.ts';
import { RepriseError } from '../errors.ts';
import { untilAborted } from './until-aborted.ts';
import { unexpectedReply, upstashFailure } from './upstash-failure.ts';
import type { UpstashTextRecord, UpstashVectorClient, UpstashVectorRecord } from './upstash-vector-client.ts';
import type { UpstashVectorConnection } from './upstash-vector-connection.ts';
import { type UpstashVectorFacts, upstashVectorFacts } from './upstash-vector-facts.ts';
import {
  decodeUpstashMetadata,
  encodeUpstashMetadata,
  type UpstashVectorMetadata,
} from './upstash-vector-metadata.ts';

/** What bounds one operation of the index, over all requests that it makes. */
export interface UpstashVectorOperation {
  readonly signal?: AbortSignal;
}

/** What the service found: an entry that this version wrote. */
interface UpstashVectorFound extends UpstashVectorMetadata {
  readonly id: string;
  readonly similarity: number;
}

interface UpstashVectorSearch {
  readonly input: VectorInput;
  /** A filter of the service: who relies on it checks what was found. */
  readonly contextKey: string;
  readonly limit: number;
}

/**
 * What is asked of the service, in its form and in requests of a size that it takes. Each reply is checked; all
 * reject with a StoreFailedError for one that is none, and when a request fails.
 */
export interface UpstashVectorRequests {
  info(operation?: UpstashVectorOperation): Promise<UpstashVectorFacts>;
  /** @throws EntryTooLargeError before anything is sent. */
  upsert(
    namespace: string,
    entries: readonly VectorEntry[],
    operation?: UpstashVectorOperation,
  ): Promise<void>;
  /** In the order of the service. */
  query(
    namespace: string,
    search: UpstashVectorSearch,
    operation?: UpstashVectorOperation,
  ): Promise<UpstashVectorFound[]>;
  delete(namespace: string, ids: readonly string[], operation?: UpstashVectorOperation): Promise<void>;
  deleteNamespace(namespace: string, operation?: UpstashVectorOperation): Promise<void>;
}

/** A request should stay far below 10 MB: a vector of 1,536 dimensions takes 30 KB of JSON, metadata up to 48 KB. */
const entriesPerRequest = 50;
const idsPerRequest = 1_000;
const maxTopK = 1_000;

export function upstashVectorRequests(connection: UpstashVectorConnection): UpstashVectorRequests {
  const send = async (
    name: string,
    request: (client: UpstashVectorClient) => Promise<unknown>,
    { signal }: UpstashVectorOperation = {},
  ): Promise<unknown> => {
    try {
      return await untilAborted(name, signal, () => connection.send(request, signal));
    } catch (error) {
      throw upstashFailure(name, error);
    }
  };

  return {
    async info(operation) {
      return upstashVectorFacts(await send('info', (client) => client.info(), operation));
    },

    async upsert(namespace, entries, operation) {
      const requests: (UpstashVectorRecord[] | UpstashTextRecord[])[] = [
        ...batches(entries.flatMap(vectorRecords), entriesPerRequest),
        ...batches(entries.flatMap(textRecords), entriesPerRequest),
      ];
      for (const batch of requests) {
        const reply = await send('upsert', (client) => client.upsert(batch, { namespace }), operation);
        if (reply !== 'Success') throw unexpectedReply('upsert');
      }
    },

    async query(namespace, { input, contextKey, limit }, operation) {
      const asked = {
        topK: Math.min(limit, maxTopK),
        filter: `c = '${contextKey}'`,
        includeMetadata: true as const,
      };
      const query =
        'vector' in input ? { ...asked, vector: Array.from(input.vector) } : { ...asked, data: input.text };
      const reply = await send('query', (client) => client.query(query, { namespace }), operation);
      if (!Array.isArray(reply)) throw unexpectedReply('query');
      return reply.flatMap(foundOf);
    },

    async delete(namespace, ids, operation) {
      for (const batch of batches(ids, idsPerRequest)) {
        const reply = await send('delete', (client) => client.delete(batch, { namespace }), operation);
        if (typeof reply !== 'object' || reply === null || !('deleted' in reply))
          throw unexpectedReply('delete');
      }
    },

    async deleteNamespace(namespace, operation) {
      await send('delete', (client) => deleteNamespace(client, namespace), operation);
    },
  };
}

function vectorRecords(entry: VectorEntry): UpstashVectorRecord[] {
  const { id, input } = entry;
  if (!('vector' in input)) return [];
  return [{ id, vector: Array.from(input.vector), metadata: encodeUpstashMetadata(entry) }];
}

function textRecords(entry: VectorEntry): UpstashTextRecord[] {
  const { id, input } = entry;
  if (!('text' in input)) return [];
  return [{ id, data: input.text, metadata: encodeUpstashMetadata(entry) }];
}

function foundOf(found: unknown): UpstashVectorFound[] {
  if (typeof found !== 'object' || found === null || !('id' in found) || !('score' in found)) {
    throw unexpectedReply('query');
  }
  const { id, score } = found;
  if (typeof id !== 'string' || typeof score !== 'number') throw unexpectedReply('query');
  const entry = decodeUpstashMetadata('metadata' in found ? found.metadata : undefined);
  if (entry === undefined) return [];
  // The service's score of a cosine is (1 + cosine) / 2.
  return [{ ...entry, id, similarity: Math.max(-1, Math.min(1, 2 * score - 1)) }];
}

function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const found: Item[][] = [];
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size));
  return found;
}

/** A namespace that isn't there is as good as deleted. */
async function deleteNamespace(client: UpstashVectorClient, namespace: string): Promise<void> {
  try {
    const reply = await client.deleteNamespace(namespace);
    if (reply !== 'Success') throw unexpectedReply('delete');
  } catch (error) {
    if (RepriseError.isInstance(error)) throw error;
    if (!(error instanceof Error && /^Namespace .* does not exist$/.test(error.message))) throw error;
  }
}

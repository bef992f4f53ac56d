import { IndexMismatchError, InvalidOptionError, RepriseError } from '../errors.ts';
import type { VectorEntry, VectorIndex, VectorInput, VectorMatch } from '../semantic/vector-index.ts';
import { untilAborted } from './until-aborted.ts';
import { unexpectedReply, upstashFailure } from './upstash-failure.ts';
import type {
  UpstashTextRecord,
  UpstashVectorClient,
  UpstashVectorCredentials,
  UpstashVectorRecord,
} from './upstash-vector-client.ts';
import { clientVectorConnection, ownVectorConnection } from './upstash-vector-connection.ts';
import {
  checkUpstashVectorFacts,
  type UpstashVectorFacts,
  upstashVectorFacts,
} from './upstash-vector-facts.ts';
import {
  decodeUpstashMetadata,
  encodeUpstashMetadata,
  maxUpstashPayloadBytes,
} from './upstash-vector-metadata.ts';
import { upstashVectorNamespaces } from './upstash-vector-namespaces.ts';

export interface UpstashVectorOptions {
  /**
   * What every namespace begins with: letters, digits, `_` or `-`, 1 to 64. Default `reprise-`. Caches with one
   * prefix share their entries.
   */
  readonly prefix?: string;
  /**
   * The hosted model that the index was made with, by its name in the console, such as `BGE_M3`. Then the index
   * embeds texts by itself, and the cache needs no embedder. Default: it takes vectors.
   */
  readonly hostedModel?: string;
  /**
   * Over how many namespaces the contexts of one partition are spread, 1 to 1,000; default 1. The service tries a
   * filter on a limited number of candidates, so that in a large partition with many contexts it can miss an entry
   * that is there; with more namespaces each holds fewer of them. Plans limit the number of namespaces. Changing it
   * is as good as clearing the index.
   */
  readonly contextShards?: number;
  /** Its name in events and statistics. Default `upstash-vector`. */
  readonly name?: string;
  /** Milliseconds since the epoch, to tell what has expired. Default `Date.now`. */
  readonly clock?: () => number;
}

interface Operation {
  readonly signal?: AbortSignal;
}

/** A request should stay far below 10 MB: a vector of 1,536 dimensions takes 30 KB of JSON, metadata up to 48 KB. */
const entriesPerRequest = 50;
const idsPerRequest = 1_000;

/** Asked for beyond the limit, so that a few expired entries don't hide the live ones behind them. */
const spare = 4;

/** Expired ids that wait for the next write; beyond this they wait in the index. */
const maxExpiredIds = 1_000;

/**
 * A vector index in Upstash Vector. A partition is a namespace; the context is a filter, and checked again after the
 * read. A query is one request. The index must be a dense one with the metric COSINE, and of the embedder's
 * dimension: that is asked of the service once, beside the first query.
 *
 * Given a client, it works with any of its settings; an aborted operation then stops waiting, and the request ends
 * when the client ends it. Given `{ url, token }`, it imports `@upstash/vector` at the first operation, makes two
 * attempts at most, sends no telemetry, and an aborted operation ends its request.
 *
 * Writes are found a moment later. Expired entries are never returned; those that queries meet are deleted by the
 * next `upsert` or `delete` of the same partition.
 *
 * Every reply is checked. All rejections are an IndexMismatchError, an EntryTooLargeError, a MissingPeerError, or a
 * StoreFailedError with a kind (`network`, `not JSON`, `unexpected reply`, `unauthorized`, `rate limited`, `aborted`,
 * `refused`); none quotes a text.
 *
 * @throws InvalidOptionError when an option or a credential is out of its range.
 */
export function upstashVector(
  index: UpstashVectorClient | UpstashVectorCredentials,
  options: UpstashVectorOptions = {},
): VectorIndex {
  const {
    prefix = 'reprise-',
    hostedModel,
    contextShards = 1,
    name = 'upstash-vector',
    clock = Date.now,
  } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(prefix)) {
    throw new InvalidOptionError('prefix', "1 to 64 letters, digits, '_' or '-'");
  }
  if (!Number.isInteger(contextShards) || contextShards < 1 || contextShards > 1_000) {
    throw new InvalidOptionError('contextShards', 'a whole number from 1 to 1000');
  }
  const isClient = 'query' in index;
  if (!isClient) {
    if (!/^https?:\/\/\S+$/.test(index.url))
      throw new InvalidOptionError('url', "the index's endpoint, https://...");
    if (!/^\S+$/.test(index.token)) throw new InvalidOptionError('token', "the index's token");
  }
  const connection = isClient ? clientVectorConnection(index) : ownVectorConnection(index);
  const namespaces = upstashVectorNamespaces(prefix, contextShards);
  const expired = new Map<string, Set<string>>();
  let facts: UpstashVectorFacts | undefined;

  const send = async (
    operation: string,
    request: (client: UpstashVectorClient) => Promise<unknown>,
    { signal }: Operation = {},
  ): Promise<unknown> => {
    try {
      return await untilAborted(operation, signal, () => connection.send(request, signal));
    } catch (error) {
      throw upstashFailure(operation, error);
    }
  };

  const check = (known: UpstashVectorFacts, inputs: readonly VectorInput[]): void =>
    checkUpstashVectorFacts(known, inputs, hostedModel);

  const askFacts = async (operation: Operation | undefined): Promise<UpstashVectorFacts> => {
    facts = upstashVectorFacts(await send('info', (client) => client.info(), operation));
    return facts;
  };

  /** A failure may mean that the index was made anew, so the next operation asks again. */
  const forgetFactsOnFailure = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (error) {
      facts = undefined;
      throw error;
    }
  };

  const refuseTexts = (inputs: readonly VectorInput[]): void => {
    if (hostedModel === undefined && inputs.some((input) => 'text' in input)) {
      throw new IndexMismatchError('it takes vectors; give the cache an embedder, or name its "hostedModel"');
    }
  };

  const remove = async (
    namespace: string,
    ids: readonly string[],
    operation: Operation | undefined,
  ): Promise<void> => {
    for (let start = 0; start < ids.length; start += idsPerRequest) {
      const batch = ids.slice(start, start + idsPerRequest);
      const reply = await send('delete', (client) => client.delete(batch, { namespace }), operation);
      if (typeof reply !== 'object' || reply === null || !('deleted' in reply))
        throw unexpectedReply('delete');
    }
  };

  /** Housekeeping beside a write: should it fail, the next query meets the same entries again. */
  const removeExpired = async (namespace: string, operation: Operation | undefined): Promise<void> => {
    const ids = expired.get(namespace);
    if (ids === undefined) return;
    expired.delete(namespace);
    await remove(namespace, [...ids], operation).catch(() => {});
  };

  const write = async (
    namespace: string,
    entries: readonly VectorEntry[],
    operation: Operation | undefined,
  ): Promise<void> => {
    const now = clock();
    const live = entries.filter(({ expiresAt }) => expiresAt > now);
    const late = entries.filter(({ expiresAt }) => !(expiresAt > now)).map(({ id }) => id);
    // Written again: no longer what was found expired.
    for (const { id } of live) expired.get(namespace)?.delete(id);
    const vectors = live.flatMap((entry) =>
      'vector' in entry.input
        ? [{ id: entry.id, vector: Array.from(entry.input.vector), metadata: encodeUpstashMetadata(entry) }]
        : [],
    );
    const texts = live.flatMap((entry) =>
      'text' in entry.input
        ? [{ id: entry.id, data: entry.input.text, metadata: encodeUpstashMetadata(entry) }]
        : [],
    );
    const requests: (UpstashVectorRecord[] | UpstashTextRecord[])[] = [
      ...batches(vectors),
      ...batches(texts),
    ];
    for (const batch of requests) {
      const reply = await send('upsert', (client) => client.upsert(batch, { namespace }), operation);
      if (reply !== 'Success') throw unexpectedReply('upsert');
    }
    await Promise.all([remove(namespace, late, operation), removeExpired(namespace, operation)]);
  };

  const matchesOf = (reply: unknown, namespace: string, contextKey: string): VectorMatch[] => {
    if (!Array.isArray(reply)) throw unexpectedReply('query');
    const now = clock();
    return reply.flatMap((found: unknown): VectorMatch[] => {
      if (typeof found !== 'object' || found === null || !('id' in found) || !('score' in found)) {
        throw unexpectedReply('query');
      }
      const { id, score } = found;
      if (typeof id !== 'string' || typeof score !== 'number') throw unexpectedReply('query');
      const entry = decodeUpstashMetadata('metadata' in found ? found.metadata : undefined);
      // The filter has asked for it, but a promise is not kept by asking.
      if (entry === undefined || entry.contextKey !== contextKey) return [];
      if (entry.expiresAt <= now) {
        const ids = expired.get(namespace) ?? new Set<string>();
        expired.set(namespace, ids);
        if (ids.size < maxExpiredIds) ids.add(id);
        return [];
      }
      // The service's score of a cosine is (1 + cosine) / 2.
      const similarity = Math.max(-1, Math.min(1, 2 * score - 1));
      return [{ id, similarity, payload: entry.payload, expiresAt: entry.expiresAt }];
    });
  };

  const search = async (
    namespace: string,
    {
      input,
      contextKey,
      limit,
    }: { readonly input: VectorInput; readonly contextKey: string; readonly limit: number },
    operation: Operation | undefined,
  ): Promise<VectorMatch[]> => {
    const asked = {
      topK: Math.min(limit + spare, 1_000),
      filter: `c = '${contextKey}'`,
      includeMetadata: true as const,
    };
    const query =
      'vector' in input ? { ...asked, vector: Array.from(input.vector) } : { ...asked, data: input.text };
    const reply = await send('query', (client) => client.query(query, { namespace }), operation);
    return matchesOf(reply, namespace, contextKey)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, limit);
  };

  return {
    name,
    capabilities: {
      embedder: hostedModel === undefined ? undefined : `upstash/${hostedModel}`,
      maxPayloadBytes: maxUpstashPayloadBytes,
    },

    async upsert(entries, operation) {
      if (entries.length === 0) return;
      const inputs = entries.map(({ input }) => input);
      refuseTexts(inputs);
      // Nothing is written to an index that doesn't fit; writes are off the path of an answer, so this may come first.
      check(facts ?? (await askFacts(operation)), inputs);
      const byNamespace = new Map<string, VectorEntry[]>();
      for (const entry of entries) {
        const namespace = namespaces.of(entry);
        byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), entry]);
      }
      await forgetFactsOnFailure(
        Promise.all([...byNamespace].map(([namespace, group]) => write(namespace, group, operation))),
      );
    },

    async query(query, operation) {
      refuseTexts([query.input]);
      const namespace = namespaces.of(query);
      if (facts !== undefined) {
        check(facts, [query.input]);
        return forgetFactsOnFailure(search(namespace, query, operation));
      }
      const [known, matches] = await Promise.allSettled([
        askFacts(operation),
        search(namespace, query, operation),
      ]);
      if (known.status === 'rejected') throw known.reason;
      // First, since it explains why the search failed.
      check(known.value, [query.input]);
      if (matches.status === 'rejected') throw matches.reason;
      return matches.value;
    },

    async delete({ partition, ids }, operation) {
      await Promise.all(
        namespaces.all(partition).map(async (namespace) => {
          if (ids !== undefined) {
            await Promise.all([remove(namespace, ids, operation), removeExpired(namespace, operation)]);
            return;
          }
          expired.delete(namespace);
          await send('delete', (client) => deleteNamespace(client, namespace), operation);
        }),
      );
    },
  };
}

function batches<Item>(items: readonly Item[]): Item[][] {
  const found: Item[][] = [];
  for (let start = 0; start < items.length; start += entriesPerRequest) {
    found.push(items.slice(start, start + entriesPerRequest));
  }
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

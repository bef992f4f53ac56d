import type {
  VectorEntry,
  VectorIndex,
  VectorInput,
  VectorMatch,
  VectorQuery,
} from '../contracts/vector-index.ts';
import { IndexMismatchError, InvalidOptionError } from '../errors.ts';
import type { UpstashVectorClient, UpstashVectorCredentials } from './upstash-vector-client.ts';
import { clientVectorConnection, ownVectorConnection } from './upstash-vector-connection.ts';
import { upstashVectorExpiredIds } from './upstash-vector-expired-ids.ts';
import { checkUpstashVectorFacts, type UpstashVectorFacts } from './upstash-vector-facts.ts';
import { maxUpstashPayloadBytes } from './upstash-vector-metadata.ts';
import { upstashVectorNamespaces } from './upstash-vector-namespaces.ts';
import { type UpstashVectorOperation, upstashVectorRequests } from './upstash-vector-requests.ts';

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

/** Asked for beyond the limit, so that a few expired entries don't hide the live ones behind them. */
const spare = 4;

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
  const requests = upstashVectorRequests(
    isClient ? clientVectorConnection(index) : ownVectorConnection(index),
  );
  const namespaces = upstashVectorNamespaces(prefix, contextShards);
  const expired = upstashVectorExpiredIds();
  let facts: UpstashVectorFacts | undefined;

  const check = (known: UpstashVectorFacts, inputs: readonly VectorInput[]): void =>
    checkUpstashVectorFacts(known, inputs, hostedModel);

  const askFacts = async (operation: UpstashVectorOperation | undefined): Promise<UpstashVectorFacts> => {
    facts = await requests.info(operation);
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

  /** Housekeeping beside a write: should it fail, the next query meets the same entries again. */
  const deleteExpired = (namespace: string, operation: UpstashVectorOperation | undefined): Promise<void> =>
    requests.delete(namespace, expired.take(namespace), operation).catch(() => {});

  const write = async (
    namespace: string,
    entries: readonly VectorEntry[],
    operation: UpstashVectorOperation | undefined,
  ): Promise<void> => {
    const now = clock();
    const live = entries.filter(({ expiresAt }) => expiresAt > now);
    const late = entries.filter(({ expiresAt }) => !(expiresAt > now));
    expired.remove(namespace, live.map(idOf));
    await requests.upsert(namespace, live, operation);
    await Promise.all([
      requests.delete(namespace, late.map(idOf), operation),
      deleteExpired(namespace, operation),
    ]);
  };

  const search = async (
    namespace: string,
    { input, contextKey, limit }: VectorQuery,
    operation: UpstashVectorOperation | undefined,
  ): Promise<VectorMatch[]> => {
    const asked = { input, contextKey, limit: limit + spare };
    const found = await requests.query(namespace, asked, operation);
    const now = clock();
    // The filter has asked for it, but a promise is not kept by asking.
    const own = found.filter((entry) => entry.contextKey === contextKey);
    for (const { id, expiresAt } of own) if (expiresAt <= now) expired.add(namespace, id);
    return own
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ id, similarity, payload, expiresAt }) => ({ id, similarity, payload, expiresAt }))
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
            await Promise.all([
              requests.delete(namespace, ids, operation),
              deleteExpired(namespace, operation),
            ]);
            return;
          }
          expired.take(namespace);
          await requests.deleteNamespace(namespace, operation);
        }),
      );
    },
  };
}

const idOf = ({ id }: VectorEntry): string => id;

import type { ExactStore, StoreOperation } from '../contracts/exact-store.ts';
import { EntryTooLargeError, InvalidOptionError, StoreFailedError } from '../errors.ts';
import { untilAborted } from './until-aborted.ts';
import { unexpectedReply, upstashFailure } from './upstash-failure.ts';
import type {
  UpstashRedisClient,
  UpstashRedisCredentials,
  UpstashRedisPipeline,
} from './upstash-redis-client.ts';
import { clientConnection } from './upstash-redis-connection.ts';
import { UpstashCounters } from './upstash-redis-counters.ts';
import { upstashLeases } from './upstash-redis-leases.ts';
import { upstashRecords } from './upstash-redis-records.ts';
import { integerOf } from './upstash-redis-reply.ts';
import { restConnection } from './upstash-redis-rest.ts';
import { upstashTallies } from './upstash-redis-tallies.ts';
import { decodeUpstashValue, encodeUpstashValue } from './upstash-redis-value.ts';

export interface UpstashRedisOptions {
  /**
   * What every key begins with: a letter, then letters, digits, `:`, `_` or `-`, and a colon at its end. Default
   * `reprise:`. Caches with one prefix share their entries.
   */
  readonly prefix?: string;
  /**
   * The largest value, in bytes of UTF-8, 1 and above. Default 4 MiB: a request may have 10 MB, and JSON in JSON
   * takes up to twice its size (a quote or a backslash becomes two); base64 in the reply takes a third more. Raise
   * it for a plan with larger requests. Source: upstash.com/docs/redis/troubleshooting, November 2026.
   */
  readonly maxValueBytes?: number;
  /** Its name in events and statistics. Default `upstash-redis`. */
  readonly name?: string;
  /** Milliseconds since the epoch, to tell an expiry that has passed. Default `Date.now`. */
  readonly clock?: () => number;
}

const keysPerCommand = 1_000;
const keysPerPage = 1_000;

/** Later than any date: stored without expiry. Source: ECMA-262, time values. */
const lastTime = 8.64e15;

const utf8Bytes = (text: string) => new TextEncoder().encode(text).length;

/** What a client of `MGET` made of one key. */
function storedText(reply: unknown): string | undefined {
  const [stored]: readonly unknown[] = Array.isArray(reply) && reply.length === 1 ? reply : [];
  // A client that gives undefined has lost the reply: null is the only miss.
  if (stored === undefined) throw unexpectedReply('read');
  return stored === null ? undefined : decodeUpstashValue(stored);
}

const isWrongType = (error: unknown) =>
  error instanceof StoreFailedError && error.message.includes('(WRONGTYPE)');

const escapeGlob = (text: string) => text.replace(/[*?[\]\\]/g, '\\$&');

/**
 * An exact store in Upstash Redis. Each operation is one request: `read` is an `HMGET` of the counters and an `MGET` of
 * the value, in this order.
 *
 * Given a client, it works with any of its settings (automatic deserialisation, automatic pipelining, encoding,
 * retries); an aborted operation then stops waiting, and the request ends when the client ends it. Given
 * `{ url, token }`, it needs no package: it speaks Upstash's REST protocol over `fetch`, makes two attempts at most, and
 * an aborted operation ends its request; one that is not bounded by a signal ends after 60 seconds. What is read within one
 * turn of the event loop is then one request, of up to 128 commands, and so is what is written, up to a million characters.
 *
 * Values live under `<prefix>v:`, counters in the hash `<prefix>g`, records under `<prefix>o:` and `<prefix>n:`, leases under
 * `<prefix>l:`, tallies under `<prefix>t:`. Writing a value whose expiry has passed deletes what
 * was there.
 *
 * Every reply is checked: one of another shape than the command's rejects, and is never taken for a miss. All
 * rejections are a StoreFailedError (with a kind such as `network`, `not JSON`, `unexpected reply`, `unauthorized`,
 * `rate limited`, `aborted`, or Redis's code), an EntryTooLargeError, or an EntryCorruptError for a value that this
 * store didn't write; none quotes a key or a value.
 *
 * @throws InvalidOptionError when an option or a credential is out of its range.
 */
export function upstashRedis(
  redis: UpstashRedisClient | UpstashRedisCredentials,
  options: UpstashRedisOptions = {},
): ExactStore {
  const {
    prefix = 'reprise:',
    maxValueBytes = 4 * 1024 * 1024,
    name = 'upstash-redis',
    clock = Date.now,
  } = options;
  // Such a prefix is no JSON whatever follows, so no client parses the keys that a scan gives.
  if (!/^[A-Za-z][A-Za-z0-9:_-]*:$/.test(prefix)) {
    throw new InvalidOptionError(
      'prefix',
      "a letter, then letters, digits, ':', '_' or '-', and a colon at its end",
    );
  }
  if (!(maxValueBytes >= 1)) throw new InvalidOptionError('maxValueBytes', 'a number of bytes, 1 or more');
  if (!('pipeline' in redis)) {
    if (!/^https?:\/\/\S+$/.test(redis.url))
      throw new InvalidOptionError('url', "the database's REST URL, https://...");
    if (!/^\S+$/.test(redis.token)) throw new InvalidOptionError('token', "the database's REST token");
  }
  const connection = 'pipeline' in redis ? clientConnection(redis) : restConnection(redis);

  const valueKey = (key: string) => `${prefix}v:${key}`;

  /** The replies to what was queued, as many as there were commands. */
  const send = async (
    operation: string,
    commands: number,
    queue: (pipeline: UpstashRedisPipeline) => void,
    { signal }: StoreOperation = {},
  ): Promise<readonly unknown[]> => {
    try {
      const replies = await untilAborted(operation, signal, () => connection.send(queue, signal));
      if (!Array.isArray(replies) || replies.length !== commands) throw unexpectedReply(operation);
      return replies;
    } catch (error) {
      throw upstashFailure(operation, error);
    }
  };

  const generations = new UpstashCounters(send, prefix);

  const requireFitting = (value: string) => {
    // A UTF-16 unit takes three bytes at most: most values need no counting.
    if (value.length * 3 <= maxValueBytes) return;
    const bytes = utf8Bytes(value);
    if (bytes > maxValueBytes) throw new EntryTooLargeError(bytes, maxValueBytes);
  };

  const remove = async (keys: readonly string[], operation?: StoreOperation): Promise<number> => {
    if (keys.length === 0) return 0;
    const batches: string[][] = [];
    for (let index = 0; index < keys.length; index += keysPerCommand) {
      batches.push(keys.slice(index, index + keysPerCommand).map(valueKey));
    }
    const replies = await send(
      'delete',
      batches.length,
      (pipeline) => {
        for (const batch of batches) pipeline.del(...batch);
      },
      operation,
    );
    let deleted = 0;
    for (const reply of replies) {
      const count = integerOf(reply);
      if (count === undefined) throw unexpectedReply('delete');
      deleted += count;
    }
    return deleted;
  };

  return {
    name,
    maxValueBytes,

    async read(key, counters, operation) {
      const asked = { counters: counters.length > 0 ? 1 : 0, value: key === undefined ? 0 : 1 };
      if (asked.counters + asked.value === 0) return { value: undefined, counters: [] };
      const replies = await send(
        'read',
        asked.counters + asked.value,
        (pipeline) => {
          if (asked.counters > 0) generations.queueRead(pipeline, counters);
          if (key !== undefined) pipeline.mget(valueKey(key));
        },
        operation,
      ).catch(async (error: unknown) => {
        // The key of all counters holds something else.
        if (isWrongType(error)) await generations.mend(counters, operation);
        throw error;
      });
      const values =
        counters.length === 0
          ? []
          : (generations.valuesOf(replies[0], counters) ?? (await generations.mend(counters, operation)));
      return { value: key === undefined ? undefined : storedText(replies[asked.counters]), counters: values };
    },

    async write(key, value, expiresAt, operation) {
      requireFitting(value);
      if (!(clock() < expiresAt)) {
        await remove([key], operation);
        return;
      }
      const stored = encodeUpstashValue(value);
      const pxat = Math.floor(expiresAt);
      const reply = await generations.write((pipeline) => {
        if (pxat < lastTime) pipeline.set(valueKey(key), stored, { pxat });
        else pipeline.set(valueKey(key), stored);
      }, operation);
      if (reply !== 'OK') throw unexpectedReply('write');
    },

    delete: remove,

    records: upstashRecords({ send, prefix, clock, lastTime, requireFitting, generations }),
    leases: upstashLeases({ send, prefix }),
    tallies: upstashTallies({ send, prefix }),

    increment: async (counters, operation) =>
      counters.length === 0 ? [] : generations.increment(counters, operation),

    async scan(keyPrefix, cursor = '0', operation) {
      const match = `${escapeGlob(valueKey(keyPrefix))}*`;
      const [reply] = await send(
        'scan',
        1,
        (pipeline) => pipeline.scan(cursor, { match, count: keysPerPage }),
        operation,
      );
      const [next, keys]: readonly unknown[] = Array.isArray(reply) ? reply : [];
      if ((typeof next !== 'string' && typeof next !== 'number') || !Array.isArray(keys)) {
        throw unexpectedReply('scan');
      }
      return {
        keys: keys.map((key: unknown) => {
          if (typeof key !== 'string' || !key.startsWith(valueKey(''))) throw unexpectedReply('scan');
          return key.slice(valueKey('').length);
        }),
        cursor: String(next) === '0' ? undefined : String(next),
      };
    },
  };
}

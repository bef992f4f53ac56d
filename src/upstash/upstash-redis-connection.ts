import type {
  UpstashRedisClient,
  UpstashRedisCredentials,
  UpstashRedisPipeline,
} from './upstash-redis-client.ts';

/** Sends what was queued; a signal given stops the request itself where that can be done. */
export interface UpstashRedisConnection {
  send(queue: (pipeline: UpstashRedisPipeline) => void, signal: AbortSignal | undefined): Promise<unknown>;
}

/** Over the user's own client, with whatever settings it has; its requests can't be stopped from here. */
export function clientConnection(client: UpstashRedisClient): UpstashRedisConnection {
  return {
    async send(queue) {
      const pipeline = client.pipeline();
      queue(pipeline);
      return pipeline.exec();
    },
  };
}

/** Milliseconds for a request that nobody bounded: a hang would last for ever. */
const longestRequest = 60_000;

const syncHeader = 'upstash-sync-token';

/**
 * Over `fetch` and the REST protocol: each `send` is one `POST /pipeline`, sent once more where the network failed, as
 * when the service has closed a connection that was kept alive, and where doing it twice comes to the same. Source: upstash.com/docs/redis/features/restapi,
 * November 2026.
 */
export function restConnection({ url, token }: UpstashRedisCredentials): UpstashRedisConnection {
  const address = `${url.replace(/\/+$/, '')}/pipeline`;
  // What the latest reply said of the database's state: a replica that is behind it waits, so that this process reads
  // what it wrote.
  let syncToken = '';

  const post = (body: string, signal: AbortSignal): Promise<Response> =>
    fetch(address, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        [syncHeader]: syncToken,
      },
      body,
      signal,
      // Next.js keeps what `fetch` gives unless told not to; older workerd refuses the setting.
      ...(isWorkerd() ? {} : { cache: 'no-store' }),
    });

  return {
    async send(queue, signal = AbortSignal.timeout(longestRequest)) {
      const { commands, pipeline, mayRepeat } = commandQueue();
      queue(pipeline);
      const body = JSON.stringify(commands);
      const response = await post(body, signal).catch((error: unknown) => {
        if (signal.aborted || !mayRepeat()) throw error;
        return post(body, signal);
      });
      const replies: unknown = await response.json();
      syncToken = response.headers.get(syncHeader) ?? syncToken;
      if (!response.ok) throw new RedisError(errorOf(replies) ?? `status ${response.status}`);
      return Array.isArray(replies) ? replies.map(resultOf) : replies;
    },
  };
}

/** What the service says of a request or a command that it refused. Its name is the one that Upstash's client gives. */
class RedisError extends Error {
  override readonly name = 'UpstashError';
}

function resultOf(reply: unknown): unknown {
  const error = errorOf(reply);
  if (error !== undefined) throw new RedisError(error);
  return typeof reply === 'object' && reply !== null && 'result' in reply ? reply.result : undefined;
}

function errorOf(reply: unknown): string | undefined {
  return typeof reply === 'object' && reply !== null && 'error' in reply ? String(reply.error) : undefined;
}

/** Commands as the protocol has them, each its name and its arguments, and whether all may be done twice. */
function commandQueue() {
  const commands: (readonly (string | number)[])[] = [];
  let repeatable = true;
  const queue = (...command: (string | number)[]) => void commands.push(command);
  const pipeline: UpstashRedisPipeline = {
    mget: (...keys) => queue('mget', ...keys),
    set: (key: string, value: string, options: { pxat?: number; nx?: true; px?: number } = {}) => {
      const { pxat, px, nx } = options;
      // A lease that was taken, and whose reply was lost, would be refused to its own holder.
      if (nx) repeatable = false;
      queue(
        'set',
        key,
        value,
        ...(pxat === undefined ? [] : ['pxat', pxat]),
        ...(px === undefined ? [] : ['px', px]),
        ...(nx === undefined ? [] : ['nx']),
      );
    },
    del: (...keys) => queue('del', ...keys),
    eval: (script, keys, args) => queue('eval', script, keys.length, ...keys, ...args),
    zcard: (key) => queue('zcard', key),
    hmget: (key, ...fields) => queue('hmget', key, ...fields),
    hsetnx: (key, field, value) => queue('hsetnx', key, field, value),
    hincrby: (key, field, increment) => {
      // What has arrived would count twice.
      repeatable = false;
      queue('hincrby', key, field, increment);
    },
    hgetall: (key) => queue('hgetall', key),
    scan: (cursor, { match, count }) => queue('scan', cursor, 'match', match, 'count', count),
  };
  return { commands, pipeline, mayRepeat: () => repeatable };
}

function isWorkerd(): boolean {
  return typeof navigator === 'object' && navigator.userAgent === 'Cloudflare-Workers';
}

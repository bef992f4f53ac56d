import { JoinedRequests } from './joined-requests.ts';
import type { UpstashRedisCredentials } from './upstash-redis-client.ts';
import { commandsOf } from './upstash-redis-commands.ts';
import type { UpstashRedisConnection } from './upstash-redis-connection.ts';

/** Milliseconds for a request that nobody bounded: a hang would last for ever. */
const longestRequest = 60_000;

const syncHeader = 'upstash-sync-token';

/**
 * Over `fetch` and the REST protocol: one `POST /pipeline` for all that is read within one turn, and one for all that is
 * written. It is sent once more where the network failed, as when the service has closed a connection that was kept alive,
 * and where doing it twice comes to the same. Source: upstash.com/docs/redis/features/restapi, November 2026.
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

  const exchange = async (body: string, signal: AbortSignal, mayRepeat: boolean): Promise<unknown> => {
    const response = await post(body, signal).catch((error: unknown) => {
      if (signal.aborted || !mayRepeat) throw error;
      return post(body, signal);
    });
    const replies: unknown = await response.json();
    syncToken = response.headers.get(syncHeader) ?? syncToken;
    if (!response.ok) throw new RedisError(errorOf(replies) ?? `status ${response.status}`);
    return replies;
  };

  const repeatable = (body: string, signal: AbortSignal) => exchange(body, signal, true);
  // Apart, so that no read waits until somebody's answer is uploaded.
  const joined = { read: new JoinedRequests(repeatable), write: new JoinedRequests(repeatable) };

  return {
    async send(queue, signal = AbortSignal.timeout(longestRequest)) {
      const { list, kind } = commandsOf(queue);
      const replies =
        kind === 'once'
          ? await exchange(JSON.stringify(list), signal, false)
          : await joined[kind].send(list, signal);
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

function isWorkerd(): boolean {
  return typeof navigator === 'object' && navigator.userAgent === 'Cloudflare-Workers';
}

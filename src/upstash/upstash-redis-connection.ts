import type { RedisConfigNodejs } from '@upstash/redis';
import { MissingPeerError } from '../errors.ts';
import type {
  UpstashRedisClient,
  UpstashRedisCredentials,
  UpstashRedisPipeline,
} from './upstash-redis-client.ts';

/** Sends what was queued; a signal given stops the request itself where the client can do that. */
export interface UpstashRedisConnection {
  send(queue: (pipeline: UpstashRedisPipeline) => void, signal: AbortSignal | undefined): Promise<unknown[]>;
}

/** For a request nobody bounded: the client has no timeout of its own, and a hang would last for ever. */
const longestRequest = 60_000;

const isWorkerd = () => typeof navigator === 'object' && navigator.userAgent === 'Cloudflare-Workers';

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

/**
 * Over a client of our own, made at the first request: nothing is imported, and nothing read from the environment,
 * before that.
 */
export function ownConnection({ url, token }: UpstashRedisCredentials): UpstashRedisConnection {
  let signalOfRequest: AbortSignal | undefined;

  const settings = {
    url,
    token,
    automaticDeserialization: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
    // One more attempt, for a kept-alive connection that the service has closed meanwhile.
    retry: { retries: 1, backoff: () => 20 },
    // A function, since with a signal as a value an aborted request resolves as if there were no entry.
    signal: () => signalOfRequest ?? AbortSignal.timeout(longestRequest),
  };

  const open = async (): Promise<UpstashRedisClient> => {
    const makeClient = await importRedis();
    return makeClient(settings);
  };

  let client: UpstashRedisClient | undefined;
  return {
    async send(queue, signal) {
      // Not the promise is kept but the client: on workerd one request must not wait for another's promise.
      client ??= await open();
      const pipeline = client.pipeline();
      queue(pipeline);
      signalOfRequest = signal;
      try {
        // The client asks for the signal before `exec` gives its promise, so each request gets its own.
        return pipeline.exec();
      } finally {
        signalOfRequest = undefined;
      }
    },
  };
}

/**
 * Bundlers forgive a package that isn't there only in a `try` around an awaited `import`, and webpack gives an empty
 * module in its place.
 */
async function importRedis(): Promise<(settings: RedisConfigNodejs) => UpstashRedisClient> {
  try {
    // Two entries of one package: the first asks fetch for `no-store`, which Next needs and older workerd refuses.
    const { Redis } = isWorkerd()
      ? await import('@upstash/redis/cloudflare')
      : await import('@upstash/redis');
    if (typeof Redis === 'function') return (settings) => new Redis(settings);
  } catch {}
  throw new MissingPeerError('@upstash/redis', 'upstashRedis({ url, token })');
}

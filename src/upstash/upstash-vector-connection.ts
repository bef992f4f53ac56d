import { MissingPeerError } from '../errors.ts';
import type { UpstashVectorClient, UpstashVectorCredentials } from './upstash-vector-client.ts';

/** Makes one request; a signal given stops the request itself where the client can do that. */
export interface UpstashVectorConnection {
  send(
    request: (client: UpstashVectorClient) => Promise<unknown>,
    signal: AbortSignal | undefined,
  ): Promise<unknown>;
}

/** For a request nobody bounded: the client has no timeout of its own, and a hang would last for ever. */
const longestRequest = 60_000;

const isWorkerd = () => typeof navigator === 'object' && navigator.userAgent === 'Cloudflare-Workers';

/** Over the user's own client, with whatever settings it has; its requests can't be stopped from here. */
export function clientVectorConnection(client: UpstashVectorClient): UpstashVectorConnection {
  return { send: (request) => request(client) };
}

/**
 * Over a client of our own, made at the first request: nothing is imported, and nothing read from the environment,
 * before that.
 */
export function ownVectorConnection({ url, token }: UpstashVectorCredentials): UpstashVectorConnection {
  let signalOfRequest: AbortSignal | undefined;

  const open = async (): Promise<UpstashVectorClient> => {
    const Index = await importIndex();
    return new Index({
      url,
      token,
      enableTelemetry: false,
      // Next keeps the replies of a fetch that doesn't say this; older workerd refuses one that does.
      cache: isWorkerd() ? false : 'no-store',
      // One more attempt, for a kept-alive connection that the service has closed meanwhile.
      retry: { retries: 1, backoff: () => 20 },
      // A function, since with a signal as a value an aborted request resolves to something that is no reply.
      signal: () => signalOfRequest ?? AbortSignal.timeout(longestRequest),
    });
  };

  let client: UpstashVectorClient | undefined;
  return {
    async send(request, signal) {
      // Not the promise is kept but the client: on workerd one request must not wait for another's promise.
      client ??= await open();
      signalOfRequest = signal;
      try {
        // The client asks for the signal before it gives its promise, so each request gets its own.
        return request(client);
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
async function importIndex(): Promise<typeof import('@upstash/vector/cloudflare').Index> {
  try {
    // The package's root entry reads `process` when it is used and fails on bare edge runtimes; this one runs anywhere.
    const { Index } = await import('@upstash/vector/cloudflare');
    if (typeof Index === 'function') return Index;
  } catch {}
  throw new MissingPeerError('@upstash/vector', 'upstashVector({ url, token })');
}

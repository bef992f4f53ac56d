import { encryption } from '../encryption/index.ts';
import { type CacheOptions, createCache, type ResponseCache, sharedStatistics } from '../index.ts';
import { upstashFromEnv } from '../upstash/index.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** The cache that the environment's Upstash Redis holds, as an application of the same namespace sees it. */
export function connect({ environment }: Terminal, namespace: string): ResponseCache {
  const { store } = upstashFromEnv(environment);
  if (store === undefined) {
    throw new CommandError(
      'No store: neither UPSTASH_REDIS_REST_URL nor KV_REST_API_URL is set, with its token.',
      'Set both of a pair, or run `reprise doctor` to see what the environment has.',
    );
  }
  // An administrator waits for a slow store; memory would only hide what the store holds.
  return createCache({
    store,
    namespace,
    memory: false,
    sharedStatistics: sharedStatistics(),
    timeouts: { read: '10s', write: '30s' },
    ...encryptionOf(environment.REPRISE_ENCRYPTION),
  });
}

/** An encrypted cache has names of its own in the store: without its keys, nothing of it is found, or dropped. */
function encryptionOf(text: string | undefined): Pick<CacheOptions, 'encryption'> {
  if (text === undefined || text === '') return {};
  return { encryption: encryption(parsed(text)) };
}

/** What isn't a set of keys is refused by `encryption`, which names what is wrong with it. */
function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      'REPRISE_ENCRYPTION is not JSON.',
      'Give what encryption() was given: {"keys":[{"id":"...","secret":"..."}]}.',
    );
  }
}

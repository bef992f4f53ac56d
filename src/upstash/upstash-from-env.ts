import type { ExactStore } from '../lookup/exact-store.ts';
import { upstashRedis } from './upstash-redis.ts';

/** What the environment offers; empty when it offers nothing. */
export interface UpstashFromEnv {
  readonly store?: ExactStore;
}

export type Environment = Readonly<Record<string, string | undefined>>;

// Not every runtime has a `process`, and this is read at the call, never at import.
const processEnvironment = (): Environment => (typeof process === 'object' ? (process.env ?? {}) : {});

const pair = (environment: Environment, urlName: string, tokenName: string) => {
  const url = environment[urlName]?.trim();
  const token = environment[tokenName]?.trim();
  return url && token ? { url, token } : undefined;
};

/**
 * Stores made from the environment, to be spread into the options of `createCache`. Nothing is connected to yet.
 *
 * `store`: from `UPSTASH_REDIS_REST_URL` and `UPSTASH_REDIS_REST_TOKEN`, or else `KV_REST_API_URL` and
 * `KV_REST_API_TOKEN` (Vercel's names); both of a pair must be set and not empty.
 *
 * @param environment default `process.env`; on runtimes without it, pass the bindings.
 * @throws InvalidOptionError when a URL or a token is set and isn't one.
 */
export function upstashFromEnv(environment: Environment = processEnvironment()): UpstashFromEnv {
  const credentials =
    pair(environment, 'UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN') ??
    pair(environment, 'KV_REST_API_URL', 'KV_REST_API_TOKEN');
  return credentials === undefined ? {} : { store: upstashRedis(credentials) };
}

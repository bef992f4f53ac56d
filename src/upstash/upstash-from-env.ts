import type { ExactStore } from '../contracts/exact-store.ts';
import type { VectorIndex } from '../contracts/vector-index.ts';
import { upstashRedis } from './upstash-redis.ts';
import { upstashVector } from './upstash-vector.ts';

/** What the environment offers; empty when it offers nothing. */
export interface UpstashFromEnv {
  readonly store?: ExactStore;
  readonly semantic?: { readonly index: VectorIndex };
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
 * `KV_REST_API_TOKEN` (Vercel's names). `semantic`: an index from `UPSTASH_VECTOR_REST_URL` and
 * `UPSTASH_VECTOR_REST_TOKEN`, which takes vectors; for an index with a hosted model, call `upstashVector` yourself and
 * name it. Both of a pair must be set and not empty.
 *
 * @param environment default `process.env`; on runtimes without it, pass the bindings.
 * @throws InvalidOptionError when a URL or a token is set and isn't one.
 */
export function upstashFromEnv(environment: Environment = processEnvironment()): UpstashFromEnv {
  const credentials =
    pair(environment, 'UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN') ??
    pair(environment, 'KV_REST_API_URL', 'KV_REST_API_TOKEN');
  const vector = pair(environment, 'UPSTASH_VECTOR_REST_URL', 'UPSTASH_VECTOR_REST_TOKEN');
  return {
    ...(credentials === undefined ? {} : { store: upstashRedis(credentials) }),
    ...(vector === undefined ? {} : { semantic: { index: upstashVector(vector) } }),
  };
}

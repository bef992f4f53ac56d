import type { ExactStore } from '../contracts/exact-store.ts';
import { credentialsIn, type Environment, processEnvironment } from './environment.ts';
import { upstashRedis } from './upstash-redis.ts';

/** What the environment offers; empty when it offers nothing. */
export type UpstashFromEnv = { readonly store: ExactStore } | { readonly store?: never };

/**
 * The store that the environment offers, to be given to `createCache` as it is or spread into its options. It is made
 * from `UPSTASH_REDIS_REST_URL` and `UPSTASH_REDIS_REST_TOKEN`, or else from `KV_REST_API_URL` and `KV_REST_API_TOKEN`
 * (Vercel's names); both of a pair must be set and not empty. Nothing is connected to yet. The variables of Upstash
 * Vector are left to `upstashVectorFromEnv`.
 *
 * @param environment default `process.env`; on runtimes without it, pass the bindings.
 * @throws InvalidOptionError when a URL or a token is set and isn't one.
 */
export function upstashFromEnv(environment: Environment = processEnvironment()): UpstashFromEnv {
  const credentials =
    credentialsIn(environment, 'UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN') ??
    credentialsIn(environment, 'KV_REST_API_URL', 'KV_REST_API_TOKEN');
  return credentials === undefined ? {} : { store: upstashRedis(credentials) };
}

export type { Environment } from './environment.ts';
export { type UpstashFromEnv, upstashFromEnv } from './upstash-from-env.ts';
export { type UpstashRedisOptions, upstashRedis } from './upstash-redis.ts';
export type {
  UpstashRedisClient,
  UpstashRedisCredentials,
  UpstashRedisPipeline,
} from './upstash-redis-client.ts';
export { type UpstashVectorOptions, upstashVector } from './upstash-vector.ts';
export type {
  UpstashTextRecord,
  UpstashVectorClient,
  UpstashVectorCredentials,
  UpstashVectorNamespace,
  UpstashVectorQuery,
  UpstashVectorRecord,
} from './upstash-vector-client.ts';
export { upstashVectorFromEnv } from './upstash-vector-from-env.ts';

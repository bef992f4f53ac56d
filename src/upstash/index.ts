export { type Environment, type UpstashFromEnv, upstashFromEnv } from './upstash-from-env.ts';
export { type UpstashRedisOptions, upstashRedis } from './upstash-redis.ts';
export type {
  UpstashRedisClient,
  UpstashRedisCredentials,
  UpstashRedisPipeline,
} from './upstash-redis-client.ts';

/**
 * What is used of an Upstash Redis client: the `Redis` of `@upstash/redis` fits, however it was made, and so does
 * anything of its shape. Methods of the pipeline queue a command; `exec` sends them in one request.
 */
export interface UpstashRedisClient {
  pipeline(): UpstashRedisPipeline & { exec(): Promise<unknown[]> };
}

export interface UpstashRedisPipeline {
  mget(...keys: string[]): unknown;
  set(key: string, value: string): unknown;
  set(key: string, value: string, options: { pxat: number }): unknown;
  set(key: string, value: string, options: { nx: true; px: number }): unknown;
  del(...keys: string[]): unknown;
  eval(script: string, keys: string[], args: string[]): unknown;
  zcard(key: string): unknown;
  hmget(key: string, ...fields: string[]): unknown;
  hsetnx(key: string, field: string, value: string): unknown;
  hincrby(key: string, field: string, increment: number): unknown;
  hgetall(key: string): unknown;
  scan(cursor: string, options: { match: string; count: number }): unknown;
}

/** Where a database is: what its page in the console calls the REST URL and the REST token. */
export interface UpstashRedisCredentials {
  readonly url: string;
  readonly token: string;
}

import { randomUUID } from 'node:crypto';
import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { hasRedisServer } from '../../src/testing/redis/redis-process.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { exactStoreSuite } from '../../src/testing/suites/exact-store-suite.ts';
import { upstashFromEnv } from '../../src/upstash/upstash-from-env.ts';
import { upstashRedis } from '../../src/upstash/upstash-redis.ts';
import type { UpstashRedisClient } from '../../src/upstash/upstash-redis-client.ts';
import { patience } from '../patience.ts';

const clients: Readonly<
  Record<string, (upstash: LocalUpstash) => UpstashRedisClient | { url: string; token: string }>
> = {
  credentials: ({ redis }) => redis,
  "the user's client on its defaults": ({ redis }) => new Redis(redis),
  "the user's client without base64": ({ redis }) => new Redis({ ...redis, responseEncoding: false }),
  "the user's client with automatic pipelining and deserialisation off": ({ redis }) =>
    new Redis({ ...redis, enableAutoPipelining: false, automaticDeserialization: false }),
  "the user's client with latency logging off, no retries and a signal of its own": ({ redis }) =>
    new Redis({
      ...redis,
      retry: false,
      latencyLogging: false,
      signal: () => AbortSignal.timeout(patience.timeout),
    }),
};

for (const [client, connect] of Object.entries(clients)) {
  let now = 1_700_000_000_000;
  let upstash: LocalUpstash;

  describe(`with ${client}`, () => {
    beforeAll(async () => {
      upstash = await startUpstash({ clock: () => now });
    });
    afterAll(() => upstash.close());

    exactStoreSuite(
      { describe, it },
      {
        name: 'upstashRedis on the table',
        scanKeys: 1_200,
        create: async () => ({
          store: upstashRedis(connect(upstash), { clock: () => now, prefix: `${letterId()}:` }),
          now: () => now,
          advance: (milliseconds) => {
            now += milliseconds;
          },
          loseCounters: () => new Redis(upstash.redis).flushall().then(() => {}),
          close: async () => {},
        }),
      },
    );
  });
}

describe.skipIf(!(await hasRedisServer()))('with a real redis-server', () => {
  let upstash: LocalUpstash;

  beforeAll(async () => {
    upstash = await startUpstash({ redis: 'server' });
  });
  afterAll(() => upstash.close());

  for (const client of ['credentials', "the user's client on its defaults"]) {
    exactStoreSuite(
      { describe, it },
      {
        name: `upstashRedis on Redis, with ${client}`,
        scanKeys: 1_200,
        create: async () => ({
          store: upstashRedis(clients[client]?.(upstash) ?? upstash.redis, { prefix: `${letterId()}:` }),
          loseCounters: () => new Redis(upstash.redis).flushall().then(() => {}),
          close: async () => {},
        }),
      },
    );
  }
});

const real = upstashFromEnv();

describe.skipIf(real.store === undefined)('with the real service', () => {
  exactStoreSuite(
    { describe, it },
    {
      name: 'upstashRedis on Upstash',
      create: async () => {
        if (real.store === undefined) throw new TypeError('The credentials have gone.');
        return { store: real.store, close: async () => {} };
      },
    },
  );
});

function letterId(): string {
  return `t${randomUUID()}`;
}

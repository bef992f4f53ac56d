import { Index } from '@upstash/vector';
import { describe, it } from 'vitest';
import { startUpstash } from '../../src/testing/start-upstash.ts';
import { vectorIndexSuite } from '../../src/testing/suites/vector-index-suite.ts';
import { offlineEmbedding } from '../../src/testing/vector/offline-embedding.ts';
import { upstashVector } from '../../src/upstash/upstash-vector.ts';

const runner = { describe, it };

/** Shared by all tests: the model takes a while to load. */
const embed = offlineEmbedding();

const clockAt = (start: number) => {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
  };
};

vectorIndexSuite(runner, {
  name: 'upstashVector({ url, token })',
  takes: { dimensions: 16 },
  create: async () => {
    const clock = clockAt(1_700_000_000_000);
    const upstash = await startUpstash({ vector: { dimensions: 16 } });
    return {
      index: upstashVector(upstash.vector, { clock: clock.now }),
      ...clock,
      close: () => upstash.close(),
    };
  },
});

vectorIndexSuite(runner, {
  name: "upstashVector over a user's own client, several shards, writes that show later",
  takes: { dimensions: 16 },
  create: async () => {
    const lag = 10;
    const clock = clockAt(1_700_000_000_000);
    const server = clockAt(0);
    const upstash = await startUpstash({ vector: { dimensions: 16, lag }, clock: server.now });
    const client = new Index({ ...upstash.vector, enableTelemetry: false });
    return {
      index: upstashVector(client, { clock: clock.now, contextShards: 7 }),
      ...clock,
      settle: async () => server.advance(lag),
      close: () => upstash.close(),
    };
  },
});

vectorIndexSuite(runner, {
  name: 'upstashVector with a hosted model',
  takes: 'texts',
  create: async () => {
    const clock = clockAt(1_700_000_000_000);
    const upstash = await startUpstash({ vector: { embeddingModel: 'BGE_SMALL_EN_V1_5', embed } });
    return {
      index: upstashVector(upstash.vector, { clock: clock.now, hostedModel: 'BGE_SMALL_EN_V1_5' }),
      ...clock,
      close: () => upstash.close(),
    };
  },
});

const { UPSTASH_VECTOR_REST_URL: url, UPSTASH_VECTOR_REST_TOKEN: token } = process.env;
if (url && token) {
  const client = new Index({ url, token });
  const { dimension } = await client.info();
  vectorIndexSuite(runner, {
    name: 'upstashVector on the real service',
    takes: { dimensions: dimension },
    create: async () => ({
      index: upstashVector({ url, token }),
      settle: async () => {
        const deadline = Date.now() + 15_000;
        while ((await client.info()).pendingVectorCount > 0 && Date.now() < deadline) {
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      },
      close: async () => {},
    }),
  });
}

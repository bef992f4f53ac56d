import type { UpstashRedisClient, UpstashRedisPipeline } from './upstash-redis-client.ts';

/** Sends what was queued; a signal given stops the request itself where that can be done. */
export interface UpstashRedisConnection {
  send(queue: (pipeline: UpstashRedisPipeline) => void, signal: AbortSignal | undefined): Promise<unknown>;
}

/** Over the user's own client, with whatever settings it has; its requests can't be stopped from here. */
export function clientConnection(client: UpstashRedisClient): UpstashRedisConnection {
  return {
    async send(queue) {
      const pipeline = client.pipeline();
      queue(pipeline);
      return pipeline.exec();
    },
  };
}

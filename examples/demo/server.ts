import type { LanguageModelV4 } from '@ai-sdk/provider';
import { type LanguageModel, wrapLanguageModel } from 'ai';
import { createCache, type Duration, type ResponseCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { upstashRedis } from 'reprise/upstash';

/** What one server of an application has: a cache with a memory of its own, and the model behind it. */
export interface Server {
  readonly name: string;
  readonly cache: ResponseCache;
  readonly model: LanguageModel;
  /** Resolves when what the cache writes in the background is written. */
  settled(): Promise<void>;
}

export interface ServerOptions {
  readonly name: string;
  readonly model: LanguageModelV4;
  /** The database that all servers share. */
  readonly redis: { readonly url: string; readonly token: string };
  readonly namespace?: string;
  /** How long the cache waits for the database. Default: its own, 250 ms. */
  readonly patience?: Duration;
}

export function startServer(options: ServerOptions): Server {
  const { name, model, redis, namespace = 'demo', patience } = options;
  let writes: Promise<unknown> = Promise.resolve();
  const cache = createCache({
    namespace,
    store: upstashRedis(redis),
    memory: { recheck: '1m' },
    timeouts: patience === undefined ? {} : { read: patience },
    waitUntil: (write) => {
      writes = Promise.all([writes, write]);
    },
  });
  return {
    name,
    cache,
    model: wrapLanguageModel({ model, middleware: cacheMiddleware(cache) }),
    settled: async () => {
      await writes;
    },
  };
}

import { openai } from '@ai-sdk/openai';
import { after } from 'next/server';
import { builtinPrices, createCache, type ResponseCache } from 'reprise';
import { dashboard, type RequestHandler } from 'reprise/dashboard';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { judge, semanticLayer } from 'reprise/semantic';
import { upstashFromEnv, upstashVectorFromEnv } from 'reprise/upstash';
import { offline } from './model';

/** A cache and the dashboard that watches it from its beginning. */
interface WatchedCache {
  readonly cache: ResponseCache;
  readonly show: RequestHandler;
}

// `next dev` evaluates this module anew at each edit: the cache of the process stays the same.
const shared = globalThis as typeof globalThis & { watchedCache?: WatchedCache };

/** The cache of this process: in memory, and in Upstash where the environment names it. */
export function watchedCache(): WatchedCache {
  shared.watchedCache ??= watched(
    createCache({
      ...upstashFromEnv(),
      semantic: semanticLayer({
        index: upstashVectorFromEnv() ?? memoryIndex(),
        embedder: localEmbedder(),
        ...(offline ? {} : { judge: judge(openai('gpt-4.1-mini')) }),
      }),
      // Whoever forgets the user gets an error, never another user's answer.
      requireScope: true,
      waitUntil: (promise) => after(promise),
      // The offline model costs nothing; it is told at the price of what stands behind it otherwise.
      ...(offline
        ? { prices: { ...builtinPrices, price: () => builtinPrices.price('openai', 'gpt-4.1-mini') } }
        : {}),
    }),
  );
  return shared.watchedCache;
}

function watched(cache: ResponseCache): WatchedCache {
  const show = dashboard(cache, {
    // Everybody may see it on one's own machine; anywhere else, ask your session here.
    authorize: ({ url }) => ['localhost', '127.0.0.1'].includes(new URL(url).hostname),
    texts: 'shown',
  });
  return { cache, show };
}

export const chatCache = (): ResponseCache => watchedCache().cache;

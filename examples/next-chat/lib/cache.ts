import { openai } from '@ai-sdk/openai';
import { after } from 'next/server';
import { builtinPrices, createCache, type ResponseCache } from 'reprise';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { judge, semanticLayer } from 'reprise/semantic';
import { upstashFromEnv, upstashVectorFromEnv } from 'reprise/upstash';
import { offline } from './model';

// `next dev` evaluates this module anew at each edit: the cache of the process stays the same.
const shared = globalThis as typeof globalThis & { chatCache?: ResponseCache };

/** The cache of this process: in memory, and in Upstash where the environment names it. */
export function chatCache(): ResponseCache {
  shared.chatCache ??= createCache({
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
  });
  return shared.chatCache;
}

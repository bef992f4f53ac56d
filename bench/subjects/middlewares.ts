import { cachified } from '@epic-web/cachified';
import { InMemoryServerCache } from '@mastra/core/cache';
import { ResponseCache } from '@mastra/core/processors';
import type { LanguageModelMiddleware } from 'ai';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { LRUCache } from 'lru-cache';
import { createMemoryStorage, defineCachedFunction } from 'ocache';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import type { Role } from '../run/row.ts';
import { functionCache } from './function-cache.ts';
import { recipe } from './recipe.ts';

export interface MiddlewareSubject {
  readonly name: string;
  readonly role: Role;
  /** Whether it can replay a stream. */
  readonly streams: boolean;
  /** A new, empty cache in memory behind a middleware of the AI SDK. */
  create(): LanguageModelMiddleware;
}

const maxEntries = 5_000;
const hour = 3_600_000;

/** What answers from memory, with room for some thousand answers each. */
export const memoryCaches: readonly MiddlewareSubject[] = [
  {
    name: 'reprise',
    role: 'reprise',
    streams: true,
    create: () => cacheMiddleware(createCache({ memory: { maxBytes: 1_000_000_000, maxEntries } })),
  },
  {
    name: 'recipe + lru-cache',
    role: 'peer',
    streams: true,
    create: () => recipe(new LRUCache<string, object>({ max: maxEntries })),
  },
  {
    name: 'cachified + lru-cache',
    role: 'peer',
    streams: true,
    create() {
      const cache = new LRUCache<string, object>({ max: maxEntries });
      return functionCache((key, make) => cachified({ key, cache, ttl: hour, getFreshValue: make }));
    },
  },
  {
    name: 'bentocache L1',
    role: 'peer',
    streams: true,
    create() {
      const store = bentostore().useL1Layer(memoryDriver({ maxItems: maxEntries, serialize: false }));
      const bento = new BentoCache({ default: 'memory', stores: { memory: store } });
      return functionCache((key, factory) => bento.getOrSet({ key, factory, ttl: hour }));
    },
  },
  {
    name: 'ocache',
    role: 'peer',
    streams: true,
    create() {
      const cached = defineCachedFunction((_key: string, make: () => Promise<unknown>) => make(), {
        getKey: (key) => key,
        maxAge: 3_600,
        swr: false,
        storage: createMemoryStorage({ maxSize: maxEntries, maxBytes: Number.POSITIVE_INFINITY }),
      });
      return functionCache((key, make) => cached(key, make));
    },
  },
  { name: 'Mastra ResponseCache', role: 'peer', streams: false, create: mastra },
];

/** Mastra's processor without the agent around it: the two hooks that look up and store one step's answer. */
function mastra(): LanguageModelMiddleware {
  const cache = new ResponseCache({ cache: new InMemoryServerCache({ maxSize: maxEntries }) });
  return {
    specificationVersion: 'v4',
    async wrapGenerate({ doGenerate, params, model }) {
      const call = { prompt: params.prompt, model, stepNumber: 0, state: {} };
      const found = await cache.processLLMRequest(call);
      const kept = found?.response?.chunks[0]?.payload;
      if (kept !== undefined) return kept;
      const payload = await doGenerate();
      await cache.processLLMResponse({
        ...call,
        chunks: [{ type: 'step-result', payload }],
        fromCache: false,
      });
      return payload;
    },
  };
}

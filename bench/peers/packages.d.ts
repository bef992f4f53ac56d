/**
 * What the benchmarks call of their peers. Those are installed by `npm run bench` and by nothing else, so the types are
 * checked without them.
 */
declare module '@epic-web/cachified' {
  export function cachified(options: {
    readonly key: string;
    readonly cache: object;
    readonly ttl: number;
    readonly getFreshValue: () => Promise<unknown>;
  }): Promise<unknown>;
}

declare module 'bentocache' {
  export function bentostore(): { useL1Layer(driver: object): object };
  export class BentoCache {
    constructor(options: { readonly default: string; readonly stores: Readonly<Record<string, object>> });
    getOrSet(options: {
      readonly key: string;
      readonly ttl: number;
      readonly factory: () => Promise<unknown>;
    }): Promise<unknown>;
  }
}

declare module 'bentocache/drivers/memory' {
  export function memoryDriver(options: { readonly maxItems: number; readonly serialize: boolean }): object;
}

declare module 'ocache' {
  export function createMemoryStorage(options: {
    readonly maxSize: number;
    readonly maxBytes: number;
  }): object;
  export function defineCachedFunction<Arguments extends readonly unknown[], Result>(
    call: (...given: Arguments) => Promise<Result>,
    options: {
      readonly getKey: (...given: Arguments) => string;
      readonly maxAge: number;
      readonly swr: boolean;
      readonly storage: object;
    },
  ): (...given: Arguments) => Promise<Result>;
}

declare module '@mastra/core/cache' {
  export class InMemoryServerCache {
    constructor(options: { readonly maxSize: number });
  }
}

declare module '@mastra/core/processors' {
  import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
  interface Chunk {
    readonly type: string;
    readonly payload: LanguageModelV4GenerateResult;
  }
  interface Call {
    readonly prompt: unknown;
    readonly model: unknown;
    readonly stepNumber: number;
    readonly state: object;
  }
  export class ResponseCache {
    constructor(options: { readonly cache: object });
    processLLMRequest(
      call: Call,
    ): Promise<{ readonly response?: { readonly chunks: readonly Chunk[] } } | undefined>;
    processLLMResponse(
      call: Call & { readonly chunks: readonly Chunk[]; readonly fromCache: boolean },
    ): Promise<void>;
  }
}

declare module '@langchain/community/caches/upstash_redis' {
  import type { BaseCache } from '@langchain/core/caches';
  import type { Redis } from '@upstash/redis';
  export const UpstashRedisCache: new (options: { readonly client: Redis }) => BaseCache;
}

declare module '@upstash/semantic-cache' {
  import type { Index } from '@upstash/vector';
  export class SemanticCache {
    constructor(options: { readonly index: Index; readonly minProximity: number });
    get(key: string): Promise<string | undefined>;
    set(key: string, value: string): Promise<void>;
  }
}

/** How long a provider keeps an entry, and what the write costs. */
export interface CacheLifetime {
  /** As the provider's API writes it, such as `'5m'`. */
  readonly name: string;
  readonly milliseconds: number;
  /** The price of a written token, as a multiple of a plain input token. */
  readonly writeFactor: number;
}

/** Where a marker may stand. */
export type MarkerPlace = 'tool' | 'system' | 'user' | 'assistant' | 'tool-result';

/** How a request says what to cache. */
export type MarkerStyle = 'anthropic' | 'openai' | 'bedrock' | 'openrouter';

export interface MarkerRules {
  readonly style: MarkerStyle;
  /** Most markers in one request. */
  readonly limit: number;
  readonly places: readonly MarkerPlace[];
  /**
   * How an entry is found again: at a marker of the new request or up to that many blocks before it; `0`: exactly at
   * a marker.
   */
  readonly lookbackBlocks: number;
}

/** Options of the whole request. */
export type RequestOption =
  | { readonly kind: 'key'; readonly namespaces: readonly string[] }
  | { readonly kind: 'explicit-mode' }
  | { readonly kind: 'conversation-header'; readonly name: string }
  | { readonly kind: 'gateway-auto' };

/** What a provider's prompt cache does for a model. */
export interface CacheRules {
  readonly id: string;
  /** `automatic`: prefixes are cached without being asked. `markers`: only what is marked. */
  readonly mechanism: 'automatic' | 'markers';
  /** Shorter prefixes aren't cached. */
  readonly minimumTokens: number;
  /** Cached lengths are multiples of it above the minimum; 1 when any length is. */
  readonly stepTokens: number;
  /** The price of a token read from the cache, as a multiple of a plain input token. */
  readonly readFactor: number;
  /** From short to long; the first is the default. */
  readonly lifetimes: readonly [CacheLifetime, ...CacheLifetime[]];
  readonly markers?: MarkerRules;
  readonly request: readonly RequestOption[];
}

/** How much of a prefix of that many tokens the provider keeps. */
export function cacheable(tokens: number, { minimumTokens, stepTokens }: CacheRules): number {
  return tokens < minimumTokens ? 0 : tokens - (tokens % stepTokens);
}

export { createCache } from './create-cache.ts';
export type { Duration } from './duration.ts';
export { InvalidOptionError, InvalidRequestError, RepriseError } from './errors.ts';
export type { CacheOptions, MemoryOptions } from './lookup/cache-options.ts';
export type {
  CacheHit,
  CacheLookup,
  CacheMiss,
  CacheResult,
  InvalidationResult,
  InvalidationTarget,
  RejectedHit,
  StoreOutcome,
} from './lookup/cache-result.ts';
export type { ResponseCache } from './lookup/response-cache.ts';
export { sharedStatistics } from './lookup/shared-statistics.ts';
export type { CacheEvent } from './observe/cache-event.ts';
export { openTelemetryEvents } from './observe/open-telemetry.ts';
export type { CacheStats } from './observe/statistics.ts';
export type { CacheRule } from './policy/cache-rule.ts';
export type { PolicyOptions } from './policy/policy.ts';
export { builtinPrices } from './prices/builtin-prices.ts';
export { genaiPrices } from './prices/genai-prices.ts';
export type { CacheMode, CacheRequest } from './request/cache-request.ts';
export type { CachedResponse, TokenUsage } from './response/cached-response.ts';
export { responseText, textResponse } from './response/text-response.ts';

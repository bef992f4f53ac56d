export { createCache } from './cache.ts';
export type { Embedder } from './contracts/embedder.ts';
export type {
  DroppedEntry,
  EntryRecords,
  ExactStore,
  Leases,
  RecordedEntry,
  StoreOperation,
  StoreRead,
  StoreScan,
  Tallies,
} from './contracts/exact-store.ts';
export type { ModelPrice, PriceSource } from './contracts/price-source.ts';
export type { SemanticLayer } from './contracts/semantic-layer.ts';
export type {
  VectorEntry,
  VectorIndex,
  VectorInput,
  VectorMatch,
  VectorPlace,
  VectorQuery,
} from './contracts/vector-index.ts';
export type { PairVerdict, QuestionPair, ServedBy, VerifyPair } from './contracts/verify-pair.ts';
export * from './errors.ts';
export type { CacheOptions, MemoryOptions, TimeoutOptions } from './lookup/cache-options.ts';
export type {
  CacheBypass,
  CacheHit,
  CacheLookup,
  CacheMiss,
  CacheResult,
  CacheStreamResult,
  GeneratedMiss,
  InvalidationResult,
  InvalidationTarget,
  RejectedHit,
  RejectionResult,
  StoreOutcome,
} from './lookup/cache-result.ts';
export type { EntryPage } from './lookup/entry-inspection.ts';
export type { WaitUntil } from './lookup/fail-open/background-work.ts';
export type { StreamSource } from './lookup/flights/shared-stream.ts';
export type { ScanOptions, ScanProgress } from './lookup/pattern-scan.ts';
export type { CallOptions, Dialect, Generate, ResponseCache } from './lookup/response-cache.ts';
export type { CacheEvent, CacheLayer, MissReason, NotStoredReason } from './observe/cache-event.ts';
export {
  openTelemetryEvents,
  type TelemetryMeter,
  type TelemetryOptions,
  type TelemetryTracer,
} from './observe/open-telemetry.ts';
export type { ModelStats, OverallStats } from './observe/overall-stats.ts';
export type { LatencySummary } from './observe/percentiles.ts';
export type { CacheStats, MergedStats } from './observe/statistics.ts';
export type { CacheRule, EventData, EventPatternRule, EventTagsRule, TimeRule } from './policy/cache-rule.ts';
export type { BypassReason, PolicyOptions } from './policy/policy.ts';
export type { Refusal } from './policy/refusal.ts';
export { builtinPrices } from './prices/builtin-prices.ts';
export { genaiPrices } from './prices/genai-prices.ts';
export type { CacheMode, CacheRequest, RequestedOutput } from './request/cache-request.ts';
export type { Duration } from './request/duration.ts';
export type {
  CachedResponse,
  ExtensionPart,
  FilePart,
  FinishReason,
  Pieces,
  ProviderMetadata,
  ReasoningPart,
  ResponsePart,
  SourcePart,
  TextPart,
  TokenUsage,
  ToolCallPart,
  ToolResultPart,
} from './response/cached-response.ts';
export type { FinishDelta, ResponseDelta, SpanDelta, ToolInputDelta } from './response/response-delta.ts';
export type { StoredEntry } from './response/stored-entry.ts';
export { responseText, textResponse } from './response/text-response.ts';

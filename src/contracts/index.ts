export * from '../errors.ts';
export type { TimeoutOptions } from '../lookup/cache-options.ts';
export type {
  CacheBypass,
  CacheStreamResult,
  GeneratedMiss,
  RejectionResult,
} from '../lookup/cache-result.ts';
export type { EntryPage } from '../lookup/exact/entry-inspection.ts';
export type { WaitUntil } from '../lookup/fail-open/background-work.ts';
export type { StreamSource } from '../lookup/flights/shared-stream.ts';
export type { ScanOptions, ScanProgress } from '../lookup/invalidation/pattern-scan.ts';
export type { CallOptions, Dialect, Generate } from '../lookup/response-cache.ts';
export type { ConnectedStatistics, SharedStatistics } from '../lookup/shared-statistics.ts';
export type { CacheLayer, MissReason, NotStoredReason } from '../observe/cache-event.ts';
export type { LatencySummary } from '../observe/latency.ts';
export type { TelemetryMeter, TelemetryOptions, TelemetryTracer } from '../observe/open-telemetry.ts';
export type { ModelStats, OverallStats } from '../observe/overall-stats.ts';
export type { MergedStats } from '../observe/statistics.ts';
export type { EventData, EventPatternRule, EventTagsRule, TimeRule } from '../policy/cache-rule.ts';
export type { BypassReason } from '../policy/policy.ts';
export type { Refusal } from '../policy/refusal.ts';
export type { RequestedOutput } from '../request/cache-request.ts';
export type {
  ExtensionPart,
  FilePart,
  FinishReason,
  Pieces,
  ProviderMetadata,
  ReasoningPart,
  ResponsePart,
  SourcePart,
  TextPart,
  ToolCallPart,
  ToolResultPart,
} from '../response/cached-response.ts';
export type { FinishDelta, ResponseDelta, SpanDelta, ToolInputDelta } from '../response/response-delta.ts';
export type { StoredEntry } from '../response/stored-entry.ts';
export type { Embedder } from './embedder.ts';
export type { Encryption } from './encryption.ts';
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
} from './exact-store.ts';
export type { Judge, JudgeAnswer, JudgeCost, JudgeQuestion } from './judge.ts';
export type { ModelPrice, PriceSource } from './price-source.ts';
export type { SemanticLayer } from './semantic-layer.ts';
export type {
  VectorEntry,
  VectorIndex,
  VectorInput,
  VectorMatch,
  VectorPlace,
  VectorQuery,
} from './vector-index.ts';
export type { ComparedQuestion, PairVerdict, QuestionPair, ServedBy, VerifyPair } from './verify-pair.ts';

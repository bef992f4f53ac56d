/**
 * `reprise/prompt`: prompts whose beginning stays the same, so that what goes to the provider hits its prompt cache;
 * and the reason when it doesn't.
 */

export type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
export { builtinPrices } from '../prices/builtin-prices.ts';
export { type CalculatePrice, type GenaiPricesOptions, genaiPrices } from '../prices/genai-prices.ts';
export type {
  CacheLifetime,
  CacheRules,
  MarkerPlace,
  MarkerRules,
  MarkerStyle,
  RequestOption,
} from './cache-rules.ts';
export { cacheRulesDate } from './cache-rules-table.ts';
export { cacheSavings } from './cache-savings.ts';
export { type CacheUsage, readCacheUsage } from './cache-usage.ts';
export { definePrompt, type Prompt, type PromptDefinition } from './define-prompt.ts';
export type { DriftCause } from './drift-cause.ts';
export { expectStablePrefix, type PrefixFixture, type StablePrefixOptions } from './expect-stable-prefix.ts';
export {
  type DriftExplanation,
  type DriftPosition,
  explainDrift,
  type Fingerprinted,
} from './explain-drift.ts';
export { type Deployments, findCacheRules } from './find-cache-rules.ts';
export type { TokenCounter } from './measured-text.ts';
export type { LangChainHandler } from './monitor-langchain.ts';
export type { MonitorMiddleware } from './monitor-middleware.ts';
export type { CacheTotals, CallReport, ModelTotals, MonitorReport } from './monitor-report.ts';
export type { MonitoredCall } from './monitored-call.ts';
export type { AnySegment } from './ordered-segments.ts';
export type { ExpectedTokens, MarkerReport, PlanReport, PlanWarning, SegmentReport } from './plan-report.ts';
export {
  type PromptCacheMiddleware,
  type PromptCacheMiddlewareOptions,
  promptCacheMiddleware,
} from './prompt-cache-middleware.ts';
export {
  type PromptCacheMonitor,
  type PromptCacheMonitorOptions,
  promptCacheMonitor,
} from './prompt-cache-monitor.ts';
export type { BlockFingerprint, PromptFingerprint } from './prompt-fingerprint.ts';
export {
  type ChatTemplate,
  promptFromTemplate,
  type TemplatePrompt,
  type TemplatePromptOptions,
} from './prompt-from-template.ts';
export type { SimpleMessage } from './prompt-message.ts';
export type {
  AiSdk5Call,
  AiSdk6Call,
  AiSdkCall,
  LangChainCall,
  LangChainMessage,
  PlanTarget,
  PromptPlan,
  ProviderOptions,
  SystemMessage,
  TurnMessage,
} from './prompt-plan.ts';
export type { PromptTools } from './prompt-tools.ts';
export {
  type HistorySegment,
  type Renderable,
  segment,
  type TextSegment,
  type TurnOptions,
} from './segment.ts';
export type { Stability } from './stability.ts';
export { stableText } from './stable-text.ts';

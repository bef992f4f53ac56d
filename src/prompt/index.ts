/**
 * `reprise/prompt`: prompts whose beginning stays the same, so that what goes to the provider hits its prompt cache;
 * and the reason when it doesn't.
 */

export type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
export { builtinPrices } from '../prices/builtin-prices.ts';
export { type CalculatePrice, type GenaiPricesOptions, genaiPrices } from '../prices/genai-prices.ts';
export { definePrompt, type Prompt, type PromptDefinition } from './builder/define-prompt.ts';
export {
  expectStablePrefix,
  type PrefixFixture,
  type StablePrefixOptions,
} from './builder/expect-stable-prefix.ts';
export {
  type ChatTemplate,
  promptFromTemplate,
  type TemplatePrompt,
  type TemplatePromptOptions,
} from './builder/prompt-from-template.ts';
export {
  type AnySegment,
  type HistorySegment,
  type Renderable,
  type SimpleMessage,
  segment,
  type TextSegment,
  type TurnOptions,
} from './builder/segment.ts';
export type { PromptTools } from './draft/described-tool.ts';
export type { Stability } from './draft/stability.ts';
export type { DriftCause } from './drift/drift-cause.ts';
export {
  type DriftExplanation,
  type DriftPosition,
  explainDrift,
  type Fingerprinted,
} from './drift/explain-drift.ts';
export type { BlockFingerprint, PromptFingerprint } from './drift/prompt-fingerprint.ts';
export type { SystemMessage, TurnMessage } from './marks/ai-sdk-messages.ts';
export { cacheSavings } from './monitor/cache-savings.ts';
export { type CacheUsage, readCacheUsage } from './monitor/cache-usage.ts';
export type { LangChainHandler } from './monitor/monitor-langchain.ts';
export type { MonitorMiddleware } from './monitor/monitor-middleware.ts';
export type {
  CacheTotals,
  CallReport,
  ModelTotals,
  MonitoredCall,
  MonitorReport,
} from './monitor/monitor-report.ts';
export {
  type PromptCacheMonitor,
  type PromptCacheMonitorOptions,
  promptCacheMonitor,
} from './monitor/prompt-cache-monitor.ts';
export type {
  ExpectedTokens,
  MarkerReport,
  PlanReport,
  PlanWarning,
  SegmentReport,
} from './plan/plan-report.ts';
export {
  type PromptCacheMiddleware,
  type PromptCacheMiddlewareOptions,
  promptCacheMiddleware,
} from './plan/prompt-cache-middleware.ts';
export type {
  AiSdk5Call,
  AiSdk6Call,
  AiSdkCall,
  LangChainCall,
  LangChainMessage,
  PlanTarget,
  PromptPlan,
} from './plan/prompt-plan.ts';
export type {
  CacheLifetime,
  CacheRules,
  MarkerPlace,
  MarkerRules,
  MarkerStyle,
  RequestOption,
} from './provider-rules/cache-rules.ts';
export { type Deployments, findCacheRules } from './provider-rules/find-cache-rules.ts';
export { cacheRulesDate } from './provider-rules/model-caches.ts';
export type { ProviderOptions } from './provider-rules/provider-options.ts';
export type { TokenCounter } from './text/measured-text.ts';
export { stableText } from './text/stable-text.ts';

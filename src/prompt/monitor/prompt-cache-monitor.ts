import type { PriceSource } from '../../contracts/price-source.ts';
import { InvalidOptionError } from '../../errors.ts';
import { builtinPrices } from '../../prices/builtin-prices.ts';
import { draftRequest, type ModelRequest } from '../draft/draft-request.ts';
import { explainDrift } from '../drift/explain-drift.ts';
import { fingerprint, type PromptFingerprint } from '../drift/prompt-fingerprint.ts';
import { type Deployments, deployedModel, findCacheRules } from '../provider-rules/find-cache-rules.ts';
import { estimateTokens, textMeasurer } from '../text/measured-text.ts';
import { cacheSavings } from './cache-savings.ts';
import { type CacheUsage, isConsistent, readCacheUsage } from './cache-usage.ts';
import { type LangChainHandler, langChainHandler } from './monitor-langchain.ts';
import { type MonitorMiddleware, monitorMiddleware } from './monitor-middleware.ts';
import {
  type CallReport,
  type MonitoredCall,
  type MonitorReport,
  type Tally,
  tally,
} from './monitor-report.ts';
import { recentPrompts } from './recent-prompts.ts';

export interface PromptCacheMonitorOptions {
  /** Default: the built-in table. */
  readonly prices?: PriceSource;
  /** Called after every call that reported usage. What it throws is swallowed. */
  readonly onCall?: (call: CallReport) => void;
  /** How many earlier prompts are kept as digests, to tell what a call could have read; 0 and above. Default: 50. */
  readonly remember?: number;
  /** The time in milliseconds. Default: `Date.now`. */
  readonly clock?: () => number;
  /**
   * What deployments, inference profiles and aliases of your own run, by their names, such as
   * `{ 'my-deployment': 'gpt-5.4' }`: for rules and prices. Default: none.
   */
  readonly deployments?: Deployments;
}

export interface PromptCacheMonitor {
  /** For `wrapLanguageModel` of `ai` 5, 6 and 7; put it last, next to the model, so that it sees what is sent. */
  readonly middleware: MonitorMiddleware;
  /** For the `callbacks` of a LangChain model. */
  readonly langChain: LangChainHandler;
  /** Counts a call made in another way. @returns its report; `undefined` when the usage can't be read. */
  record(call: MonitoredCall): CallReport | undefined;
  /** The sums since the monitor was made. */
  report(): MonitorReport;
}

/**
 * Watches what the provider's prompt cache does: hit rate, tokens read and written, the money saved with the premium
 * for writes taken off, and what could have been read but wasn't, with the likely reason.
 *
 * Money is reported only where the price is known. Prompts are remembered as digests and lengths.
 * @throws InvalidOptionError when `remember` is out of its range.
 */
export function promptCacheMonitor({
  prices = builtinPrices,
  onCall,
  remember = 50,
  clock = Date.now,
  deployments,
}: PromptCacheMonitorOptions = {}): PromptCacheMonitor {
  if (!Number.isInteger(remember) || remember < 0)
    throw new InvalidOptionError('remember', 'a whole number from 0');
  const recent = recentPrompts(remember);
  const measure = textMeasurer(estimateTokens);
  const all = tally();
  const models = new Map<
    string,
    { readonly provider: string; readonly model: string; readonly tally: Tally }
  >();

  const compare = (prompt: PromptFingerprint, usage: CacheUsage | undefined, providerMetadata: unknown) => {
    const now = clock();
    const rules = findCacheRules(prompt.provider, prompt.model, deployments);
    const closest = recent.closest(prompt, rules, now);
    recent.add(prompt, now);
    if (closest === undefined || usage?.cacheRead === undefined) return undefined;
    // The digests' counts are estimates; the provider's own total sets the scale.
    const estimated = prompt.blocks.reduce((total, { tokens }) => total + tokens, 0);
    const eligible = estimated === 0 ? 0 : Math.round((closest.tokens * usage.inputTokens) / estimated);
    const missed = Math.max(0, eligible - usage.cacheRead);
    const drift = explainDrift(closest.fingerprint, prompt, { providerMetadata });
    // A few tokens are the estimate's error, not a miss.
    const isMiss = missed > eligible * 0.1 || drift.prefix === 'changed' || drift.provider !== undefined;
    return { eligible, missed, drift: isMiss ? drift : undefined };
  };

  const savedBy = (
    provider: string,
    model: string,
    usage: CacheUsage,
    prompt: PromptFingerprint | undefined,
  ): number | undefined => {
    const named = deployedModel(model, deployments);
    const usual = findCacheRules(provider, named)?.lifetimes[0].milliseconds;
    const askedForLonger = usual !== undefined && (prompt?.keptFor ?? 0) > usual;
    // Writes for the longer time cost more; how many there were must be told.
    if (askedForLonger && usage.cacheWriteLong === undefined && usage.cacheWrite !== 0) return undefined;
    return cacheSavings(usage, prices.price(provider, named));
  };

  const record = ({
    provider,
    model,
    usage: reported,
    providerMetadata,
    prompt,
  }: MonitoredCall): CallReport | undefined => {
    const usage = readCacheUsage(reported, provider, providerMetadata);
    if (usage === undefined) return undefined;
    const consistent = isConsistent(usage);
    const print = prompt === undefined ? undefined : 'fingerprint' in prompt ? prompt.fingerprint() : prompt;
    const compared = print && compare(print, consistent ? usage : undefined, providerMetadata);
    const call: CallReport = {
      provider,
      model,
      usage,
      consistent,
      saved: consistent ? savedBy(provider, model, usage, print) : undefined,
      eligible: compared?.eligible,
      missed: compared?.missed,
      drift: compared?.drift,
    };
    all.add(call);
    const name = JSON.stringify([provider, model]);
    const known = models.get(name) ?? { provider, model, tally: tally() };
    models.set(name, known);
    known.tally.add(call);
    try {
      onCall?.(call);
    } catch {
      // A broken listener must not break the call it listens to.
    }
    return call;
  };

  const requestPrint = (params: object, provider: string, model: string): PromptFingerprint => {
    const request: ModelRequest = params;
    const { providerOptions, toolChoice, responseFormat, reasoning } = request;
    return fingerprint({
      draft: draftRequest(request, measure),
      provider,
      model,
      rules: findCacheRules(provider, model, deployments),
      providerOptions,
      callOptions: { toolChoice, responseFormat, reasoning },
    });
  };

  return {
    middleware: monitorMiddleware(({ params, provider, model, usage, providerMetadata }) => {
      record({ provider, model, usage, providerMetadata, prompt: requestPrint(params, provider, model) });
    }),
    langChain: langChainHandler(record, requestPrint),
    record,
    report: () => ({
      ...all.totals(),
      pricesDate: prices.date,
      models: [...models.values()].map(({ provider, model, tally: sums }) => ({
        provider,
        model,
        ...sums.totals(),
      })),
    }),
  };
}

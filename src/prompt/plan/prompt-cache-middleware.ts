import { type Duration, milliseconds } from '../../duration.ts';
import { urlsAndModel, type WrappableModel } from '../../wrapped-model.ts';
import { draftRequest, type ModelRequest } from '../draft/draft-request.ts';
import { chooseLifetime } from '../marks/lifetime.ts';
import { markStep } from '../marks/mark-step.ts';
import { findAdapter } from '../provider-rules/adapter-reads.ts';
import { type Deployments, findCacheRules } from '../provider-rules/find-cache-rules.ts';
import { estimateTokens, type TokenCounter, textMeasurer } from '../text/measured-text.ts';
import { assertKey, callKeys, requestOptions } from './request-options.ts';

export interface PromptCacheMiddlewareOptions {
  /**
   * The routing key for providers that have one. Default: a digest of the tools and the system text, so that calls
   * with the same beginning meet the same cache.
   */
  readonly key?: string;
  /** How far apart calls come: milliseconds or `'10m'`. Chooses the lifetime. Default: the provider's own default. */
  readonly gap?: Duration;
  /**
   * Whether the end of the conversation is marked: `auto`, only once it holds an answer, since a question that is
   * asked once isn't worth its write. Default: `'auto'`.
   */
  readonly tail?: 'auto' | 'always' | 'never';
  /** Counts tokens for the provider's minimum. Default: `tokenx`, an estimate. */
  readonly countTokens?: TokenCounter;
  /** What deployments, inference profiles and aliases of your own run, by their names. Default: none. */
  readonly deployments?: Deployments;
}

/** What of a model the middleware reads. */
export interface NamedModel {
  readonly provider: string;
  readonly modelId: string;
}

/** For `wrapLanguageModel` of `ai` 5, 6 and 7. */
export interface PromptCacheMiddleware {
  readonly specificationVersion: 'v3';
  overrideSupportedUrls(options: { readonly model: WrappableModel }): ReturnType<typeof urlsAndModel>;
  transformParams<Params extends object>(options: {
    readonly params: Params;
    readonly model: NamedModel;
  }): Promise<Params>;
}

/**
 * Marks a request of the AI SDK for the provider's prompt cache, for those who don't want a prompt builder: the end
 * of the tools and system text, the end of the conversation and where the last call ended. Markers and options of
 * your own stay and count towards the provider's limit; a model that isn't known passes unchanged.
 *
 * Beside a response cache, put this one behind it: `middleware: [cacheMiddleware(cache), promptCacheMiddleware()]`.
 * The response cache then sees the request without marks.
 * @throws InvalidOptionError when `gap` isn't a duration, or `key` is empty.
 */
export function promptCacheMiddleware({
  key,
  gap,
  tail = 'auto',
  countTokens = estimateTokens,
  deployments,
}: PromptCacheMiddlewareOptions = {}): PromptCacheMiddleware {
  if (key !== undefined) assertKey(key);
  const pause = gap === undefined ? undefined : milliseconds(gap, 'gap');
  const measure = textMeasurer(countTokens);
  const marked = <Params extends object>(params: Params, model: NamedModel): Params => {
    const rules = findCacheRules(model.provider, model.modelId, deployments);
    if (rules === undefined) return params;
    const request: ModelRequest = params;
    const step =
      rules.markers &&
      markStep(request, {
        rules,
        adapter: findAdapter({ style: rules.markers.style, provider: model.provider }),
        lifetime: chooseLifetime(rules, pause),
        measure,
        tail,
        isPlanned: false,
      });
    const draft = step?.draft ?? draftRequest(request, measure, tail);
    const { providerOptions, headers } = requestOptions(rules, request.providerOptions, {
      ...callKeys('prompt', model.modelId, draft, key),
      isExplicit: step?.marks.some(({ from }) => from === 'plan') === true,
    });
    return {
      ...params,
      ...(step && { prompt: step.messages }),
      providerOptions,
      ...(step && step.tools.length > 0 && { tools: step.tools }),
      ...(Object.keys(headers).length > 0 && { headers: { ...headers, ...request.headers } }),
    };
  };
  return {
    specificationVersion: 'v3',
    overrideSupportedUrls: ({ model }) => urlsAndModel(model),
    async transformParams({ params, model }) {
      try {
        return marked(params, model);
      } catch {
        // Marks save money and decide nothing: a request that can't be read is sent as it is.
        return params;
      }
    },
  };
}

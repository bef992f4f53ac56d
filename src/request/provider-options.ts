/** Options for providers as the AI SDK has them: a record of settings for each provider's name. */
export type ProviderOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

// Marks for the provider's own prompt cache: they change what a call costs, never what it answers. Names as of
// November 2026 in `@ai-sdk/openai` 4, `@ai-sdk/anthropic` 4, `@ai-sdk/amazon-bedrock` 5, `@ai-sdk/xai`, OpenRouter's
// and the Gateway's providers. `google.cachedContent` is no mark: it names content that the answer depends on.
const promptCacheMarks: Readonly<Record<string, ReadonlySet<string>>> = {
  openai: new Set(['promptCacheKey', 'promptCacheOptions', 'promptCacheRetention', 'promptCacheBreakpoint']),
  azure: new Set(['promptCacheKey', 'promptCacheOptions', 'promptCacheRetention', 'promptCacheBreakpoint']),
  anthropic: new Set(['cacheControl', 'cache_control']),
  bedrock: new Set(['cachePoint']),
  amazonBedrock: new Set(['cachePoint']),
  openrouter: new Set(['cacheControl', 'cache_control']),
  gateway: new Set(['caching']),
  xai: new Set(['promptCacheKey']),
};

/**
 * Ids of items that are kept on the provider's side, by the names that the AI SDK's providers give them. They come back
 * in the history as options of the parts they belong to, and a turn that sends one (`@ai-sdk/openai` makes an
 * `item_reference` of `itemId`) refers to an item that may be gone, or belong to another project.
 */
export const providerItemIds: ReadonlySet<string> = new Set(['itemId', 'responseId', 'approvalRequestId']);

/** The namespace of this library's own per-call options and result metadata. */
export const OWN_NAMESPACE = 'reprise';

/**
 * The options that an answer depends on: without marks for prompt caches, ids of provider items, this library's own
 * and anything undefined. `undefined` when none is left, so that an empty record and none are the same request.
 */
export function answerOptions(options: ProviderOptions | undefined): ProviderOptions | undefined {
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [provider, values] of Object.entries(options ?? {})) {
    if (provider === OWN_NAMESPACE || values === undefined || values === null) continue;
    const marks = promptCacheMarks[provider];
    const rest = Object.entries(values).filter(
      ([name, value]) => value !== undefined && !providerItemIds.has(name) && marks?.has(name) !== true,
    );
    if (rest.length > 0) kept[provider] = Object.fromEntries(rest);
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

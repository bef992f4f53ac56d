import { isRecord } from './json.ts';

/** What a call's input cost, in tokens. `undefined`: the provider or the SDK doesn't tell, which is not 0. */
export interface CacheUsage {
  /** All input, with what was read from the cache and written to it. */
  readonly inputTokens: number;
  readonly outputTokens: number | undefined;
  readonly cacheRead: number | undefined;
  readonly cacheWrite: number | undefined;
  /** The part of `cacheWrite` that is kept for the provider's longer time. */
  readonly cacheWriteLong: number | undefined;
}

/**
 * Reads cached tokens from a usage object: of the AI SDK (`LanguageModelV2`, `V3` and `V4` results, and the results of
 * `generateText` of `ai` 5 to 7), of LangChain (`usage_metadata`), or as OpenAI, Anthropic, Gemini and Bedrock send it.
 * @param provider the AI SDK's provider name: its version 5 reports Anthropic's input without the cached part.
 * @param providerMetadata of the same call, where version 5 of the AI SDK keeps what was written.
 * @returns `undefined` when no input tokens are reported.
 */
export function readCacheUsage(
  usage: unknown,
  provider = '',
  providerMetadata?: unknown,
): CacheUsage | undefined {
  if (!isRecord(usage)) return undefined;
  // LanguageModelV3 and V4
  if (isRecord(usage.inputTokens)) {
    const { total, noCache, cacheRead, cacheWrite } = usage.inputTokens;
    const output = isRecord(usage.outputTokens) ? usage.outputTokens.total : undefined;
    return cacheUsage(
      number(total) ?? sum(noCache, cacheRead, cacheWrite),
      output,
      cacheRead,
      cacheWrite,
      longWrites(usage.raw),
    );
  }
  // Results of ai 6 and 7
  if (isRecord(usage.inputTokenDetails)) {
    const { cacheReadTokens, cacheWriteTokens } = usage.inputTokenDetails;
    return cacheUsage(
      number(usage.inputTokens),
      usage.outputTokens,
      cacheReadTokens,
      cacheWriteTokens,
      longWrites(usage.raw),
    );
  }
  // LangChain
  if (isRecord(usage.input_token_details)) {
    const { cache_read, cache_creation } = usage.input_token_details;
    const long = usage.input_token_details.ephemeral_1h_input_tokens;
    return cacheUsage(number(usage.input_tokens), usage.output_tokens, cache_read, cache_creation, long);
  }
  // OpenAI: chat completions, then responses
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details;
  if (isRecord(details)) {
    const input = number(usage.prompt_tokens) ?? number(usage.input_tokens);
    return cacheUsage(
      input,
      usage.completion_tokens ?? usage.output_tokens,
      details.cached_tokens,
      details.cache_write_tokens,
    );
  }
  // Anthropic
  if (
    number(usage.cache_read_input_tokens) !== undefined ||
    number(usage.cache_creation_input_tokens) !== undefined
  ) {
    const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = usage;
    const input = sum(input_tokens, cache_read_input_tokens, cache_creation_input_tokens);
    return cacheUsage(
      input,
      usage.output_tokens,
      cache_read_input_tokens,
      cache_creation_input_tokens,
      longWrites(usage),
    );
  }
  // Gemini
  if (number(usage.promptTokenCount) !== undefined) {
    return cacheUsage(
      number(usage.promptTokenCount),
      usage.candidatesTokenCount,
      usage.cachedContentTokenCount ?? 0,
    );
  }
  // Bedrock
  if ('cacheReadInputTokens' in usage) {
    const { inputTokens, cacheReadInputTokens, cacheWriteInputTokens } = usage;
    const input = sum(inputTokens, cacheReadInputTokens, cacheWriteInputTokens);
    return cacheUsage(input, usage.outputTokens, cacheReadInputTokens, cacheWriteInputTokens);
  }
  return flatUsage(usage, provider, providerMetadata);
}

/** `LanguageModelV2`, and usages without any word about a cache. */
function flatUsage(
  usage: Readonly<Record<string, unknown>>,
  provider: string,
  providerMetadata: unknown,
): CacheUsage | undefined {
  const input = number(usage.inputTokens) ?? number(usage.input_tokens) ?? number(usage.prompt_tokens);
  const output = usage.outputTokens ?? usage.output_tokens ?? usage.completion_tokens;
  const read = number(usage.cachedInputTokens);
  const written = v2Writes(providerMetadata);
  const apart = /anthropic|bedrock/.test(provider.toLowerCase());
  return cacheUsage(apart && input !== undefined ? sum(input, read, written) : input, output, read, written);
}

function v2Writes(metadata: unknown): number | undefined {
  if (!isRecord(metadata)) return undefined;
  const { anthropic, bedrock } = metadata;
  if (isRecord(anthropic)) return number(anthropic.cacheCreationInputTokens);
  return isRecord(bedrock) && isRecord(bedrock.usage)
    ? number(bedrock.usage.cacheWriteInputTokens)
    : undefined;
}

/** Anthropic's `cache_creation` and OpenAI's `cache_write_tokens_details`, where the SDK hands them on. */
function longWrites(raw: unknown): number | undefined {
  if (!isRecord(raw)) return undefined;
  if (isRecord(raw.cache_creation)) return number(raw.cache_creation.ephemeral_1h_input_tokens);
  const details = raw.input_tokens_details;
  const writes = isRecord(details) ? details.cache_write_tokens_details : undefined;
  return isRecord(writes) ? number(writes.ttl_12h_tokens) : undefined;
}

function cacheUsage(
  inputTokens: number | undefined,
  output: unknown,
  read: unknown,
  write?: unknown,
  long?: unknown,
): CacheUsage | undefined {
  if (inputTokens === undefined) return undefined;
  return {
    inputTokens,
    outputTokens: number(output),
    cacheRead: number(read),
    cacheWrite: number(write),
    cacheWriteLong: number(long),
  };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function sum(...values: readonly unknown[]): number | undefined {
  const known = values.map(number).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}

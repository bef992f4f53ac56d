import { isRecord } from '../text/json.ts';

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
 * Whether the counts can all be true: what was read and written is part of the input, and what is kept longer part of
 * what was written. Gateways and proxies that convert usages get this wrong.
 */
export function isConsistent({
  inputTokens,
  cacheRead = 0,
  cacheWrite,
  cacheWriteLong = 0,
}: CacheUsage): boolean {
  return cacheRead + (cacheWrite ?? 0) <= inputTokens && cacheWriteLong <= (cacheWrite ?? inputTokens);
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads cached tokens from a usage object: of the AI SDK (`LanguageModelV2`, `V3` and `V4` results, and the results of
 * `generateText` of `ai` 5 to 7), of LangChain (`usage_metadata`), or as OpenAI, Anthropic, Gemini, Bedrock and
 * DeepSeek send it.
 * @param provider the AI SDK's provider name: its version 5 reports Anthropic's input without the cached part.
 * @param providerMetadata of the same call, where version 5 of the AI SDK keeps what was written; for LangChain the
 *   message's `response_metadata`.
 * @returns `undefined` when no input tokens are reported.
 */
export function readCacheUsage(
  usage: unknown,
  provider = '',
  providerMetadata?: unknown,
): CacheUsage | undefined {
  if (!isRecord(usage)) return undefined;
  const metadata = isRecord(providerMetadata) ? providerMetadata : {};
  // LanguageModelV3 and V4
  if (isRecord(usage.inputTokens)) {
    const { total, noCache, cacheRead, cacheWrite } = usage.inputTokens;
    const output = isRecord(usage.outputTokens) ? usage.outputTokens.total : undefined;
    const input = number(total) ?? sum(noCache, cacheRead, cacheWrite);
    return sdkUsage({ input, noCache, output, cacheRead, cacheWrite, raw: usage.raw }, provider, metadata);
  }
  // Results of ai 6 and 7
  if (isRecord(usage.inputTokenDetails)) {
    const { noCacheTokens, cacheReadTokens, cacheWriteTokens } = usage.inputTokenDetails;
    return sdkUsage(
      {
        input: number(usage.inputTokens),
        noCache: noCacheTokens,
        output: usage.outputTokens,
        cacheRead: cacheReadTokens,
        cacheWrite: cacheWriteTokens,
        raw: usage.raw,
      },
      provider,
      metadata,
    );
  }
  return langChainUsage(usage, metadata) ?? providerUsage(usage) ?? flatUsage(usage, provider, metadata);
}

interface SdkUsage {
  readonly input: number | undefined;
  readonly noCache: unknown;
  readonly output: unknown;
  readonly cacheRead: unknown;
  readonly cacheWrite: unknown;
  readonly raw: unknown;
}

function sdkUsage(
  { input, noCache, output, cacheRead, cacheWrite, raw }: SdkUsage,
  provider: string,
  metadata: Fields,
): CacheUsage | undefined {
  // Versions 6 and 7 of the SDK hand on the counts of a LanguageModelV2 as they are, and never know the uncached part.
  if (number(noCache) === undefined && number(cacheWrite) === undefined) {
    return flatUsage(
      { inputTokens: input, outputTokens: output, cachedInputTokens: cacheRead },
      provider,
      metadata,
    );
  }
  return cacheUsage(input, output, cacheRead, cacheWrite, longWrites(raw));
}

function langChainUsage(usage: Fields, { usage: raw }: Fields): CacheUsage | undefined {
  if (!isRecord(usage.input_token_details)) return undefined;
  const { cache_read, cache_creation, ephemeral_1h_input_tokens } = usage.input_token_details;
  const long = number(ephemeral_1h_input_tokens) ?? longWrites(raw);
  return cacheUsage(number(usage.input_tokens), usage.output_tokens, cache_read, cache_creation, long);
}

/** Usages as the providers' own APIs send them. */
function providerUsage(usage: Fields): CacheUsage | undefined {
  // OpenAI: chat completions, then responses
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details;
  if (isRecord(details)) {
    return cacheUsage(
      number(usage.prompt_tokens) ?? number(usage.input_tokens),
      usage.completion_tokens ?? usage.output_tokens,
      details.cached_tokens,
      details.cache_write_tokens,
      longWrites(usage),
    );
  }
  // DeepSeek
  if (number(usage.prompt_cache_hit_tokens) !== undefined) {
    return cacheUsage(number(usage.prompt_tokens), usage.completion_tokens, usage.prompt_cache_hit_tokens);
  }
  // Anthropic
  const { cache_read_input_tokens, cache_creation_input_tokens } = usage;
  if (number(cache_read_input_tokens) !== undefined || number(cache_creation_input_tokens) !== undefined) {
    const input = sum(usage.input_tokens, cache_read_input_tokens, cache_creation_input_tokens);
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
    return cacheUsage(
      input,
      usage.outputTokens,
      cacheReadInputTokens,
      cacheWriteInputTokens,
      longWrites(usage),
    );
  }
  return undefined;
}

/** `LanguageModelV2`, and usages without any word about a cache. */
function flatUsage(usage: Fields, provider: string, metadata: Fields): CacheUsage | undefined {
  const input = number(usage.inputTokens) ?? number(usage.input_tokens) ?? number(usage.prompt_tokens);
  const output = usage.outputTokens ?? usage.output_tokens ?? usage.completion_tokens;
  const { anthropic, bedrock, deepseek } = metadata;
  const hits = isRecord(deepseek) ? number(deepseek.promptCacheHitTokens) : undefined;
  const read = number(usage.cachedInputTokens) ?? hits;
  const { written, long } = v2Writes(anthropic, bedrock);
  // Anthropic's and Bedrock's own counts stand side by side; the others' input holds the cached part.
  const apart = isRecord(anthropic) || isRecord(bedrock) || /anthropic|bedrock/.test(provider.toLowerCase());
  return cacheUsage(
    apart && input !== undefined ? sum(input, read, written) : input,
    output,
    read,
    written,
    long,
  );
}

function v2Writes(
  anthropic: unknown,
  bedrock: unknown,
): { readonly written?: unknown; readonly long?: unknown } {
  if (isRecord(anthropic)) {
    return { written: anthropic.cacheCreationInputTokens, long: longWrites(anthropic.usage) };
  }
  const usage = isRecord(bedrock) ? bedrock.usage : undefined;
  return isRecord(usage) ? { written: usage.cacheWriteInputTokens, long: longWrites(usage) } : {};
}

/** The split of what was written: Anthropic's, Bedrock's, OpenAI's, where the SDK hands it on. */
function longWrites(raw: unknown): number | undefined {
  if (!isRecord(raw)) return undefined;
  if (isRecord(raw.cache_creation)) return number(raw.cache_creation.ephemeral_1h_input_tokens);
  if (Array.isArray(raw.cacheDetails)) {
    const entries: readonly unknown[] = raw.cacheDetails;
    return entries.reduce<number>((total, entry) => {
      const tokens = isRecord(entry) && entry.ttl === '1h' ? number(entry.inputTokens) : undefined;
      return total + (tokens ?? 0);
    }, 0);
  }
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
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function sum(...values: readonly unknown[]): number | undefined {
  const known = values.map(number).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}

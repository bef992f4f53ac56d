import type { UsageMetadata } from '@langchain/core/messages';
import type { TokenUsage } from '../../response/cached-response.ts';
import { isRecord } from '../record.ts';

/** `usage_metadata` of a message in neutral terms. */
export function neutralUsage(usage: unknown): TokenUsage {
  if (!isRecord(usage)) return {};
  const input = isRecord(usage.input_token_details) ? usage.input_token_details : {};
  const output = isRecord(usage.output_token_details) ? usage.output_token_details : {};
  const counts = {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    totalTokens: usage.total_tokens,
    cacheReadTokens: input.cache_read,
    cacheWriteTokens: input.cache_creation,
    reasoningTokens: output.reasoning,
  };
  return Object.fromEntries(
    Object.entries(counts).filter(([, count]) => typeof count === 'number' && count >= 0),
  );
}

/** Usage of a call that was not made: the counts that the stored answer has, all of them 0. */
export function noUsage({
  cacheReadTokens,
  cacheWriteTokens,
  reasoningTokens,
}: TokenUsage = {}): UsageMetadata {
  const input = zeros({ cache_read: cacheReadTokens, cache_creation: cacheWriteTokens });
  const output = zeros({ reasoning: reasoningTokens });
  return {
    input_tokens: 0,
    output_tokens: 0,
    total_tokens: 0,
    ...(input === undefined ? {} : { input_token_details: input }),
    ...(output === undefined ? {} : { output_token_details: output }),
  };
}

function zeros(counts: Readonly<Record<string, number | undefined>>): Record<string, number> | undefined {
  const known = Object.entries(counts).filter(([, count]) => count !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known.map(([name]) => [name, 0]));
}

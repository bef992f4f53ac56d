import type { TokenUsage } from '../response/cached-response.ts';
import { isNativeRecord, type Specification } from './native-model.ts';

/** Usage of any version in neutral terms: flat in v2, by kind of token in v3 and v4. */
export function fromNativeUsage(usage: unknown): TokenUsage {
  if (!isNativeRecord(usage)) return {};
  const { inputTokens: input, outputTokens: output } = usage;
  const counts = isNativeRecord(input)
    ? {
        inputTokens: input.total,
        cacheReadTokens: input.cacheRead,
        cacheWriteTokens: input.cacheWrite,
        ...(isNativeRecord(output) ? { outputTokens: output.total, reasoningTokens: output.reasoning } : {}),
      }
    : {
        inputTokens: input,
        outputTokens: output,
        totalTokens: usage.totalTokens,
        reasoningTokens: usage.reasoningTokens,
        cacheReadTokens: usage.cachedInputTokens,
      };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => typeof count === 'number'));
}

/** Usage of a call that was not made: nothing, in the terms of the version that asks. */
export function noUsage(specification: Specification): object {
  if (specification === 'v2') return { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
  return {
    inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 0, text: 0, reasoning: 0 },
  };
}

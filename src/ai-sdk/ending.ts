import type { FinishReason, TokenUsage } from '../response/cached-response.ts';
import { isFinishReason } from '../response/is-cached-response.ts';
import { isNativeRecord, type Specification } from './native-model.ts';

/** How an answer ended, of any version: a word in v2, the SDK's and the provider's word in v3 and v4. */
export function fromNativeFinishReason(native: unknown): {
  readonly finishReason: FinishReason;
  readonly rawFinishReason?: string;
} {
  const unified = isNativeRecord(native) ? native.unified : native;
  const finishReason = isFinishReason(unified) ? unified : 'unknown';
  const raw = isNativeRecord(native) ? native.raw : undefined;
  return typeof raw === 'string' ? { finishReason, rawFinishReason: raw } : { finishReason };
}

/** The same in the terms of a version; a word that it doesn't know becomes its word for the rest. */
export function toNativeFinishReason(
  {
    finishReason,
    rawFinishReason,
  }: { readonly finishReason: FinishReason; readonly rawFinishReason?: string },
  specification: Specification,
): unknown {
  if (specification === 'v2') return finishReason === 'interrupted' ? 'unknown' : finishReason;
  const known = finishReason !== 'unknown' && (finishReason !== 'interrupted' || specification === 'v4');
  return { unified: known ? finishReason : 'other', raw: rawFinishReason };
}

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

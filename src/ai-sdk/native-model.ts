import type { FinishReason, TokenUsage } from '../response/cached-response.ts';
import { isFinishReason } from '../response/is-cached-response.ts';

/**
 * What this adapter sees of the AI SDK, wide enough for `LanguageModelV2`, `V3` and `V4` (ai 5, 6 and 7) to assign to
 * it. Nothing of the SDK is imported: whatever version the user has installed is the one that is served.
 */
export interface NativeModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: NativeCallOptions): PromiseLike<unknown>;
  doStream(options: NativeCallOptions): PromiseLike<{ readonly stream: ReadableStream<unknown> }>;
}

/** The call options of all versions; those that only one has are optional. */
export interface NativeCallOptions {
  readonly prompt: readonly NativeMessage[];
  readonly abortSignal?: AbortSignal | undefined;
  readonly temperature?: number | undefined;
  readonly responseFormat?: NativeResponseFormat | undefined;
  readonly tools?: readonly object[] | undefined;
  readonly toolChoice?: { readonly type: string } | undefined;
  readonly providerOptions?: object | undefined;
}

export interface NativeMessage {
  readonly role: string;
  readonly content: string | readonly object[];
  readonly providerOptions?: object | undefined;
}

export interface NativeResponseFormat {
  readonly type: 'text' | 'json';
  readonly schema?: unknown;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

/** A content part, a stream part or a result: told apart by `type`, and otherwise unknown until it is checked. */
export type NativeRecord = Readonly<Record<string, unknown>>;

export function isNativeRecord(value: unknown): value is NativeRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The model specification that a call speaks: v2 in ai 5, v3 in ai 6, v4 in ai 7. */
export type Specification = 'v2' | 'v3' | 'v4';

/** The specification of a model. A version after v4 is spoken to as v4. */
export function specificationOf(model: { readonly specificationVersion: string }): Specification {
  const { specificationVersion } = model;
  return specificationVersion === 'v2' || specificationVersion === 'v3' ? specificationVersion : 'v4';
}

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

/** Usage of a call that was not made: the counts that the stored answer has, all 0, in the terms of who asks. */
export function noUsage(
  specification: Specification,
  { reasoningTokens, cacheReadTokens }: TokenUsage = {},
): object {
  if (specification === 'v2')
    return {
      inputTokens: 0,
      outputTokens: 0,
      totalTokens: 0,
      ...(reasoningTokens === undefined ? {} : { reasoningTokens: 0 }),
      ...(cacheReadTokens === undefined ? {} : { cachedInputTokens: 0 }),
    };
  return {
    inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 0, text: 0, reasoning: 0 },
  };
}

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

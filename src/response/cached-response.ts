/**
 * A model's answer in neutral terms: what is stored, and what either adapter makes a native result of. The parts are
 * modelled on the AI SDK's `LanguageModelV4Content`, the richest of the dialects that are served.
 */
export interface CachedResponse {
  readonly parts: readonly ResponsePart[];
  readonly finishReason: FinishReason;
  /** The provider's own word for the finish reason. */
  readonly rawFinishReason?: string;
  /** What the provider billed for the answer. On a hit it is reported as saved. */
  readonly usage?: TokenUsage;
  readonly providerMetadata?: ProviderMetadata;
  /** The model that really answered, and when. */
  readonly modelId?: string;
  readonly timestamp?: Date;
  /** The text of a structured output where the provider gives it apart from the parts (AI SDK v4). */
  readonly structuredOutputText?: string;
  /** The provider's warnings, in the terms of the dialect that recorded them; replayed to that dialect only. */
  readonly warnings?: { readonly dialect: string; readonly items: readonly unknown[] };
}

export type FinishReason =
  | 'stop'
  | 'length'
  | 'content-filter'
  | 'tool-calls'
  | 'error'
  | 'interrupted'
  | 'other'
  | 'unknown';

/** Tokens of one answer. A field that is left out is unknown, not 0. */
export interface TokenUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly totalTokens?: number;
  readonly reasoningTokens?: number;
  /** Input tokens that the provider's prompt cache served, and those it stored. Both are part of `inputTokens`. */
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
}

export type ProviderMetadata = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** How a streamed text came: for each chunk its length in UTF-16 units and the milliseconds since the chunk before. */
export type Pieces = readonly (readonly [length: number, delay: number])[];

export type ResponsePart =
  | TextPart
  | ReasoningPart
  | ToolCallPart
  | ToolResultPart
  | SourcePart
  | FilePart
  | ExtensionPart;

export interface TextPart {
  readonly type: 'text';
  readonly text: string;
  readonly citations?: readonly unknown[];
  readonly providerMetadata?: ProviderMetadata;
  readonly pieces?: Pieces;
}

export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly text: string;
  readonly providerMetadata?: ProviderMetadata;
  readonly pieces?: Pieces;
}

export interface ToolCallPart {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  /** The arguments as the model wrote them: a text of JSON. */
  readonly input: string;
  readonly providerExecuted?: boolean;
  readonly dynamic?: boolean;
  readonly providerMetadata?: ProviderMetadata;
  /** Given when the arguments were streamed; then a replay streams them too. */
  readonly pieces?: Pieces;
}

/** The result of a tool that the provider itself ran. */
export interface ToolResultPart {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly result: unknown;
  readonly isError?: boolean;
  readonly preliminary?: boolean;
  readonly providerExecuted?: boolean;
  readonly dynamic?: boolean;
  readonly providerMetadata?: ProviderMetadata;
}

export type SourcePart = {
  readonly type: 'source';
  readonly id: string;
  readonly providerMetadata?: ProviderMetadata;
} & (
  | { readonly sourceType: 'url'; readonly url: string; readonly title?: string }
  | {
      readonly sourceType: 'document';
      readonly mediaType: string;
      readonly title: string;
      readonly filename?: string;
    }
);

export interface FilePart {
  readonly type: 'file';
  readonly mediaType: string;
  readonly data:
    | { readonly type: 'data'; readonly data: string | Uint8Array }
    | { readonly type: 'url'; readonly url: URL };
  readonly providerMetadata?: ProviderMetadata;
}

/** A part that only one dialect knows, kept as it came and replayed to that dialect only. */
export interface ExtensionPart {
  readonly type: 'extension';
  readonly dialect: string;
  readonly value: Readonly<Record<string, unknown>> & { readonly type: string };
}

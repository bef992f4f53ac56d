import type {
  CachedResponse,
  ExtensionPart,
  FilePart,
  FinishReason,
  ProviderMetadata,
  SourcePart,
  TokenUsage,
  ToolCallPart,
  ToolResultPart,
} from './cached-response.ts';

/**
 * One step of a streamed answer in neutral terms. Adapters translate their stream's chunks to deltas for the
 * recorder, and a replayer's deltas back to chunks.
 */
export type ResponseDelta =
  | { readonly type: 'start'; readonly warnings?: NonNullable<CachedResponse['warnings']> }
  | { readonly type: 'response'; readonly modelId?: string; readonly timestamp?: Date }
  | SpanDelta<'text'>
  | SpanDelta<'reasoning'>
  | ToolInputDelta
  | ToolCallPart
  | ToolResultPart
  | SourcePart
  | FilePart
  | ExtensionPart
  | FinishDelta
  | { readonly type: 'error'; readonly error: unknown };

/** A text that comes in pieces: its start, its deltas and its end, told apart from others by an id. */
export type SpanDelta<Kind extends 'text' | 'reasoning'> =
  | { readonly type: `${Kind}-start`; readonly id: string; readonly providerMetadata?: ProviderMetadata }
  | {
      readonly type: `${Kind}-delta`;
      readonly id: string;
      readonly delta: string;
      readonly providerMetadata?: ProviderMetadata;
    }
  | {
      readonly type: `${Kind}-end`;
      readonly id: string;
      readonly citations?: readonly unknown[];
      readonly providerMetadata?: ProviderMetadata;
    };

export type ToolInputDelta =
  | {
      readonly type: 'tool-input-start';
      readonly id: string;
      readonly toolName: string;
      readonly providerExecuted?: boolean;
      readonly dynamic?: boolean;
      readonly title?: string;
      readonly inputEncoding?: 'json' | 'text';
      readonly providerMetadata?: ProviderMetadata;
    }
  | {
      readonly type: 'tool-input-delta';
      readonly id: string;
      readonly delta: string;
      readonly providerMetadata?: ProviderMetadata;
    }
  | { readonly type: 'tool-input-end'; readonly id: string; readonly providerMetadata?: ProviderMetadata };

export interface FinishDelta {
  readonly type: 'finish';
  readonly finishReason: FinishReason;
  readonly rawFinishReason?: string;
  readonly usage?: TokenUsage;
  readonly providerMetadata?: ProviderMetadata;
}

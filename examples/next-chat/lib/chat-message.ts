import type { InferUITools, UIMessage } from 'ai';
import type { RepriseMetadata } from 'reprise/ai-sdk';
import type { tools } from './tools';

/** What the line under an answer tells. */
export interface Origin {
  readonly reprise?: RepriseMetadata;
  /** Milliseconds from the request to the first piece of the answer, and to its end. */
  readonly firstMs?: number;
  readonly totalMs?: number;
}

export type ChatMessage = UIMessage<Origin, Record<string, never>, InferUITools<typeof tools>>;

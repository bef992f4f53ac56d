import type { QuestionPair } from './verify-pair.ts';

/** Says whether one answer serves both questions of a pair. Rejects when it can't tell; that counts as a no. */
export interface Judge {
  /** Milliseconds that it is waited for. */
  readonly timeout: number;
  decide(pair: QuestionPair, operation: { readonly signal: AbortSignal }): Promise<boolean>;
}

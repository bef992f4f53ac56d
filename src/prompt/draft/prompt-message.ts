/** A message that both the AI SDK and LangChain take as it is. */
export interface SimpleMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Who a message is from, for either framework. */
export type MessageRole = 'system' | 'user' | 'assistant' | 'tool';

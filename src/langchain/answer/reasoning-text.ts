import type { ProviderMetadata } from '../../response/cached-response.ts';
import type { UnknownRecord } from '../record.ts';
import { LANGCHAIN } from './content-part.ts';

/** Reasoning that a message tells as a text beside its content, as those of Ollama and DeepSeek do. */
export interface ReasoningText {
  /** Its name in `additional_kwargs`. */
  readonly name: string;
  readonly text: string;
}

const names = ['reasoning_content', 'reasoning'] as const;

/** The reasoning in `additional_kwargs`, if it is a text that says something. */
export function reasoningText(kwargs: UnknownRecord): ReasoningText | undefined {
  for (const name of names) {
    const text = kwargs[name];
    if (typeof text === 'string' && text !== '') return { name, text };
  }
  return undefined;
}

/** What a part of reasoning says of where its text stands in a message. */
export function reasoningMark({ name }: ReasoningText): ProviderMetadata {
  return { [LANGCHAIN]: { reasoning: name } };
}

/** Under which name a part of reasoning is told; `undefined` for one that a message can't tell. */
export function reasoningName(metadata: ProviderMetadata | undefined): string | undefined {
  const name = metadata?.[LANGCHAIN]?.reasoning;
  return names.find((known) => known === name);
}

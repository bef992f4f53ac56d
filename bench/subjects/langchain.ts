import type { BaseCache } from '@langchain/core/caches';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { ownAnswer } from '../run/workload.ts';

/** A chat model of LangChain that answers at once, and counts its calls. */
export class BenchChatModel extends BaseChatModel {
  readonly model = 'bench-1';
  calls = 0;

  constructor(cache?: BaseCache) {
    super(cache === undefined ? {} : { cache });
  }

  override _llmType(): string {
    return 'bench';
  }

  override _identifyingParams(): Record<string, unknown> {
    return { model: this.model };
  }

  override async _generate(): Promise<ChatResult> {
    const answer = ownAnswer(++this.calls);
    const message = new AIMessage({
      content: answer,
      response_metadata: { finish_reason: 'stop', model_name: this.model },
    });
    return { generations: [{ text: answer, message, generationInfo: { finish_reason: 'stop' } }] };
  }
}

/** What `invoke` takes: the messages of a call of about so many characters. */
export function messages(
  prompt: readonly { readonly role: string; readonly content: unknown }[],
): [string, string][] {
  return prompt.map(({ role, content }) => [
    role === 'user' ? 'human' : role,
    typeof content === 'string' ? content : textOf(content),
  ]);
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content.map((part: { readonly text?: string }) => part.text ?? '').join('');
}

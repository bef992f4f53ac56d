import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage, type ToolCall } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { offlineAnswer } from './offline-answers';

/** The offline model as a chat model of LangChain. */
export class OfflineChainModel extends BaseChatModel {
  readonly model = 'offline-1';
  #tools: ReadonlySet<string> = new Set();

  _llmType() {
    return 'offline';
  }

  override bindTools(tools: readonly object[]) {
    const bound = new OfflineChainModel({});
    bound.#tools = new Set(tools.map((tool) => String(Reflect.get(tool, 'name'))));
    return bound;
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const message = this.#answer(messages);
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    const { text, tool_calls = [], response_metadata } = this.#answer(messages);
    await new Promise((resolve) => setTimeout(resolve, 900));
    for (const content of text.split(/(?<=\s)/)) {
      await new Promise((resolve) => setTimeout(resolve, 35));
      yield new ChatGenerationChunk({ text: content, message: new AIMessageChunk({ content }) });
    }
    const tool_call_chunks = tool_calls.map(({ name, args, id }, index) => ({
      name,
      args: JSON.stringify(args),
      index,
      ...(id === undefined ? {} : { id }),
    }));
    yield new ChatGenerationChunk({
      text: '',
      message: new AIMessageChunk({ content: '', tool_call_chunks, response_metadata }),
    });
  }

  #answer(messages: readonly BaseMessage[]): AIMessage {
    const last = messages.at(-1);
    if (last?.type === 'tool') return finished(last.text);
    const city = /weather (?:in|at|for) ([\p{L} ]+)/iu.exec(last?.text ?? '')?.[1]?.trim();
    if (city === undefined || !this.#tools.has('weather')) return finished(offlineAnswer(last?.text ?? ''));
    const id = `call_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;
    return finished('', [{ name: 'weather', args: { city }, id, type: 'tool_call' }]);
  }
}

function finished(content: string, tool_calls: ToolCall[] = []) {
  const finish_reason = tool_calls.length > 0 ? 'tool_calls' : 'stop';
  return new AIMessage({
    content,
    tool_calls,
    response_metadata: { finish_reason, model_name: 'offline-1' },
  });
}

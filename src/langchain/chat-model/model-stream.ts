import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage, convertToChunk } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { isAnswer } from '../answer/from-message.ts';

/** Whether a model streams by itself: core's own method only throws. */
export function canStream(model: BaseChatModel): boolean {
  return model._streamResponseChunks !== BaseChatModel.prototype._streamResponseChunks;
}

/** A model's answer in chunks; of one that can't stream, in one. */
export async function* modelStream(
  model: BaseChatModel,
  messages: BaseMessage[],
  options: BaseChatModel['ParsedCallOptions'],
): AsyncGenerator<ChatGenerationChunk> {
  if (canStream(model)) return yield* model._streamResponseChunks(messages, options);
  const { generations } = await model._generate(messages, options);
  for (const { message, text, generationInfo } of generations.slice(0, 1)) {
    const chunk = isAnswer(message) ? convertToChunk(message) : new AIMessageChunk(text);
    yield new ChatGenerationChunk({
      message: chunk,
      text,
      ...(generationInfo === undefined ? {} : { generationInfo }),
    });
  }
}

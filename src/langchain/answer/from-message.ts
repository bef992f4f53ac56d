import { AIMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import type { CachedResponse, ResponsePart } from '../../response/cached-response.ts';
import type { UnknownRecord } from '../record.ts';
import { blockPart, type ContentShape, textBlock } from './content-part.ts';
import { fromFinish, modelIdOf } from './from-finish.ts';
import { reasoningMark, reasoningText } from './reasoning-text.ts';

/** An answer that can't be told in neutral terms: the policy refuses it, and no caller is given it. */
export const untold: CachedResponse = { parts: [], finishReason: 'unknown' };

/**
 * A whole answer in neutral terms. Texts and calls of tools are the same from either framework; other content blocks
 * are kept as they are, for LangChain only.
 * @param info what the integration says of the answer beside the message (`generationInfo`).
 */
export function fromMessage(message: BaseMessage, info: UnknownRecord = {}): CachedResponse {
  if (!isAnswer(message)) return untold;
  const metadata = { ...info, ...message.response_metadata };
  // A promise that resolved is a whole answer, even if the integration has no word for how it ended.
  const end = fromFinish(message, metadata, 'stop', { content: shapeOf(message.content) });
  if (end === undefined) return untold;
  const { type: _, ...finish } = end;
  const modelId = modelIdOf(metadata);
  return {
    parts: [...reasoningParts(message), ...contentParts(message.content), ...toolCallParts(message)],
    ...finish,
    ...(modelId === undefined ? {} : { modelId }),
  };
}

// `AIMessage.isInstance` goes by a mark on the message, and takes chunks too. `AIMessageChunk.isInstance` goes by the
// class, of which an application may hold two: one of ES modules and one of CommonJS, or of two versions.
export function isAnswer(message: BaseMessage): message is AIMessage | AIMessageChunk {
  return AIMessage.isInstance(message);
}

/** Whether it is a piece of a streamed answer, of whichever copy of core. */
export function isAnswerChunk(message: BaseMessage): message is AIMessageChunk {
  return isAnswer(message) && 'tool_call_chunks' in message;
}

function reasoningParts({ additional_kwargs: kwargs }: BaseMessage): readonly ResponsePart[] {
  const said = reasoningText(kwargs);
  return said === undefined
    ? []
    : [{ type: 'reasoning', text: said.text, providerMetadata: reasoningMark(said) }];
}

function contentParts(content: unknown): readonly ResponsePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return content.map((block: unknown) => {
    const text = textBlock(block);
    return text === undefined ? blockPart(block) : { type: 'text', text: text.text };
  });
}

function shapeOf(content: unknown): ContentShape {
  if (!Array.isArray(content)) return 'text';
  return content.some((block: unknown) => textBlock(block)?.shape === 'annotated') ? 'annotated' : 'blocks';
}

function toolCallParts(message: AIMessage | AIMessageChunk): readonly ResponsePart[] {
  return (message.tool_calls ?? []).map((call, place) => ({
    type: 'tool-call',
    toolCallId: call.id ?? `call_${place}`,
    toolName: call.name,
    input: JSON.stringify(call.args),
  }));
}

import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { withoutUndefined } from '../request/without-undefined.ts';
import type { CachedResponse, ResponsePart } from '../response/cached-response.ts';
import { answerEnd, LANGCHAIN, modelIdOf } from './answer-end.ts';
import { isRecord, type UnknownRecord } from './record.ts';

/** An answer that can't be told in neutral terms: the policy refuses it, and no caller is given it. */
export const untold: CachedResponse = { parts: [], finishReason: 'unknown' };

/**
 * A whole answer in neutral terms. A text and calls of tools are the same from either framework; content blocks are
 * kept as they are, for LangChain only.
 * @param info what the integration says of the answer beside the message (`generationInfo`).
 */
export function neutralAnswer(message: BaseMessage, info: UnknownRecord = {}): CachedResponse {
  if (!isAnswer(message)) return untold;
  const metadata = { ...info, ...message.response_metadata };
  // A promise that resolved is a whole answer, even if the integration has no word for how it ended.
  const end = answerEnd(message, metadata, 'stop');
  if (end === undefined) return untold;
  const { type: _, ...finish } = end;
  const modelId = modelIdOf(metadata);
  const parts = [...contentParts(message.content), ...toolCallParts(message)];
  return {
    parts,
    ...finish,
    ...(modelId === undefined ? {} : { modelId }),
    // Content blocks are nothing that the check of a structured output sees.
    ...(parts.some((part) => part.type === 'extension') && message.text !== ''
      ? { structuredOutputText: message.text }
      : {}),
  };
}

export function isAnswer(message: BaseMessage): message is AIMessage | AIMessageChunk {
  return AIMessage.isInstance(message) || AIMessageChunk.isInstance(message);
}

/** A content block as a part that only LangChain is given. Its tool call's id is told apart, so that it is renewed. */
export function blockPart(block: unknown): ResponsePart {
  if (!isRecord(block)) return { type: 'extension', dialect: LANGCHAIN, value: { type: 'block', block } };
  const { id, ...rest } = block;
  const called = typeof id === 'string' && callTypes.has(block.type);
  return {
    type: 'extension',
    dialect: LANGCHAIN,
    value: {
      type: 'block',
      block: withoutUndefined(called ? rest : block),
      ...(called ? { toolCallId: id } : {}),
    },
  };
}

const callTypes: ReadonlySet<unknown> = new Set(['tool_use', 'tool_call', 'function_call']);

function contentParts(content: unknown): readonly ResponsePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.map(blockPart) : [];
}

function toolCallParts(message: AIMessage | AIMessageChunk): readonly ResponsePart[] {
  return (message.tool_calls ?? []).map((call, place) => ({
    type: 'tool-call',
    toolCallId: call.id ?? `call_${place}`,
    toolName: call.name,
    input: JSON.stringify(call.args),
  }));
}

import { AIMessage, AIMessageChunk, type ContentBlock } from '@langchain/core/messages';
import type { CachedResponse, ToolCallPart } from '../../response/cached-response.ts';
import type { FinishDelta } from '../../response/response-delta.ts';
import { blockOf } from './content-part.ts';
import { reasoningName } from './reasoning-text.ts';
import type { ChunkWriterOptions } from './to-chunks.ts';
import {
  additionalKwargs,
  formOf,
  parsedInput,
  responseMetadata,
  unbilled,
  withTold,
} from './to-metadata.ts';

/** A stored answer as one message. */
export function toMessage(response: CachedResponse, { id, provider, told }: ChunkWriterOptions): AIMessage {
  const calls = response.parts.filter((part) => part.type === 'tool-call');
  const finish: FinishDelta = { type: 'finish', ...response };
  const ids = calls.map(({ toolCallId }) => toolCallId);
  return new AIMessage({
    id,
    content: content(response),
    tool_calls: calls.map(toolCall),
    ...unbilled(response.usage),
    additional_kwargs: { ...reasoning(response), ...additionalKwargs(finish, ids) },
    response_metadata: withTold(responseMetadata(finish, provider, response.modelId), told),
  });
}

function reasoning({ parts }: CachedResponse): Record<string, string> {
  const texts = parts.flatMap((part) => {
    const name = part.type === 'reasoning' ? reasoningName(part.providerMetadata) : undefined;
    return part.type === 'reasoning' && name !== undefined ? [[name, part.text] as const] : [];
  });
  return Object.fromEntries(texts);
}

function content(response: CachedResponse): AIMessage['content'] {
  const { content: shape } = formOf(response);
  if (shape === 'text') {
    return response.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }
  const blocks = response.parts.flatMap((part): ContentBlock[] => {
    if (part.type === 'extension') return [blockOf(part)];
    if (part.type !== 'text') return [];
    return [{ type: 'text', text: part.text, ...(shape === 'annotated' ? { annotations: [] } : {}) }];
  });
  // A block that was streamed stands in pieces, which core joins by their `index`.
  const [first, ...rest] = blocks.map((block) => new AIMessageChunk({ content: [block] }));
  return first === undefined ? [] : rest.reduce((sum, chunk) => sum.concat(chunk), first).content;
}

// In the order of integrations: a prompt that is a text holds the call as JSON.
function toolCall(call: ToolCallPart) {
  return {
    name: call.toolName,
    args: { ...parsedInput(call) },
    type: 'tool_call',
    id: call.toolCallId,
  } as const;
}

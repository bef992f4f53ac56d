import { AIMessage, AIMessageChunk, type ContentBlock } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { CachedResponse, FinishReason, ToolCallPart } from '../response/cached-response.ts';
import type { FinishDelta, ResponseDelta } from '../response/response-delta.ts';
import { LANGCHAIN } from './answer-end.ts';
import { isRecord, type UnknownRecord } from './record.ts';
import { noUsage } from './usage.ts';

export interface AnswerWriterOptions {
  /** The message's id, for all its chunks: LangGraph takes two messages of one id for one message. */
  readonly id: string;
  /** The provider's name, for an answer that another framework stored. */
  readonly provider: string;
  /** What `response_metadata.reprise` says. */
  readonly told: UnknownRecord;
}

type ChunkFields = Pick<AIMessageChunk, 'content'> &
  Partial<Pick<AIMessageChunk, 'response_metadata' | 'additional_kwargs' | 'tool_call_chunks'>>;

/** Whether an answer can be given to a caller of LangChain without losing anything. */
export function replayable(response: CachedResponse): boolean {
  if (response.finishReason === 'unknown') return false;
  const own = response.providerMetadata?.[LANGCHAIN] !== undefined;
  if (response.structuredOutputText !== undefined && !own) return false;
  return response.parts.every((part) => {
    switch (part.type) {
      case 'text':
        return part.citations === undefined || part.citations.length === 0;
      case 'tool-call':
        return part.providerExecuted !== true && isRecord(parsed(part.input));
      case 'extension':
        return part.dialect === LANGCHAIN;
      default:
        return false;
    }
  });
}

/** Tells the deltas of one answer as chunks. */
export class AnswerWriter {
  readonly #options: AnswerWriterOptions;
  readonly #calls: string[] = [];
  #first = true;

  constructor(options: AnswerWriterOptions) {
    this.#options = options;
  }

  /** The chunk that says a delta; nothing for one that says nothing to LangChain. Throws the error of an error delta. */
  write(delta: ResponseDelta): ChatGenerationChunk | undefined {
    switch (delta.type) {
      case 'text-delta':
        return this.#chunk({ content: delta.delta });
      case 'tool-input-start':
        return this.#call({ id: delta.id, name: delta.toolName, args: '' });
      case 'tool-input-delta':
        return this.#call({ id: delta.id, args: delta.delta });
      case 'tool-call': {
        const { toolCallId: id, toolName: name, input: args } = delta;
        return this.#calls.includes(id) ? undefined : this.#call({ id, name, args });
      }
      case 'extension':
        return this.#chunk({ content: [contentBlock(delta.value)] });
      case 'finish':
        return this.#chunk(
          {
            content: '',
            ...unbilled(),
            response_metadata: responseMetadata(delta, this.#options.provider),
            additional_kwargs: additional(delta, this.#calls),
          },
          finishInfo(delta),
        );
      case 'error':
        throw delta.error;
      default:
        return undefined;
    }
  }

  // A call's id and name stand on its first chunk only: core would join them from each.
  #call({
    id,
    name,
    args,
  }: {
    readonly id: string;
    readonly name?: string;
    readonly args: string;
  }): ChatGenerationChunk {
    const known = this.#calls.indexOf(id);
    const index = known === -1 ? this.#calls.push(id) - 1 : known;
    const start = name === undefined ? {} : { id, name };
    return this.#chunk({
      content: '',
      tool_call_chunks: [{ type: 'tool_call_chunk', index, args, ...start }],
    });
  }

  #chunk(fields: ChunkFields, generationInfo?: UnknownRecord): ChatGenerationChunk {
    const { id, told } = this.#options;
    const response_metadata = this.#first
      ? { ...fields.response_metadata, [OWN_NAMESPACE]: told }
      : { ...fields.response_metadata };
    this.#first = false;
    const message = new AIMessageChunk({ ...fields, id, response_metadata });
    return new ChatGenerationChunk({
      message,
      text: message.text,
      ...(generationInfo === undefined ? {} : { generationInfo }),
    });
  }
}

// Core's types leave `usage_metadata` out of the fields of a message without a structure of its own.
function unbilled(): object {
  return { usage_metadata: noUsage() };
}

/** A stored answer as a message. */
export function writtenMessage(response: CachedResponse, options: AnswerWriterOptions): AIMessage {
  const calls = response.parts.filter((part) => part.type === 'tool-call');
  const finish: FinishDelta = { type: 'finish', ...response };
  return new AIMessage({
    id: options.id,
    content: content(response),
    tool_calls: calls.map(toolCall),
    ...unbilled(),
    additional_kwargs: additional(
      finish,
      calls.map(({ toolCallId }) => toolCallId),
    ),
    response_metadata: {
      ...responseMetadata(finish, options.provider, response.modelId),
      [OWN_NAMESPACE]: options.told,
    },
  });
}

function content(response: CachedResponse): AIMessage['content'] {
  const blocks = response.parts.flatMap((part) =>
    part.type === 'extension' ? [contentBlock(part.value)] : [],
  );
  const text = response.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  if (blocks.length === 0) return text;
  // What was streamed stands in pieces, which core joins by their `index`.
  const joined = blocks.map((block) => new AIMessageChunk({ content: [block] }));
  return joined.reduce((sum, chunk) => sum.concat(chunk), new AIMessageChunk({ content: text })).content;
}

function contentBlock(value: UnknownRecord): ContentBlock {
  const { block, toolCallId } = value;
  const fields = isRecord(block) ? block : {};
  const type = typeof fields.type === 'string' ? fields.type : 'non_standard';
  return { ...fields, type, ...(typeof toolCallId === 'string' ? { id: toolCallId } : {}) };
}

function toolCall({ toolCallId: id, toolName: name, input }: ToolCallPart) {
  const args = parsed(input);
  // In the order of integrations: a prompt that is a text holds the call as JSON.
  return { name, args: isRecord(args) ? { ...args } : {}, type: 'tool_call', id } as const;
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return undefined;
  }
}

const words: Readonly<Partial<Record<FinishReason, string>>> = { 'tool-calls': 'tool_calls' };

// An answer of another framework has no metadata of LangChain's: it gets what core and its integrations go by.
function responseMetadata(finish: FinishDelta, provider: string, modelId?: string): Record<string, unknown> {
  const own = finish.providerMetadata?.[LANGCHAIN]?.response_metadata;
  if (isRecord(own)) return { ...own };
  return {
    ...finishInfo(finish),
    model_provider: provider,
    ...(modelId === undefined ? {} : { model_name: modelId }),
  };
}

function finishInfo({ finishReason, rawFinishReason }: FinishDelta): UnknownRecord {
  return { finish_reason: rawFinishReason ?? words[finishReason] ?? finishReason };
}

function additional(finish: FinishDelta, ids: readonly string[]): Record<string, unknown> {
  const own = finish.providerMetadata?.[LANGCHAIN]?.additional_kwargs;
  if (!isRecord(own)) return {};
  const { tool_calls: calls, ...rest } = own;
  if (!Array.isArray(calls)) return rest;
  return { ...rest, tool_calls: calls.filter(isRecord).map((call, place) => ({ id: ids[place], ...call })) };
}

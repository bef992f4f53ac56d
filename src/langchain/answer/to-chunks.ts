import { AIMessageChunk } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import type { ResponseDelta } from '../../response/response-delta.ts';
import type { UnknownRecord } from '../record.ts';
import { type AnswerForm, blockOf, LANGCHAIN } from './content-part.ts';
import { reasoningName } from './reasoning-text.ts';
import { additionalKwargs, finishInfo, responseMetadata, unbilled, withTold } from './to-metadata.ts';

export interface ChunkWriterOptions {
  /** The message's id, for all its chunks: LangGraph takes two messages of one id for one message. */
  readonly id: string;
  /** The provider's name, for an answer that another framework stored. */
  readonly provider: string;
  /** What `response_metadata.reprise` says. */
  readonly told: UnknownRecord;
  /** By whose rules core reads the content of a chunk, if the answer said so. */
  readonly modelProvider?: string;
}

type ChunkFields = Pick<AIMessageChunk, 'content'> &
  Partial<Pick<AIMessageChunk, 'response_metadata' | 'additional_kwargs' | 'tool_call_chunks'>>;

/** Tells the deltas of one answer as chunks. */
export class ChunkWriter {
  readonly #options: ChunkWriterOptions;
  readonly #form: Required<AnswerForm>;
  readonly #calls: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #reasonings = new Map<string, string>();
  #modelId: string | undefined;

  /** @param form how the answer was told; where it isn't known yet, of a live one, as one text. */
  constructor(options: ChunkWriterOptions, form: Required<AnswerForm>) {
    this.#options = options;
    this.#form = form;
  }

  /** The chunks that say a delta; none for one that says nothing to LangChain. Throws the error of an error delta. */
  *write(delta: ResponseDelta): Generator<ChatGenerationChunk> {
    switch (delta.type) {
      case 'start':
        yield* this.#silence(this.#form.leading);
        return;
      case 'response':
        this.#modelId = delta.modelId;
        return;
      case 'reasoning-start': {
        const name = reasoningName(delta.providerMetadata);
        if (name !== undefined) this.#reasonings.set(delta.id, name);
        return;
      }
      case 'reasoning-delta': {
        const name = this.#reasonings.get(delta.id);
        if (name !== undefined)
          yield this.#chunk({ content: '', additional_kwargs: { [name]: delta.delta } });
        return;
      }
      case 'text-start': {
        const index = delta.providerMetadata?.[LANGCHAIN]?.index;
        this.#indexes.set(delta.id, typeof index === 'number' ? index : this.#indexes.size);
        return;
      }
      case 'text-delta':
        yield this.#chunk({ content: this.#text(delta.delta, this.#indexes.get(delta.id) ?? 0) });
        return;
      case 'tool-input-start':
        yield this.#call(delta.id, { args: '', name: delta.toolName });
        return;
      case 'tool-input-delta':
        yield this.#call(delta.id, { args: delta.delta });
        return;
      case 'tool-call': {
        const { toolCallId: id, toolName: name, input: args } = delta;
        if (!this.#calls.includes(id)) yield this.#call(id, { args, name });
        return;
      }
      case 'extension':
        yield this.#chunk({ content: [blockOf(delta)] });
        return;
      case 'finish': {
        const { provider } = this.#options;
        const end = {
          content: '',
          ...unbilled(delta.usage),
          response_metadata: responseMetadata(delta, provider, this.#modelId),
          additional_kwargs: additionalKwargs(delta, this.#calls),
        };
        yield this.#chunk(end, finishInfo(delta));
        yield* this.#silence(this.#form.trailing - 1);
        return;
      }
      case 'error':
        throw delta.error;
      default:
    }
  }

  *#silence(count: number): Generator<ChatGenerationChunk> {
    for (let given = 0; given < count; given++) yield this.#chunk({ content: '' });
  }

  #text(text: string, index: number): AIMessageChunk['content'] {
    if (this.#form.content === 'text') return text;
    return [
      { type: 'text', text, index, ...(this.#form.content === 'annotated' ? { annotations: [] } : {}) },
    ];
  }

  // A call's id and name stand on its first chunk only: core would join them from each.
  #call(id: string, { args, name }: { readonly args: string; readonly name?: string }): ChatGenerationChunk {
    const known = this.#calls.indexOf(id);
    const index = known === -1 ? this.#calls.push(id) - 1 : known;
    const start = name === undefined ? {} : { id, name };
    return this.#chunk({
      content: '',
      tool_call_chunks: [{ type: 'tool_call_chunk', index, args, ...start }],
    });
  }

  #chunk(fields: ChunkFields, generationInfo?: UnknownRecord): ChatGenerationChunk {
    const { id, modelProvider } = this.#options;
    const metadata =
      modelProvider === undefined ? {} : { response_metadata: { model_provider: modelProvider } };
    const message = new AIMessageChunk({ ...metadata, ...fields, id });
    return new ChatGenerationChunk({
      message,
      text: message.text,
      ...(generationInfo === undefined ? {} : { generationInfo }),
    });
  }
}

/** The chunks with more of `reprise` told on the first of them: core joins what the chunks of a message say. */
export function* tellLast(
  chunks: Iterable<ChatGenerationChunk>,
  more: UnknownRecord,
): Generator<ChatGenerationChunk> {
  let first = true;
  for (const chunk of chunks) {
    if (first) chunk.message.response_metadata = withTold(chunk.message.response_metadata, more);
    first = false;
    yield chunk;
  }
}

/** The stream with `reprise` told on its first chunk: what stands on each would be joined by core. */
export async function* tellFirst(
  chunks: AsyncIterable<ChatGenerationChunk>,
  told: UnknownRecord,
): AsyncGenerator<ChatGenerationChunk> {
  let first = true;
  for await (const chunk of chunks) {
    if (first) chunk.message.response_metadata = withTold(chunk.message.response_metadata, told);
    first = false;
    yield chunk;
  }
}

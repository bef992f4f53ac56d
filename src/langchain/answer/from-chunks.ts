import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import type { ToolCall } from '@langchain/core/messages/tool';
import type { ChatGenerationChunk } from '@langchain/core/outputs';
import { canonicalText } from '../../request/canonical-form.ts';
import type { ResponseDelta } from '../../response/response-delta.ts';
import { END, type StreamedChunk } from '../chat-model/chunk-stream.ts';
import type { UnknownRecord } from '../record.ts';
import { blockPart, type ContentShape, LANGCHAIN, textBlock } from './content-part.ts';
import { fromFinish, modelIdOf } from './from-finish.ts';
import { isAnswerChunk } from './from-message.ts';
import { reasoningMark, reasoningText } from './reasoning-text.ts';

type CallChunk = NonNullable<AIMessageChunk['tool_call_chunks']>[number];

/** A tool call whose arguments are coming. */
interface OpenCall {
  /** The provider's id, or one of its place. */
  readonly id: string;
  readonly index: number | undefined;
  readonly name: string;
  /** Whether the provider has given an id. */
  identified: boolean;
  input: string;
}

/** Tells the chunks of one streamed answer in neutral terms. */
export class ChunkReader {
  readonly #assumeFinished: boolean;
  readonly #rest: AIMessageChunk[] = [];
  readonly #calls: OpenCall[] = [];
  readonly #spans = new Set<string>();
  readonly #reasonings = new Set<string>();
  #shape: ContentShape = 'text';
  #foreign = false;
  #spoke = false;
  #leading = 0;
  #trailing = 0;

  /** @param assumeFinished whether an end without a word for it counts as finished. */
  constructor(assumeFinished: boolean) {
    this.#assumeFinished = assumeFinished;
  }

  *read(chunk: StreamedChunk): Generator<ResponseDelta> {
    if (chunk === END) {
      yield* this.#end();
      return;
    }
    const { message } = chunk;
    this.#count(message);
    yield* this.#reason(message.additional_kwargs);
    if (typeof message.content === 'string') yield* this.#text(message.content, 'text');
    else for (const block of message.content) yield* this.#block(block);
    if (!isAnswerChunk(message)) {
      this.#foreign = true;
      return;
    }
    for (const call of message.tool_call_chunks ?? []) yield* this.#call(call);
    this.#keep(message, chunk.generationInfo);
  }

  *#reason(kwargs: UnknownRecord): Generator<ResponseDelta> {
    const said = reasoningText(kwargs);
    if (said === undefined) return;
    const id = said.name;
    if (!this.#reasonings.has(id)) {
      yield { type: 'reasoning-start', id, providerMetadata: reasoningMark(said) };
      this.#reasonings.add(id);
    }
    yield { type: 'reasoning-delta', id, delta: said.text };
  }

  *#text(delta: string, id: string, index?: number): Generator<ResponseDelta> {
    if (delta === '') return;
    if (!this.#spans.has(id)) {
      // Where other blocks stand between the texts, a text's place doesn't tell its index.
      const tag = index === undefined || index === this.#spans.size ? undefined : { [LANGCHAIN]: { index } };
      yield { type: 'text-start', id, ...(tag === undefined ? {} : { providerMetadata: tag }) };
      this.#spans.add(id);
    }
    yield { type: 'text-delta', id, delta };
  }

  *#block(block: unknown): Generator<ResponseDelta> {
    const said = textBlock(block);
    const shape = said?.shape ?? 'blocks';
    if (this.#shape !== 'annotated') this.#shape = shape;
    if (said === undefined) yield blockPart(block);
    // A block without an index is not joined with any other.
    else yield* this.#text(said.text, `block ${said.index ?? `after ${this.#spans.size}`}`, said.index);
  }

  *#call(call: CallChunk): Generator<ResponseDelta> {
    const known = this.#calls.find((open) => continues(open, call));
    const open = known ?? {
      id: call.id || `call_${this.#calls.length}`,
      index: call.index,
      name: call.name ?? '',
      identified: Boolean(call.id),
      input: '',
    };
    if (known === undefined) {
      this.#calls.push(open);
      yield { type: 'tool-input-start', id: open.id, toolName: open.name };
    } else open.identified ||= Boolean(call.id);
    if (call.args === undefined || call.args === '') return;
    open.input += call.args;
    yield { type: 'tool-input-delta', id: open.id, delta: call.args };
  }

  // Chunks that say nothing, before the answer and behind it: callers count tokens by chunks.
  #count(message: BaseMessage): void {
    const { content, additional_kwargs: more } = message;
    const calls = isAnswerChunk(message) ? (message.tool_call_chunks ?? []) : [];
    if (content.length > 0 || calls.length > 0 || Object.keys(more).length > 0) this.#trailing = 0;
    else if (!this.#spoke) this.#leading++;
    else this.#trailing++;
    this.#spoke ||= content.length > 0 || calls.length > 0 || reasoningText(more) !== undefined;
  }

  // Text is told as it comes; the rest of a message is put together at its end, by core's own rules.
  #keep(message: AIMessageChunk, info: ChatGenerationChunk['generationInfo']): void {
    this.#rest.push(
      new AIMessageChunk({
        content: '',
        additional_kwargs: { ...message.additional_kwargs },
        response_metadata: { ...info, ...message.response_metadata },
        tool_call_chunks: [...(message.tool_call_chunks ?? [])],
        ...(message.usage_metadata === undefined ? {} : { usage_metadata: message.usage_metadata }),
      }),
    );
  }

  *#end(): Generator<ResponseDelta> {
    for (const id of this.#reasonings) yield { type: 'reasoning-end', id };
    for (const id of this.#spans) yield { type: 'text-end', id };
    const [first, ...others] = this.#rest;
    if (first === undefined || this.#foreign) return;
    const whole = others.reduce((sum, chunk) => sum.concat(chunk), first);
    const metadata = whole.response_metadata;
    const modelId = modelIdOf(metadata);
    if (modelId !== undefined) yield { type: 'response', modelId };
    for (const { id, name, input } of this.#calls) {
      yield { type: 'tool-input-end', id };
      yield { type: 'tool-call', toolCallId: id, toolName: name, input: input === '' ? '{}' : input };
    }
    const form = { content: this.#shape, leading: this.#leading, trailing: this.#trailing };
    const end = fromFinish(whole, metadata, this.#assumeFinished ? 'stop' : undefined, form);
    if (end === undefined) return;
    yield sameCalls(this.#calls, whole.tool_calls ?? []) ? end : { ...end, finishReason: 'other' };
  }
}

// As core's `concat` tells calls apart: Ollama says index 0 for every call, and gives each an id.
function continues(open: OpenCall, { id, index }: CallChunk): boolean {
  if (open.index !== index) return false;
  if (id && open.identified) return open.id === id;
  return index !== undefined;
}

/** Whether the calls are those that core made of the same chunks: what it reads otherwise is not for others. */
function sameCalls(calls: readonly OpenCall[], made: readonly ToolCall[]): boolean {
  if (calls.length !== made.length) return false;
  return calls.every(({ name, input }, place) => {
    const call = made[place];
    return call?.name === name && canonicalText(parsed(input)) === canonicalText(call.args);
  });
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input === '' ? '{}' : input);
  } catch {
    return input;
  }
}

import { AIMessageChunk } from '@langchain/core/messages';
import type { ChatGenerationChunk } from '@langchain/core/outputs';
import type { ResponseDelta } from '../response/response-delta.ts';
import { answerEnd, modelIdOf } from './answer-end.ts';
import { END, type StreamedChunk } from './chunk-stream.ts';
import { blockPart, type ContentShape, LANGCHAIN, textBlock } from './content-part.ts';

/** A tool call whose arguments are coming. */
interface OpenCall {
  readonly id: string;
  readonly name: string;
  input: string;
}

/** Tells the chunks of one streamed answer in neutral terms. */
export class AnswerReader {
  readonly #assumeFinished: boolean;
  readonly #rest: AIMessageChunk[] = [];
  readonly #calls: OpenCall[] = [];
  readonly #byIndex = new Map<number | undefined, OpenCall>();
  readonly #spans = new Set<string>();
  #shape: ContentShape = 'text';
  #foreign = false;

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
    if (typeof message.content === 'string') yield* this.#text(message.content, 'text');
    else for (const block of message.content) yield* this.#block(block);
    if (!AIMessageChunk.isInstance(message)) {
      this.#foreign = true;
      return;
    }
    for (const call of message.tool_call_chunks ?? []) yield* this.#call(call);
    this.#keep(message, chunk.generationInfo);
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

  *#call(call: NonNullable<AIMessageChunk['tool_call_chunks']>[number]): Generator<ResponseDelta> {
    const known =
      call.index === undefined && call.name !== undefined ? undefined : this.#byIndex.get(call.index);
    const open = known ?? {
      id: call.id ?? `call_${this.#calls.length}`,
      name: call.name ?? '',
      input: '',
    };
    if (known === undefined) {
      this.#byIndex.set(call.index, open);
      this.#calls.push(open);
      yield { type: 'tool-input-start', id: open.id, toolName: open.name };
    }
    if (call.args === undefined || call.args === '') return;
    open.input += call.args;
    yield { type: 'tool-input-delta', id: open.id, delta: call.args };
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
    const end = answerEnd(whole, metadata, this.#assumeFinished ? 'stop' : undefined, this.#shape);
    if (end !== undefined) yield end;
  }
}

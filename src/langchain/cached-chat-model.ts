import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type {
  BaseLanguageModelInput,
  StructuredOutputMethodOptions,
} from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
  type LangSmithParams,
} from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult, LLMResult } from '@langchain/core/outputs';
import { type Runnable, RunnableBinding, type RunnableConfig } from '@langchain/core/runnables';
import { InvalidOptionError } from '../errors.ts';
import type { CacheStreamResult } from '../lookup/cache-result.ts';
import { hitInformation } from '../lookup/hit-information.ts';
import type { CallOptions, ResponseCache } from '../lookup/response-cache.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { milliseconds } from '../request/duration.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { mapStream } from '../response/map-stream.ts';
import { withFreshToolCallIds } from '../response/renew-ids.ts';
import { type ReplayPace, replayStream } from '../response/replay-stream.ts';
import type { ResponseDelta } from '../response/response-delta.ts';
import { replayable, shapeOf } from './answer-fields.ts';
import { AnswerReader } from './answer-reader.ts';
import { AnswerWriter, type AnswerWriterOptions, tellFirst } from './answer-writer.ts';
import { type CallSettings, readSettings, settingsOf } from './call-settings.ts';
import { chatRequest, hasName, inheritIdentity } from './chat-request.ts';
import { neutralResult, tell } from './chat-result.ts';
import { chunkStream, END, type StreamedChunk } from './chunk-stream.ts';
import { type ContentShape, LANGCHAIN } from './content-part.ts';
import { withoutCredentials } from './credentials.ts';
import { type InnerModel, innerModel, isWrappable, type WrappableModel } from './inner-model.ts';
import { canStream, modelStream } from './model-stream.ts';
import { withModel } from './replace-model.ts';
import { writtenMessage } from './written-message.ts';

export interface CachedChatModelFields<Options extends BaseChatModelCallOptions = BaseChatModelCallOptions>
  extends CallSettings {
  /** Who answers what the cache can't: any chat model, also one with options or tools bound to it. */
  readonly model: WrappableModel<Options>;
  /** From `createCache`. */
  readonly cache: ResponseCache;
  /** How fast a stored answer streams. Default `instant`: as fast as it is read. */
  readonly replay?: ReplayPace;
  /** The provider's name in keys and prices, by the AI SDK's name for it. Default: what the model says (`ls_provider`). */
  readonly provider?: string;
  /** Whether the runtime `context` of an agent's run is part of the key. Default `true`: it may tell a tenant. */
  readonly context?: boolean;
  /**
   * Whether a stream that ends without saying how is taken for finished, and so stored. Default `false`, since a
   * connection that broke ends like that too; `true` for a model that doesn't tell its name, as those of tests.
   */
  readonly assumeFinished?: boolean;
}

/** The call options of the wrapped model, and `reprise`: what this call says to the cache. */
export type CachedChatModelCallOptions<Options extends BaseChatModelCallOptions = BaseChatModelCallOptions> =
  Options & { readonly reprise?: CallSettings };

/**
 * A chat model that answers from a cache what it can, and else asks the model that it wraps: in `invoke`, `batch`,
 * `stream` and `streamEvents`, alone, in chains, agents and graphs. A call says more as `{ reprise: { scope, tags, ttl,
 * mode, semantic } }` in its options, or in `configurable` where options don't travel, as in a graph; the options go
 * first, then `configurable`, then what the constructor was given. Its message tells where the answer came from in
 * `response_metadata.reprise`.
 */
export class CachedChatModel<
  Options extends BaseChatModelCallOptions = BaseChatModelCallOptions,
> extends BaseChatModel<CachedChatModelCallOptions<Options>> {
  readonly #fields: CachedChatModelFields<Options>;
  readonly #inner: InnerModel;
  readonly #assumeFinished: boolean;

  /** @throws InvalidOptionError when `model` is no chat model, or `ttl` no duration. */
  constructor(fields: CachedChatModelFields<Options>) {
    const inner = innerModel(fields.model);
    if (inner === undefined)
      throw new InvalidOptionError('model', 'a chat model of LangChain, or one with options bound');
    if (fields.ttl !== undefined) milliseconds(fields.ttl, 'ttl');
    const { model, options } = inner;
    const { callbacks = model.callbacks, tags = model.tags, metadata = model.metadata, ...bound } = options;
    super({
      ...(callbacks === undefined ? {} : { callbacks }),
      ...(tags === undefined ? {} : { tags }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(model.outputVersion === undefined ? {} : { outputVersion: model.outputVersion }),
      verbose: model.verbose,
    });
    this.#fields = fields;
    this.#inner = { model, options: bound };
    this.disableStreaming = model.disableStreaming;
    this.#assumeFinished = fields.assumeFinished ?? !hasName(model);
  }

  static override lc_name(): string {
    return 'CachedChatModel';
  }

  /** The model that is asked on a miss. */
  get model(): BaseChatModel {
    return this.#inner.model;
  }

  override get profile(): BaseChatModel['profile'] {
    return this.model.profile;
  }

  override _llmType(): string {
    return OWN_NAMESPACE;
  }

  override getLsParams(options: this['ParsedCallOptions']): LangSmithParams {
    return this.model.getLsParams(this.#callOptions(options));
  }

  override invocationParams(
    options?: this['ParsedCallOptions'],
  ): ReturnType<BaseChatModel['invocationParams']> {
    return this.model.invocationParams(this.#callOptions(options));
  }

  override _combineLLMOutput(...outputs: LLMResult['llmOutput'][]): LLMResult['llmOutput'] {
    return this.model._combineLLMOutput?.(...outputs);
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<CachedChatModelCallOptions<Options>>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, CachedChatModelCallOptions<Options>> {
    if (this.model.bindTools === undefined)
      throw new InvalidOptionError('model', 'a chat model that can bind tools');
    const bound = innerModel(this.model.bindTools(tools, kwargs));
    if (bound === undefined) throw new InvalidOptionError('model', 'a chat model that binds tools to itself');
    return new RunnableBinding({ bound: this.#around(bound.model), config: bound.options, kwargs: {} });
  }

  override withStructuredOutput<Output extends Record<string, unknown> = Record<string, unknown>>(
    schema: Parameters<BaseChatModel['withStructuredOutput']>[0],
    config?: StructuredOutputMethodOptions<boolean>,
  ): Runnable<BaseLanguageModelInput, Output> {
    const { model } = this;
    // The wrapped model knows its provider's way to ask for a schema; only who is asked is replaced in it.
    const pipeline: Runnable<BaseLanguageModelInput, Output> = Reflect.apply(
      model.withStructuredOutput,
      model,
      [schema, config],
    );
    return withModel(
      pipeline,
      (inner) => new CachedChatModel({ ...this.#fields, model: this.#bound(inner) }),
    );
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const call = this.#callOptions(options);
    let own: ChatResult | undefined;
    const generate = async (signal: AbortSignal) => {
      own = await this.model._generate(messages, { ...call, ...abortable(options, signal) }, runManager);
      return neutralResult(own);
    };
    const request = this.#request(messages, options);
    const result = await this.#fields.cache.getOrSet(request, generate, waiting(options));
    const told = hitInformation(result);
    // Beside a hit the model may have been called too, in the background.
    if (own !== undefined && !('layer' in result)) return tell(own, told);
    const message = writtenMessage(
      withFreshToolCallIds(result.response),
      this.#writing(told, request, runManager),
    );
    const { response_metadata: metadata } = message;
    return {
      generations: [
        { text: message.text, message, generationInfo: { finish_reason: metadata.finish_reason } },
      ],
      llmOutput: { tokenUsage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 } },
    };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const call = this.#callOptions(options);
    const assumeFinished = this.#assumeFinished || !canStream(this.model);
    let reader = new AnswerReader(assumeFinished);
    const source = {
      // Callbacks are told below, of every chunk of every stream, wherever it comes from.
      open: (signal: AbortSignal) => {
        reader = new AnswerReader(assumeFinished);
        return chunkStream(modelStream(this.model, messages, { ...call, ...abortable(options, signal) }));
      },
      toDeltas: (chunk: StreamedChunk) => reader.read(chunk),
    };
    const request = this.#request(messages, options);
    const result = await this.#fields.cache.getOrStream(request, source, waiting(options));
    const writing = this.#writing(hitInformation(result), request, runManager);
    for await (const chunk of tellFirst(this.#chunks(result, writing, options.signal), writing.told)) {
      yield chunk;
      const place = { prompt: 0, completion: Number(chunk.generationInfo?.completion ?? 0) };
      await runManager?.handleLLMNewToken(chunk.text, place, undefined, undefined, undefined, { chunk });
    }
  }

  #chunks(
    result: CacheStreamResult<StreamedChunk>,
    writing: AnswerWriterOptions,
    signal: AbortSignal | undefined,
  ): ReadableStream<ChatGenerationChunk> {
    if ('stream' in result) return mapStream(result.stream, (chunk) => (chunk === END ? undefined : chunk));
    const { replay: pace = 'instant' } = this.#fields;
    if ('deltas' in result) return written(result.deltas, writing);
    return written(
      replayStream(withFreshToolCallIds(result.response), { pace, signal }),
      writing,
      shapeOf(result.response),
    );
  }

  #request(messages: BaseMessage[], options: this['ParsedCallOptions']): CacheRequest {
    const { provider, context = true } = this.#fields;
    return {
      ...chatRequest({ model: this.model, messages, options: this.#callOptions(options), provider, context }),
      ...settingsOf(this.#fields),
      ...options.reprise,
    };
  }

  #writing(
    told: AnswerWriterOptions['told'],
    { provider }: CacheRequest,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AnswerWriterOptions {
    return { id: `run-${runManager?.runId ?? crypto.randomUUID()}`, provider, told };
  }

  #callOptions(options: this['ParsedCallOptions'] | undefined): BaseChatModel['ParsedCallOptions'] {
    const { reprise: _, ...call } = options ?? {};
    const given: object = call;
    return { ...this.#inner.options, ...given };
  }

  #around(model: BaseChatModel): CachedChatModel<Options> {
    const wrapped = this.#bound(model);
    if (!isWrappable<Options>(wrapped)) throw new InvalidOptionError('model', 'a chat model of LangChain');
    return new CachedChatModel({ ...this.#fields, model: wrapped });
  }

  // What was bound to this model is bound to one that was made of it, below what that one has of its own.
  #bound(model: BaseChatModel): WrappableModel {
    inheritIdentity(this.model, model);
    const config = { ...this.#inner.options, ...innerModel(model)?.options };
    return Object.keys(config).length === 0
      ? model
      : new RunnableBinding({ bound: model, config, kwargs: {} });
  }

  // Per-call settings are read here, where core still has the whole configuration of the run.
  protected override _separateRunnableConfigFromCallOptionsCompat(
    options?: Partial<CachedChatModelCallOptions<Options>>,
  ): [RunnableConfig, this['ParsedCallOptions']] {
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const reprise = {
      ...readSettings(config.configurable?.[OWN_NAMESPACE], 'configurable'),
      ...readSettings(call.reprise, 'options'),
    };
    return [config, Object.keys(reprise).length === 0 ? call : { ...call, reprise }];
  }

  // A trace is sent elsewhere: it names no tenant and shows no credential.
  protected override _getCallOptionsForTracing(
    options: this['ParsedCallOptions'],
  ): this['ParsedCallOptions'] {
    return withoutCredentials({ ...options, reprise: undefined });
  }

  protected override _getInvocationParamsForTracing(
    options?: this['ParsedCallOptions'],
  ): ReturnType<this['invocationParams']> {
    return withoutCredentials(this.invocationParams(options));
  }
}

function written(
  deltas: ReadableStream<ResponseDelta>,
  writing: AnswerWriterOptions,
  shape: ContentShape = 'text',
): ReadableStream<ChatGenerationChunk> {
  const writer = new AnswerWriter(writing, shape);
  return mapStream(deltas, (delta) => writer.write(delta));
}

// A call without a signal gets none; a shared call must end when its last caller leaves.
function abortable({ signal: own }: { readonly signal?: AbortSignal | undefined }, signal: AbortSignal) {
  return own === undefined ? {} : { signal };
}

function waiting({ signal }: { readonly signal?: AbortSignal | undefined }): CallOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    dialect: { name: LANGCHAIN, accepts: replayable },
  };
}

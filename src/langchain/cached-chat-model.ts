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
import type { ResponseCache } from '../lookup/response-cache.ts';
import { milliseconds } from '../request/duration.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { ReplayPace } from '../response/replay-stream.ts';
import { type CachedCall, cachedChunks, cachedResult } from './cached-call.ts';
import { type CallSettings, readSettings, settingsOf } from './call-settings.ts';
import { chatRequest, hasName, inheritIdentity } from './chat-request.ts';
import { withoutCredentials } from './credentials.ts';
import { type InnerModel, innerModel, isWrappable, type WrappableModel } from './inner-model.ts';
import { withModel } from './replace-model.ts';

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
    return cachedResult(this.#call(messages, options, runManager));
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { replay: pace = 'instant' } = this.#fields;
    yield* cachedChunks({
      ...this.#call(messages, options, runManager),
      pace,
      assumeFinished: this.#assumeFinished,
    });
  }

  #call(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager: CallbackManagerForLLMRun | undefined,
  ): CachedCall {
    const { model } = this;
    const { cache, provider, context = true } = this.#fields;
    const call = this.#callOptions(options);
    const request = {
      ...chatRequest({ model, messages, options: call, provider, context }),
      ...settingsOf(this.#fields),
      ...options.reprise,
    };
    return { cache, request, model, messages, options: call, signal: options.signal, runManager };
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

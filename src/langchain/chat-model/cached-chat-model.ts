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
import {
  type Runnable,
  RunnableBinding,
  type RunnableConfig,
  RunnableLambda,
} from '@langchain/core/runnables';
import { milliseconds } from '../../duration.ts';
import { InvalidOptionError } from '../../errors.ts';
import type { ResponseCache } from '../../lookup/response-cache.ts';
import { OWN_NAMESPACE } from '../../request/provider-options.ts';
import type { ReplayPace } from '../../response/replay-stream.ts';
import { type CallSettings, readSettings, settingsOf } from '../request/call-settings.ts';
import { chatRequest, inheritIdentity, nameOf } from '../request/chat-request.ts';
import { withoutCredentials } from '../request/credentials.ts';
import { type CachedCall, cachedChunks, cachedResult } from './cached-call.ts';
import {
  configuredModel,
  type InnerModel,
  innerModel,
  isConfigurable,
  isWrappable,
  type WrappableModel,
} from './inner-model.ts';
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

// Carries the run's `configurable` to where the model is called: core takes it out of the options of a call.
const RUN = Symbol('configurable');

/** The call options of the wrapped model, and `reprise`: what this call says to the cache. */
export type CachedChatModelCallOptions<Options extends BaseChatModelCallOptions = BaseChatModelCallOptions> =
  Options & BaseChatModelCallOptions & { readonly reprise?: CallSettings };

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
  /** Counts the tokens of messages, where the wrapped model can (`ChatOpenAI`). */
  declare getNumTokensFromMessages?: (messages: BaseMessage[]) => Promise<{ totalCount: number }>;
  readonly #fields: CachedChatModelFields<Options>;
  readonly #inner: InnerModel;

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
    if (countsMessages(model)) {
      this.getNumTokensFromMessages = (messages) => model.getNumTokensFromMessages(messages);
    }
  }

  static override lc_name(): string {
    return 'CachedChatModel';
  }

  // What middleware and traces ask of a model is answered by the wrapped one: they know models by it.

  /** The name of the wrapped model, such as `gpt-4.1-mini`, if it tells one. */
  get model(): string | undefined {
    return nameOf(this.#inner.model);
  }

  // Traces and events name a run by it.
  override get lc_id(): string[] {
    return this.#inner.model.lc_id;
  }

  override getName(suffix?: string): string {
    return this.#inner.model.getName(suffix);
  }

  override get profile(): BaseChatModel['profile'] {
    return this.#inner.model.profile;
  }

  override get callKeys(): string[] {
    return this.#inner.model.callKeys;
  }

  override _llmType(): string {
    // Core asks while the model is being made.
    return #inner in this ? this.#inner.model._llmType() : OWN_NAMESPACE;
  }

  override getNumTokens(...given: Parameters<BaseChatModel['getNumTokens']>): Promise<number> {
    return this.#inner.model.getNumTokens(...given);
  }

  override getLsParams(options: this['ParsedCallOptions']): LangSmithParams {
    return this.#inner.model.getLsParams(this.#callOptions(options));
  }

  override invocationParams(
    options?: this['ParsedCallOptions'],
  ): ReturnType<BaseChatModel['invocationParams']> {
    return this.#inner.model.invocationParams(this.#callOptions(options));
  }

  override _combineLLMOutput(...outputs: LLMResult['llmOutput'][]): LLMResult['llmOutput'] {
    return this.#inner.model._combineLLMOutput?.(...outputs);
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<CachedChatModelCallOptions<Options>>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, CachedChatModelCallOptions<Options>> {
    const { model } = this.#inner;
    if (model.bindTools === undefined)
      throw new InvalidOptionError('model', 'a chat model that can bind tools');
    const bound = innerModel(model.bindTools(tools, kwargs));
    if (bound === undefined) throw new InvalidOptionError('model', 'a chat model that binds tools to itself');
    return new RunnableBinding({ bound: this.#around(bound.model), config: bound.options, kwargs: {} });
  }

  override withStructuredOutput<Output extends Record<string, unknown> = Record<string, unknown>>(
    schema: Parameters<BaseChatModel['withStructuredOutput']>[0],
    config?: StructuredOutputMethodOptions<boolean>,
  ): Runnable<BaseLanguageModelInput, Output> {
    const { model } = this.#inner;
    if (isConfigurable(model)) {
      // Which model answers, and so how it is asked for a schema, each run says.
      return RunnableLambda.from(async (_input: BaseLanguageModelInput, run?: RunnableConfig) => {
        const inner = await configuredModel(this.#inner, run?.configurable);
        return this.#around(inner.model).withStructuredOutput<Output>(schema, config);
      });
    }
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
    return cachedResult(await this.#call(messages, options, runManager));
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    yield* cachedChunks(await this.#call(messages, options, runManager));
  }

  async #call(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<CachedCall> {
    const { cache, provider, context = true, replay: pace = 'instant' } = this.#fields;
    const { model, options: own } = await configuredModel(this.#inner, Reflect.get(options, RUN));
    const call = { ...own, ...this.#callOptions(options) };
    const { request, names } = chatRequest({ model, messages, options: call, provider, context });
    return {
      cache,
      request: { ...request, ...settingsOf(this.#fields), ...options.reprise },
      names,
      model,
      messages,
      options: call,
      signal: options.signal,
      runManager,
      pace,
      assumeFinished: this.#fields.assumeFinished ?? nameOf(model) === undefined,
    };
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
    inheritIdentity(this.#inner.model, model);
    const config = { ...this.#inner.options, ...innerModel(model)?.options };
    return Object.keys(config).length === 0
      ? model
      : new RunnableBinding({ bound: model, config, kwargs: {} });
  }

  // Per-call settings, and what chooses the model, are read here, where core still has the run's whole configuration.
  protected override _separateRunnableConfigFromCallOptionsCompat(
    options?: Partial<CachedChatModelCallOptions<Options>>,
  ): [RunnableConfig, this['ParsedCallOptions']] {
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const reprise = {
      ...readSettings(config.configurable?.[OWN_NAMESPACE], 'configurable'),
      ...readSettings(call.reprise, 'options'),
    };
    const chosen: object = isConfigurable(this.#inner.model) ? { [RUN]: config.configurable } : {};
    return [config, { ...call, ...(Object.keys(reprise).length === 0 ? {} : { reprise }), ...chosen }];
  }

  // A trace is sent elsewhere: it names no tenant and shows no credential.
  protected override _getCallOptionsForTracing(
    options: this['ParsedCallOptions'],
  ): this['ParsedCallOptions'] {
    return withoutCredentials({ ...this.#inner.options, ...options, reprise: undefined });
  }

  protected override _getInvocationParamsForTracing(
    options?: this['ParsedCallOptions'],
  ): ReturnType<this['invocationParams']> {
    return withoutCredentials(this.invocationParams(options));
  }
}

function countsMessages(
  model: object,
): model is { getNumTokensFromMessages(messages: BaseMessage[]): Promise<{ totalCount: number }> } {
  return 'getNumTokensFromMessages' in model && typeof model.getNumTokensFromMessages === 'function';
}

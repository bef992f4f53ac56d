import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { BaseChatModel, BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk } from '@langchain/core/messages';
import type { Runnable, RunnableBinding } from '@langchain/core/runnables';
import { InvalidOptionError } from '../../errors.ts';
import { OWN_NAMESPACE } from '../../request/provider-options.ts';
import { isRecord, type UnknownRecord } from '../record.ts';

/** A chat model, or one with options bound to it (`withConfig`, `bindTools`). */
export type WrappableModel<Options extends BaseChatModelCallOptions = BaseChatModelCallOptions> =
  | BaseChatModel<Options>
  | Runnable<BaseLanguageModelInput, AIMessageChunk, Options>;

/** A chat model and the call options that were bound to it. */
export interface InnerModel {
  readonly model: BaseChatModel;
  readonly options: Partial<BaseChatModelCallOptions>;
}

type Binding = RunnableBinding<BaseLanguageModelInput, AIMessageChunk, BaseChatModelCallOptions>;

/** The chat model inside, with what is bound to it; nothing when it is neither a chat model nor a binding of one. */
export function innerModel(value: unknown): InnerModel | undefined {
  if (isChatModel(value)) return { model: value, options: defaultOptions(value) };
  if (!isBinding(value)) return undefined;
  const inner = innerModel(value.bound);
  if (inner === undefined) return undefined;
  return { model: inner.model, options: { ...inner.options, ...value.config, ...value.kwargs } };
}

/** What `initChatModel` gives: it makes the model at each call, of what the run's `configurable` says. */
interface ConfigurableModel {
  _getModelInstance(config: { readonly configurable: UnknownRecord }): Promise<unknown>;
}

/** Whether a model is made of the run's configuration (`initChatModel`). */
export function isConfigurable(model: object): model is ConfigurableModel {
  return '_getModelInstance' in model && typeof model._getModelInstance === 'function';
}

/**
 * The model that answers a call, where the run's configuration chooses it.
 * @param configurable of the run.
 */
export async function configuredModel(inner: InnerModel, configurable: unknown): Promise<InnerModel> {
  if (!isConfigurable(inner.model)) return inner;
  const { [OWN_NAMESPACE]: _, ...rest } = isRecord(configurable) ? configurable : {};
  const made = innerModel(await inner.model._getModelInstance({ configurable: rest }));
  if (made === undefined) throw new InvalidOptionError('model', 'a chat model of LangChain');
  return { model: made.model, options: { ...made.options, ...inner.options } };
}

/** Whether a value is a chat model, or one with options bound to it. What options it takes, only its caller knows. */
export function isWrappable<Options extends BaseChatModelCallOptions>(
  value: unknown,
): value is WrappableModel<Options> {
  return innerModel(value) !== undefined;
}

// By shape, since an application may hold several copies of `@langchain/core`.
export function isChatModel(value: unknown): value is BaseChatModel {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_generate' in value &&
    typeof value._generate === 'function' &&
    '_streamResponseChunks' in value &&
    '_llmType' in value
  );
}

// A binding that retries does more than bind: it is no chat model.
function isBinding(value: unknown): value is Binding {
  return (
    isRecord(value) &&
    isRecord(value.bound) &&
    'kwargs' in value &&
    'config' in value &&
    !('maxAttemptNumber' in value)
  );
}

// `ChatOpenAI` keeps what is bound to it as its own `defaultOptions`, and merges it in `invoke` and `stream`.
function defaultOptions(model: BaseChatModel): Partial<BaseChatModelCallOptions> {
  if (!('defaultOptions' in model) || !isRecord(model.defaultOptions)) return {};
  return { ...model.defaultOptions };
}

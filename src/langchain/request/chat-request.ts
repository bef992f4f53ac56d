import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import { RequestTooLargeError } from '../../errors.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import { conversationRequest } from '../../request/conversation.ts';
import { Uncacheable } from '../../request/uncacheable.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { answeringOptions, answeringParameters } from './call-options.ts';
import { carriesCredentials } from './credentials.ts';
import { fromMessages } from './from-messages.ts';
import { fromParameters } from './from-parameters.ts';
import { modelAddress } from './model-address.ts';
import { ToolNames } from './tool-names.ts';

type ParsedOptions = BaseChatModel['ParsedCallOptions'];

export interface ChatRequestOptions {
  readonly model: BaseChatModel;
  readonly messages: readonly BaseMessage[];
  /** The call's options, with those that are bound to the model. */
  readonly options: ParsedOptions;
  /** The provider's name in neutral terms; default: what the integration says. */
  readonly provider: string | undefined;
  /** Whether the run's `context` is part of the key. */
  readonly context: boolean;
}

/** What a call of a chat model is to the cache. */
export interface ChatRequest {
  readonly request: CacheRequest;
  readonly names: ToolNames;
}

/** The neutral request that a call of a chat model stands for. A call that can't be read has no key. */
export function chatRequest(call: ChatRequestOptions): ChatRequest {
  try {
    return readableRequest(call);
  } catch (error) {
    const context = new Uncacheable(error instanceof RequestTooLargeError ? 'too-large' : 'not-serialisable');
    const request = { provider: call.provider ?? 'langchain', model: 'unknown', context };
    return { request, names: new ToolNames({}, []) };
  }
}

function readableRequest({ model, messages, options, provider, context }: ChatRequestOptions): ChatRequest {
  const parameters = invocationParameters(model, options);
  const named = identity(model, options, parameters);
  const { context: runtimeContext, ...remaining } = answeringOptions(unsent({ ...options }, parameters));
  const neutral = fromMessages(messages);
  const names = new ToolNames(parameters, neutral);
  const settings = { ...named.instance, ...remaining, ...answeringParameters(parameters) };
  const address = modelAddress(model, named.provider);
  const request = conversationRequest({
    provider: provider ?? named.provider,
    model: named.model,
    ...(address === undefined ? {} : { address }),
    messages: names.neutral(neutral),
    ...fromParameters(names.neutral(settings), named.model),
    ...(context && runtimeContext !== undefined
      ? { providerOptions: { langchain: { context: runtimeContext } } }
      : {}),
  });
  if (!carriesCredentials(parameters) && !carriesCredentials({ ...options })) return { request, names };
  // Whose data the answer holds depends on the credentials.
  return { request: { ...request, context: new Uncacheable('not-serialisable') }, names };
}

// What an integration makes of the options stands in its parameters; the options stay only where it made nothing.
const sentOtherwise: ReadonlySet<string> = new Set([
  'outputConfig',
  'outputFormat',
  'outputVersion',
  'reasoningEffort',
  'reprise',
  'responseSchema',
  'response_format',
  'stop',
  'strict',
  'tool_choice',
  'tools',
]);

function unsent(options: UnknownRecord, parameters: UnknownRecord): UnknownRecord {
  const { reprise: _, ...rest } = options;
  if (Object.keys(parameters).length === 0) return rest;
  return Object.fromEntries(
    Object.entries(rest).filter(([name]) => parameters[name] === undefined && !sentOtherwise.has(name)),
  );
}

function invocationParameters(model: BaseChatModel, options: ParsedOptions): UnknownRecord {
  const parameters: unknown = model.invocationParams(options);
  return isRecord(parameters) ? withoutDefaults(model, parameters) : {};
}

// `ChatAnthropic` fills in a limit of its own when the user gives none, and so does the AI SDK's provider, each another:
// the request says what the user said. An answer that met a limit is never stored.
function withoutDefaults(model: BaseChatModel, parameters: UnknownRecord): UnknownRecord {
  const fields: unknown = model.lc_kwargs;
  const byUser = !isRecord(fields) || fields.maxTokens !== undefined;
  if (model._llmType() !== 'anthropic' || byUser) return parameters;
  const { max_tokens: _, ...rest } = parameters;
  return rest;
}

interface Identity {
  readonly provider: string;
  readonly model: string;
  /** What tells this model from others, where its parameters don't. */
  readonly instance: UnknownRecord;
}

/** Who answers. A model that doesn't tell its name and parameters shares its answers with no other instance. */
function identity(model: BaseChatModel, options: ParsedOptions, parameters: UnknownRecord): Identity {
  const params: unknown = model.getLsParams(options);
  const said = isRecord(params) ? params : {};
  const { provider, ...own } = providerOf(model, text(said.ls_provider));
  const name = modelName(model, said);
  if (name !== undefined && Object.keys(parameters).length > 0) {
    return { provider, model: name, instance: own };
  }
  const identifying: unknown = model._identifyingParams();
  const known = isRecord(identifying) ? answeringOptions(identifying) : {};
  if (name !== undefined && Object.keys(known).length > 0) {
    const { baseURL: _, ...others } = known;
    return { provider, model: name, instance: { ...own, ...others } };
  }
  return { provider, model: name ?? model._llmType(), instance: { ...own, instance: instanceId(model) } };
}

/**
 * An integration that doesn't tell its provider has the name of its class told in its place, which a minifier makes
 * `_9`: such a model is called by its type, and its class tells it from others of that type.
 */
function providerOf(model: BaseChatModel, said: string | undefined) {
  const className = model.getName();
  return said === undefined || said === className.replace(/^Chat/, '')
    ? { provider: model._llmType(), langchainClass: className }
    : { provider: said };
}

const instanceIds = new WeakMap<BaseChatModel, string>();

function instanceId(model: BaseChatModel): string {
  const id = instanceIds.get(model) ?? crypto.randomUUID();
  instanceIds.set(model, id);
  return id;
}

/** Says that a model is another with options bound to it, so that both are one where they are told by instance. */
export function inheritIdentity(from: BaseChatModel, to: BaseChatModel): void {
  if (from !== to) instanceIds.set(to, instanceId(from));
}

/** The name that a model tells, such as `gpt-4.1-mini`. */
export function nameOf(model: BaseChatModel): string | undefined {
  const params: unknown = model.getLsParams({});
  return modelName(model, isRecord(params) ? params : {});
}

function modelName(model: BaseChatModel, said: UnknownRecord): string | undefined {
  return (
    text(said.ls_model_name) ?? text(Reflect.get(model, 'model')) ?? text(Reflect.get(model, 'modelName'))
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import type { JsonObject, JsonValue } from './json.ts';
import type { TokenCounter } from './measured-text.ts';
import type { PlanReport } from './plan-report.ts';
import type { PromptFingerprint } from './prompt-fingerprint.ts';

/** Options for a provider, by its namespace, as the AI SDK takes them. */
export type ProviderOptions = Readonly<Record<string, JsonObject>>;

/** What a prompt is planned for. */
export interface PlanTarget {
  /** As the AI SDK's `model.provider` (`openai.responses`) or LangChain (`openai`) names it. */
  readonly provider: string;
  readonly model: string;
  /** Your own options of the request. They stay as they are; what the plan adds fills the gaps. */
  readonly providerOptions?: ProviderOptions;
  /**
   * How far apart the calls of a conversation come: milliseconds or a duration such as `'10m'`. The shortest lifetime
   * that covers it is chosen. Default: the provider's own default lifetime.
   */
  readonly gap?: number | string;
  /**
   * The routing key, for providers that have one; up to 64 characters are used. Default: made of the prompt's id and
   * version and a digest of its static and tenant text. Above about 15 calls a minute with one key OpenAI spreads
   * them: give a key for each conversation then.
   */
  readonly key?: string;
  /** Counts tokens for the report and the minimum. Default: `tokenx`, an estimate. */
  readonly countTokens?: TokenCounter;
}

export interface SystemMessage {
  role: 'system';
  content: string;
  providerOptions?: ProviderOptionsOut;
}

/** The mutable form that the frameworks' types ask for. */
export type ProviderOptionsOut = Record<string, { [key: string]: JsonOut | undefined }>;
export type JsonOut = null | string | number | boolean | { [key: string]: JsonOut | undefined } | JsonOut[];

export interface TurnMessage {
  role: 'user';
  content: { type: 'text'; text: string; providerOptions?: ProviderOptionsOut }[];
}

interface AiSdkRest<Message, Tools> {
  messages: (Message | TurnMessage)[];
  tools: Tools;
  providerOptions: ProviderOptionsOut;
  /** Only where the provider wants its key in a header. */
  headers?: Record<string, string>;
}

/** For `ai` 7: `generateText({ model, ...plan.toAISDK() })`. */
export interface AiSdkCall<Message, Tools> extends AiSdkRest<Message, Tools> {
  instructions: SystemMessage[];
}

/** For `ai` 6, which calls the instructions `system`. */
export interface AiSdk6Call<Message, Tools> extends AiSdkRest<Message, Tools> {
  system: SystemMessage[];
}

/** For `ai` 5, where only messages carry markers. */
export interface AiSdk5Call<Message, Tools> {
  messages: (SystemMessage | Message | TurnMessage)[];
  tools: Tools;
  providerOptions: ProviderOptionsOut;
  headers?: Record<string, string>;
}

/** A message in the plain form that LangChain's models take. */
export interface LangChainMessage {
  role: 'system' | 'user';
  content: string | ({ type: 'text'; text: string } & Record<string, JsonOut | undefined>)[];
}

/** `model.bindTools(tools).invoke(messages, options)`. */
export interface LangChainCall<Message, Tools> {
  messages: (Message | LangChainMessage)[];
  options: Record<string, JsonOut | undefined>;
  tools: Tools;
}

export interface PromptPlan<Message = object, Tools = unknown> {
  readonly report: PlanReport;
  /** The call for the AI SDK. @param target the major version of `ai`; default 7. */
  toAISDK(target?: { readonly version: 7 }): AiSdkCall<Message, Tools>;
  toAISDK(target: { readonly version: 6 }): AiSdk6Call<Message, Tools>;
  toAISDK(target: { readonly version: 5 }): AiSdk5Call<Message, Tools>;
  toLangChain(): LangChainCall<Message, Tools>;
  /**
   * The request as digests and lengths, for `explainDrift`.
   * @param options `keepText` keeps the texts as well, for exact positions; they then stand in what is returned.
   */
  fingerprint(options?: { readonly keepText?: boolean }): PromptFingerprint;
}

/** Strips the read-only marks of a JSON value, which is built here and shared with nobody. */
export function jsonOut(value: JsonValue): JsonOut {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(jsonOut);
  return objectOut(value);
}

export function objectOut(value: JsonObject): { [key: string]: JsonOut | undefined } {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inner === undefined ? undefined : jsonOut(inner)]),
  );
}

export function optionsOut(options: ProviderOptions): ProviderOptionsOut {
  return Object.fromEntries(
    Object.entries(options).map(([namespace, inner]) => [namespace, objectOut(inner)]),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

import type { Duration } from '../../duration.ts';
import type { PromptFingerprint } from '../drift/prompt-fingerprint.ts';
import type { SystemMessage, TurnMessage } from '../marks/ai-sdk-messages.ts';
import type { Deployments } from '../provider-rules/find-cache-rules.ts';
import type { JsonOut, ProviderOptions, ProviderOptionsOut } from '../provider-rules/provider-options.ts';
import type { TokenCounter } from '../text/measured-text.ts';
import type { PlanReport } from './plan-report.ts';

/** What a prompt is planned for. */
export interface PlanTarget {
  /** As the AI SDK's `model.provider` (`openai.responses`) or LangChain (`openai`) names it. */
  readonly provider: string;
  readonly model: string;
  /**
   * What deployments, inference profiles and aliases of your own run, by their names, such as
   * `{ 'my-deployment': 'gpt-5.4' }`. Default: none.
   */
  readonly deployments?: Deployments;
  /** Your own options of the request. They stay as they are; what the plan adds fills the gaps. */
  readonly providerOptions?: ProviderOptions;
  /**
   * The package that sends the request, with its version, such as `'@langchain/openai@1.5.9'` or
   * `'@ai-sdk/amazon-bedrock@3'`: what that version doesn't read isn't placed, and the report says so. Default: what is
   * placed is what the newest version reads.
   */
  readonly adapter?: string;
  /**
   * How far apart the calls of a conversation come: milliseconds or a duration such as `'10m'`. The shortest lifetime
   * that covers it is chosen. Default: the provider's own default lifetime.
   */
  readonly gap?: Duration;
  /**
   * The routing key, for providers that have one. Above 64 characters, or with others than visible ASCII, a digest
   * stands for it. Default: made of the prompt's id and version and a digest of its static and tenant text; where the
   * provider asks for an id of the conversation (xAI's chat), also of the session's text and of the first words from
   * the user. Above about 15 calls a minute with one key OpenAI spreads them: give a key for each conversation then.
   */
  readonly key?: string;
  /**
   * How many of the provider's places for markers the plan leaves free, from 0, for a middleware that isn't
   * `promptCacheMiddleware`: that one moves the plan's own. Default: 0.
   */
  readonly spareMarkers?: number;
  /** Counts tokens for the report and the minimum. Default: `tokenx`, an estimate. */
  readonly countTokens?: TokenCounter;
}

interface RequestRest {
  providerOptions: ProviderOptionsOut;
  /** Only where the provider wants its key in a header. */
  headers?: Record<string, string>;
}

/** A prompt without tools has no such fields. */
type ToolsField<Tools> = [Tools] extends [undefined] ? unknown : { tools: Tools };

/**
 * Marks each step of a tool loop, where the provider takes markers: the end of the loop, so that the next step reads
 * what this one sent. With a `prepareStep` of your own call this one in it and hand its messages on.
 */
type StepField<Tools, Marked> = [Tools] extends [undefined]
  ? unknown
  : {
      prepareStep?: <Message extends object>(step: {
        readonly stepNumber: number;
        readonly messages: readonly Message[];
      }) => Marked & { messages?: Message[] };
    };

/** For `ai` 7: `generateText({ model, ...plan.toAISDK() })`. */
export type AiSdkCall<Message, Tools> = RequestRest &
  StepField<Tools, { instructions?: SystemMessage[] }> &
  ToolsField<Tools> & { instructions: SystemMessage[]; messages: (Message | TurnMessage)[] };

/** For `ai` 6, which calls the instructions `system`. */
export type AiSdk6Call<Message, Tools> = RequestRest &
  StepField<Tools, { system?: SystemMessage[] }> &
  ToolsField<Tools> & { system: SystemMessage[]; messages: (Message | TurnMessage)[] };

/** For `ai` 5, where only messages carry markers. */
export type AiSdk5Call<Message, Tools> = RequestRest &
  StepField<Tools, unknown> &
  ToolsField<Tools> & {
    messages: (SystemMessage | Message | TurnMessage)[];
    /** Says that the system messages are meant: they come from the prompt's own segments. */
    allowSystemInMessages: true;
  };

/** A message in the plain form that LangChain's models take. An alias: its types ask for an index signature. */
export type LangChainMessage = {
  role: 'system' | 'user';
  content: string | ({ type: 'text'; text: string } & Record<string, JsonOut>)[];
};

/** `model.bindTools(tools).invoke(messages, options)`. */
export type LangChainCall<Message, Tools> = ToolsField<Tools> & {
  messages: (Message | LangChainMessage)[];
  options: Record<string, JsonOut>;
};

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

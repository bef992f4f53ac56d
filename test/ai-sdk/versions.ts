import { createOpenAI } from '@ai-sdk/openai';
import * as ai7 from 'ai';
import { createOpenAI as createOpenAIV2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAIV3 } from 'ai-sdk-openai-v3';
import * as ai5 from 'ai-v5';
import * as ai6 from 'ai-v6';
import type { Specification } from '../../src/ai-sdk/native-model.ts';

/** The functions that the tests use, by the types of ai 7: what they use of a version is the same in all three. */
type Sdk = Pick<
  typeof ai7,
  | 'generateText'
  | 'streamText'
  | 'generateObject'
  | 'wrapLanguageModel'
  | 'tool'
  | 'jsonSchema'
  | 'stepCountIs'
  | 'Output'
>;

export interface Version {
  readonly name: string;
  readonly specification: Specification;
  readonly sdk: Sdk;
  readonly openai: (baseURL: string) => (model: string) => ai7.LanguageModel;
  readonly openaiChat: (baseURL: string) => (model: string) => ai7.LanguageModel;
}

const apiKey = 'sk-test';

function version(
  name: string,
  specification: Specification,
  sdk: unknown,
  create: (settings: { baseURL: string; apiKey: string }) => unknown,
): Version {
  type Provider = ((model: string) => ai7.LanguageModel) & { chat: (model: string) => ai7.LanguageModel };
  const provider = (baseURL: string) => create({ baseURL, apiKey }) as Provider;
  return {
    name,
    specification,
    sdk: sdk as Sdk,
    openai: (baseURL) => (model) => provider(baseURL)(model),
    openaiChat: (baseURL) => (model) => provider(baseURL).chat(model),
  };
}

/** ai 5, 6 and 7, each with the OpenAI provider of its generation, as installed packages. */
export const versions: readonly Version[] = [
  version('ai 5', 'v2', ai5, createOpenAIV2),
  version('ai 6', 'v3', ai6, createOpenAIV3),
  version('ai 7', 'v4', ai7, createOpenAI),
];

import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAmazonBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createBedrock3 } from 'ai-sdk-bedrock-v3';
import { createBedrockAnthropic as createBedrockAnthropic3 } from 'ai-sdk-bedrock-v3/anthropic';
import { createAmazonBedrock as createBedrock4 } from 'ai-sdk-bedrock-v4';
import { createBedrockAnthropic as createBedrockAnthropic4 } from 'ai-sdk-bedrock-v4/anthropic';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import { createOpenRouter as createOpenRouter1 } from 'openrouter-v1';
import { createOpenRouter as createOpenRouter2 } from 'openrouter-v2';
import { anthropicRules } from './anthropic-rules.ts';
import type { CachingRules } from './cache-account.ts';
import { openaiAutomaticRules } from './openai-automatic-rules.ts';
import { openaiBreakpointRules } from './openai-breakpoint-rules.ts';
import type { ProviderApi } from './provider-answers.ts';
import { anthropicBlocks, bedrockBlocks, openrouterBlocks } from './wire-blocks.ts';

/** A way to a model: whose API the stand-in speaks, by which rules it caches. */
export interface AgentRoute {
  readonly api: ProviderApi;
  readonly model: string;
  readonly rules: () => CachingRules;
}

const claude = 'claude-sonnet-4-5';
const bedrockClaude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

export const agentRoutes = {
  'OpenAI before 5.6': { api: 'openai', model: 'gpt-5.4', rules: openaiAutomaticRules },
  'OpenAI from 5.6': { api: 'openai', model: 'gpt-5.6', rules: openaiBreakpointRules },
  Anthropic: { api: 'anthropic', model: claude, rules: () => anthropicRules(anthropicBlocks) },
  Bedrock: { api: 'bedrock', model: bedrockClaude, rules: () => anthropicRules(bedrockBlocks) },
  'Bedrock, Messages API': {
    api: 'anthropic',
    model: bedrockClaude,
    rules: () => anthropicRules(anthropicBlocks),
  },
  OpenRouter: {
    api: 'openrouter',
    model: 'anthropic/claude-sonnet-4.5',
    rules: () => anthropicRules(openrouterBlocks),
  },
} as const satisfies Record<string, AgentRoute>;

export type AgentRouteName = keyof typeof agentRoutes;

const key = { apiKey: 'none' };
const region = { ...key, region: 'us-east-1' };

type Model5 = ReturnType<ReturnType<typeof createAnthropic2>>;
type Model6 = ReturnType<ReturnType<typeof createAnthropic3>>;

// The types of OpenRouter's packages name whichever `@ai-sdk/provider` stands beside them, here that of AI SDK 7.
const isModel5 = (model: object): model is Model5 => Reflect.get(model, 'specificationVersion') === 'v2';
const isModel6 = (model: object): model is Model6 => Reflect.get(model, 'specificationVersion') === 'v3';

/** A model of OpenRouter's package for AI SDK 5. */
export function openRouter5(options: Parameters<typeof createOpenRouter1>[0], id: string): Model5 {
  const model: object = createOpenRouter1(options)(id);
  if (isModel5(model)) return model;
  throw new Error('This package is not for AI SDK 5.');
}

/** A model of OpenRouter's package for AI SDK 6. */
export function openRouter6(options: Parameters<typeof createOpenRouter2>[0], id: string): Model6 {
  const model: object = createOpenRouter2(options)(id);
  if (isModel6(model)) return model;
  throw new Error('This package is not for AI SDK 6.');
}

/** The models of AI SDK 5, by route. */
export function model5(name: AgentRouteName, baseURL: string) {
  const { model } = agentRoutes[name];
  if (name.startsWith('OpenAI')) return createOpenAI2({ ...key, baseURL })(model);
  if (name === 'Anthropic') return createAnthropic2({ ...key, baseURL })(model);
  if (name === 'Bedrock') return createBedrock3({ ...region, baseURL })(model);
  if (name === 'OpenRouter') return openRouter5({ ...key, baseURL }, model);
  return createBedrockAnthropic3({ ...region, baseURL })(model);
}

/** The models of AI SDK 6, by route. */
export function model6(name: AgentRouteName, baseURL: string) {
  const { model } = agentRoutes[name];
  if (name.startsWith('OpenAI')) return createOpenAI3({ ...key, baseURL })(model);
  if (name === 'Anthropic') return createAnthropic3({ ...key, baseURL })(model);
  if (name === 'Bedrock') return createBedrock4({ ...region, baseURL })(model);
  if (name === 'OpenRouter') return openRouter6({ ...key, baseURL }, model);
  return createBedrockAnthropic4({ ...region, baseURL })(model);
}

/** The models of AI SDK 7, by route. */
export function model7(name: AgentRouteName, baseURL: string) {
  const { model } = agentRoutes[name];
  if (name.startsWith('OpenAI')) return createOpenAI({ ...key, baseURL })(model);
  if (name === 'Anthropic') return createAnthropic({ ...key, baseURL })(model);
  if (name === 'Bedrock') return createAmazonBedrock({ ...region, baseURL })(model);
  if (name === 'OpenRouter') return createOpenRouter({ ...key, baseURL })(model);
  return createAmazonBedrockAnthropic({ ...region, baseURL })(model);
}

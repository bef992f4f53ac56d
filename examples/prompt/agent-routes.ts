import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAmazonBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createBedrock3 } from 'ai-sdk-bedrock-v3';
import { createAmazonBedrock as createBedrock4 } from 'ai-sdk-bedrock-v4';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import { anthropicRules } from './anthropic-rules.ts';
import type { CachingRules } from './cache-account.ts';
import { openaiAutomaticRules } from './openai-automatic-rules.ts';
import { openaiBreakpointRules } from './openai-breakpoint-rules.ts';
import type { ProviderApi } from './provider-server.ts';
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

/** The models of AI SDK 5, by route; OpenRouter's package for it can't be installed beside a newer `ai`. */
export function model5(name: AgentRouteName, baseURL: string) {
  const { model } = agentRoutes[name];
  if (name.startsWith('OpenAI')) return createOpenAI2({ ...key, baseURL })(model);
  if (name === 'Anthropic') return createAnthropic2({ ...key, baseURL })(model);
  if (name === 'Bedrock') return createBedrock3({ ...region, baseURL })(model);
  return undefined;
}

/** The models of AI SDK 6, by route; OpenRouter's package for it can't be installed beside a newer `ai`. */
export function model6(name: AgentRouteName, baseURL: string) {
  const { model } = agentRoutes[name];
  if (name.startsWith('OpenAI')) return createOpenAI3({ ...key, baseURL })(model);
  if (name === 'Anthropic') return createAnthropic3({ ...key, baseURL })(model);
  if (name === 'Bedrock') return createBedrock4({ ...region, baseURL })(model);
  return undefined;
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

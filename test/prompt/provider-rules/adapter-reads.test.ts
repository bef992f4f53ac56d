import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAmazonBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { ChatOpenAI, ChatOpenAICompletions } from '@langchain/openai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText, type ModelMessage, streamText, tool, wrapLanguageModel } from 'ai';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createBedrock3 } from 'ai-sdk-bedrock-v3';
import { createBedrockAnthropic as createBedrockAnthropic3 } from 'ai-sdk-bedrock-v3/anthropic';
import { createAmazonBedrock as createBedrock4 } from 'ai-sdk-bedrock-v4';
import { createBedrockAnthropic as createBedrockAnthropic4 } from 'ai-sdk-bedrock-v4/anthropic';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import {
  generateText as generateText5,
  type ModelMessage as Message5,
  tool as tool5,
  wrapLanguageModel as wrap5,
} from 'ai-v5';
import {
  generateText as generateText6,
  type ModelMessage as Message6,
  tool as tool6,
  wrapLanguageModel as wrap6,
} from 'ai-v6';
import { ChatOpenAI as ChatOpenAI15, ChatOpenAICompletions as Completions15 } from 'langchain-openai-1-5';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openRouter5, openRouter6 } from '../../../examples/prompt/agent-routes.ts';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { captureFetch, pathsOf } from '../wire.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;

const instructions = prose('support', 5000);
const claude = 'claude-sonnet-4-5';
const bedrockClaude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const key = { apiKey: 'none' };
const region = { ...key, region: 'us-east-1' };

/** Two calls side by side, whose results are a text, a JSON value or a list. */
const results = {
  text: { type: 'text', value: 'It is late.' },
  json: { type: 'json', value: { state: 'late', by: 2 } },
  content: {
    type: 'content',
    value: [
      { type: 'text', text: 'It is' },
      { type: 'text', text: 'late.' },
    ],
  },
} as const;

function loop(kind: keyof typeof results) {
  return [
    { role: 'user' as const, content: 'Where is it?' },
    {
      role: 'assistant' as const,
      content: ['a', 'b'].map((toolCallId) => ({
        type: 'tool-call' as const,
        toolCallId,
        toolName: 'lookup',
        input: { order: 7 },
      })),
    },
    {
      role: 'tool' as const,
      content: ['a', 'b'].map((toolCallId) => ({
        type: 'tool-result' as const,
        toolCallId,
        toolName: 'lookup',
        output: output(kind),
      })),
    },
  ];
}

function output(kind: keyof typeof results) {
  const { text, json, content } = results;
  return kind === 'text'
    ? { ...text }
    : kind === 'json'
      ? { ...json, value: { ...json.value } }
      : { ...content, value: content.value.map((item) => ({ ...item })) };
}

type Wire = ReturnType<typeof captureFetch>;
/** Sends the loop through the middleware and gives the body that went out; no answer is needed. */
type Send = (kind: keyof typeof results, wire: Wire) => Promise<unknown>;

const middleware = promptCacheMiddleware();
const inputSchema = z.object({ order: z.number() });
const in5 =
  (open: (wire: Wire) => Parameters<typeof wrap5>[0]['model']): Send =>
  (kind, wire) => {
    const messages: Message5[] = loop(kind);
    const model = wrap5({ model: open(wire), middleware });
    return generateText5({
      model,
      system: instructions,
      messages,
      tools: { lookup: tool5({ inputSchema }) },
      maxRetries: 0,
    });
  };
const in6 =
  (open: (wire: Wire) => Parameters<typeof wrap6>[0]['model']): Send =>
  (kind, wire) => {
    const messages: Message6[] = loop(kind);
    const model = wrap6({ model: open(wire), middleware });
    return generateText6({
      model,
      system: instructions,
      messages,
      tools: { lookup: tool6({ inputSchema }) },
      maxRetries: 0,
    });
  };
const in7 =
  (open: (wire: Wire) => Parameters<typeof wrapLanguageModel>[0]['model'], isStream = false): Send =>
  (kind, wire) => {
    const messages: ModelMessage[] = loop(kind);
    const model = wrapLanguageModel({ model: open(wire), middleware });
    const call = {
      model,
      instructions,
      messages,
      tools: { lookup: tool({ inputSchema, execute: async () => 'late' }) },
      maxRetries: 0,
    };
    if (!isStream) return generateText(call);
    return Promise.resolve(streamText({ ...call, onError: () => {} }).consumeStream());
  };

const responses = { text: 'input.5.output.0', json: 'input.5.output.0', content: 'input.5.output.1' };
const anthropicPart = {
  text: 'messages.2.content.1',
  json: 'messages.2.content.1',
  content: 'messages.2.content.1',
};
const cachePoint = {
  text: 'messages.2.content.2',
  json: 'messages.2.content.2',
  content: 'messages.2.content.2',
};
const chat = { text: 'messages.4', json: 'messages.4', content: 'messages.4' };

const rows: readonly (readonly [string, Send, string, Record<keyof typeof results, string>])[] = [
  [
    '@ai-sdk/anthropic 2',
    in5(({ fetch }) => createAnthropic2({ ...key, fetch })(claude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/anthropic 3',
    in6(({ fetch }) => createAnthropic3({ ...key, fetch })(claude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/anthropic 4',
    in7(({ fetch }) => createAnthropic({ ...key, fetch })(claude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/anthropic 4, streaming',
    in7(({ fetch }) => createAnthropic({ ...key, fetch })(claude), true),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/amazon-bedrock/anthropic 5',
    in7(({ fetch }) => createAmazonBedrockAnthropic({ ...region, fetch })(bedrockClaude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/amazon-bedrock 3',
    in5(({ fetch }) => createBedrock3({ ...region, fetch })(bedrockClaude)),
    'cachePoint',
    cachePoint,
  ],
  [
    '@ai-sdk/amazon-bedrock 4',
    in6(({ fetch }) => createBedrock4({ ...region, fetch })(bedrockClaude)),
    'cachePoint',
    cachePoint,
  ],
  [
    '@ai-sdk/amazon-bedrock 5',
    in7(({ fetch }) => createAmazonBedrock({ ...region, fetch })(bedrockClaude)),
    'cachePoint',
    cachePoint,
  ],
  [
    '@ai-sdk/openai 2',
    in5(({ fetch }) => createOpenAI2({ ...key, fetch })('gpt-5.6')),
    'prompt_cache_breakpoint',
    responses,
  ],
  [
    '@ai-sdk/openai 3',
    in6(({ fetch }) => createOpenAI3({ ...key, fetch })('gpt-5.6')),
    'prompt_cache_breakpoint',
    responses,
  ],
  [
    '@ai-sdk/openai 4',
    in7(({ fetch }) => createOpenAI({ ...key, fetch })('gpt-5.6')),
    'prompt_cache_breakpoint',
    responses,
  ],
  [
    '@ai-sdk/openai 4, streaming',
    in7(({ fetch }) => createOpenAI({ ...key, fetch })('gpt-5.6'), true),
    'prompt_cache_breakpoint',
    responses,
  ],
  [
    '@ai-sdk/amazon-bedrock/anthropic 3',
    in5(({ fetch }) => createBedrockAnthropic3({ ...region, fetch })(bedrockClaude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@ai-sdk/amazon-bedrock/anthropic 4',
    in6(({ fetch }) => createBedrockAnthropic4({ ...region, fetch })(bedrockClaude)),
    'cache_control',
    anthropicPart,
  ],
  [
    '@openrouter/ai-sdk-provider 1',
    in5(({ fetch }) => openRouter5({ ...key, fetch }, 'anthropic/claude-sonnet-4.5')),
    'cache_control',
    chat,
  ],
  [
    '@openrouter/ai-sdk-provider 2',
    in6(({ fetch }) => openRouter6({ ...key, fetch }, 'anthropic/claude-sonnet-4.5')),
    'cache_control',
    chat,
  ],
  [
    '@openrouter/ai-sdk-provider 3',
    in7(({ fetch }) => createOpenRouter({ ...key, fetch })('anthropic/claude-sonnet-4.5')),
    'cache_control',
    chat,
  ],
];

describe.each(rows)('the end of a tool loop through %s', (_name, send, field, paths) => {
  it.each(['text', 'json', 'content'] as const)('is marked on a result of type %s, once', async (kind) => {
    const wire = captureFetch({});
    await send(kind, wire).catch(() => undefined);
    const marks = pathsOf(wire.bodies[0], field);
    expect(marks).toContain(`${paths[kind]}.${field}`);
    expect(marks.length).toBeLessThanOrEqual(4);
    const results = marks.filter((path) => path.startsWith(paths[kind].split('.').slice(0, 2).join('.')));
    expect(results).toHaveLength(1);
  });
});

const prompt = definePrompt({
  id: 'loop',
  version: '1',
  segments: [segment.static('rules', instructions), segment.history('history')],
});
const chatLoop = [
  { role: 'user', content: 'Where is it?' },
  {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'a', name: 'lookup', args: { order: 7 }, type: 'tool_call' as const }],
  },
  { role: 'tool', content: 'It is late.', tool_call_id: 'a' },
];

describe('@langchain/openai', () => {
  const sent = async (provider: string, adapter?: string) => {
    const plan = prompt.plan(
      { history: chatLoop },
      { provider, model: 'gpt-5.6', ...(adapter && { adapter }) },
    );
    const wire = captureFetch({});
    const settings = {
      model: 'gpt-5.6',
      apiKey: 'none',
      maxRetries: 0,
      configuration: { fetch: wire.fetch },
    };
    const isChat = provider === 'openai.chat';
    const model =
      adapter === undefined
        ? isChat
          ? new ChatOpenAICompletions(settings)
          : new ChatOpenAI({ ...settings, useResponsesApi: true })
        : isChat
          ? new Completions15(settings)
          : new ChatOpenAI15({ ...settings, useResponsesApi: true });
    const { messages, options } = plan.toLangChain();
    await model.invoke(messages, options).catch(() => undefined);
    return { body: wire.bodies[0], warnings: plan.report.warnings.map(({ code }) => code), plan };
  };

  it('1.6 marks the tool result in the form of the API that the provider names', async () => {
    const { body } = await sent('openai.responses');
    expect(pathsOf(body, 'prompt_cache_breakpoint').at(-1)).toMatch(/output\.0\.prompt_cache_breakpoint$/);
    const chatBody = (await sent('openai.chat')).body;
    expect(pathsOf(chatBody, 'prompt_cache_breakpoint')).toContain(
      'messages.3.content.0.prompt_cache_breakpoint',
    );
  });

  it('1.6 with an API that is not named keeps the implicit breakpoint, and the report says what is missing', async () => {
    const { body, warnings } = await sent('openai');
    expect(body?.prompt_cache_options).toBeUndefined();
    expect(warnings).toContain('not-delivered');
  });

  it('before 1.6 gets nothing that it drops, and the report says so', async () => {
    const { body, warnings, plan } = await sent('openai.responses', '@langchain/openai@1.5.9');
    expect(pathsOf(body, 'prompt_cache_breakpoint')).toEqual([]);
    expect(plan.report.markers).toEqual([]);
    expect(plan.toLangChain().options).not.toHaveProperty('promptCacheOptions');
    expect(warnings).toContain('not-delivered');
  });
});

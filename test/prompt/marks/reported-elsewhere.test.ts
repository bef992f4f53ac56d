import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { ChatAnthropic } from '@langchain/anthropic';
import { tool as langChainTool } from '@langchain/core/tools';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText, type ModelMessage, tool, wrapLanguageModel } from 'ai';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createBedrock3 } from 'ai-sdk-bedrock-v3';
import { createAmazonBedrock as createBedrock4 } from 'ai-sdk-bedrock-v4';
import {
  generateText as generateText5,
  type ModelMessage as Message5,
  wrapLanguageModel as wrap5,
} from 'ai-v5';
import {
  generateText as generateText6,
  type ModelMessage as Message6,
  wrapLanguageModel as wrap6,
} from 'ai-v6';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openRouter5, openRouter6 } from '../../../examples/prompt/agent-routes.ts';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { captureFetch, pathsOf } from '../wire.ts';

/* What users of other libraries met with providers' prompt caches, tried with the real packages. */

globalThis.AI_SDK_LOG_WARNINGS = false;

const key = { apiKey: 'none' };
const region = { ...key, region: 'us-east-1' };
const claude = 'claude-sonnet-4-5';
const bedrockClaude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const routed = 'anthropic/claude-sonnet-4.5';
const long = prose('support', 5000);
const middleware = promptCacheMiddleware({ tail: 'always' });

type Wire = ReturnType<typeof captureFetch>;
type Sent = Record<string, unknown>;
/** Sends messages that are the same in all versions through the middleware. */
type Send<Message> = (messages: Message[], wire: Wire) => Promise<unknown>;

const in5 =
  (open: (wire: Wire) => Parameters<typeof wrap5>[0]['model']): Send<Message5> =>
  (messages, wire) =>
    generateText5({ model: wrap5({ model: open(wire), middleware }), messages, maxRetries: 0 });
const in6 =
  (open: (wire: Wire) => Parameters<typeof wrap6>[0]['model']): Send<Message6> =>
  (messages, wire) =>
    generateText6({ model: wrap6({ model: open(wire), middleware }), messages, maxRetries: 0 });
const in7 =
  (open: (wire: Wire) => Parameters<typeof wrapLanguageModel>[0]['model']): Send<ModelMessage> =>
  (messages, wire) =>
    generateText({ model: wrapLanguageModel({ model: open(wire), middleware }), messages, maxRetries: 0 });

async function body<Message>(send: Send<Message>, messages: Message[]): Promise<Sent> {
  const wire = captureFetch({});
  await send(messages, wire).catch(() => undefined);
  expect(wire.bodies).toHaveLength(1);
  return wire.bodies[0] ?? {};
}

const signed = { signature: 's' };
const thinking = {
  type: 'reasoning' as const,
  text: 'Hm.',
  providerOptions: { bedrock: signed, anthropic: signed },
};

/** An answer that ends with a thought, as it does when the model was cut off. */
const endsWithThought = () => [
  { role: 'user' as const, content: long },
  { role: 'assistant' as const, content: [{ type: 'text' as const, text: 'Well.' }, thinking] },
  { role: 'user' as const, content: 'Go on.' },
  { role: 'assistant' as const, content: [{ type: 'text' as const, text: 'So.' }, thinking] },
];

describe('no marker stands on or right behind reasoning, which Bedrock and Anthropic refuse', () => {
  // anomalyco/opencode#36517, strands-agents/harness-sdk#1820
  it.each<[string, () => Promise<Sent>]>([
    [
      '@ai-sdk/amazon-bedrock 3',
      () =>
        body(
          in5(({ fetch }) => createBedrock3({ ...region, fetch })(bedrockClaude)),
          endsWithThought(),
        ),
    ],
    [
      '@ai-sdk/amazon-bedrock 4',
      () =>
        body(
          in6(({ fetch }) => createBedrock4({ ...region, fetch })(bedrockClaude)),
          endsWithThought(),
        ),
    ],
    [
      '@ai-sdk/amazon-bedrock 5',
      () =>
        body(
          in7(({ fetch }) => createAmazonBedrock({ ...region, fetch })(bedrockClaude)),
          endsWithThought(),
        ),
    ],
    [
      '@ai-sdk/anthropic 2',
      () =>
        body(
          in5(({ fetch }) => createAnthropic2({ ...key, fetch })(claude)),
          endsWithThought(),
        ),
    ],
    [
      '@ai-sdk/anthropic 3',
      () =>
        body(
          in6(({ fetch }) => createAnthropic3({ ...key, fetch })(claude)),
          endsWithThought(),
        ),
    ],
    [
      '@ai-sdk/anthropic 4',
      () =>
        body(
          in7(({ fetch }) => createAnthropic({ ...key, fetch })(claude)),
          endsWithThought(),
        ),
    ],
  ])('through %s', async (_name, send) => {
    const text = JSON.stringify(await send());
    expect(text).toContain('Hm.');
    expect(text).toMatch(/cachePoint|cache_control/);
    expect(text).not.toMatch(/"reasoningContent":\{[^[\]]*\}\},\{"cachePoint"/);
    expect(text).not.toMatch(/"thinking":"Hm\."[^}]*cache_control/);
  });
});

const emptyText = () => [
  {
    role: 'user' as const,
    content: [
      { type: 'text' as const, text: long },
      { type: 'text' as const, text: '' },
    ],
  },
];

describe('an empty text behind a marked one takes no marker and costs none', () => {
  // serialx/vibecore#8: "cache_control cannot be set for empty text blocks"
  it.each<[string, () => Promise<Sent>]>([
    [
      '@ai-sdk/anthropic 2',
      () =>
        body(
          in5(({ fetch }) => createAnthropic2({ ...key, fetch })(claude)),
          emptyText(),
        ),
    ],
    [
      '@ai-sdk/anthropic 4',
      () =>
        body(
          in7(({ fetch }) => createAnthropic({ ...key, fetch })(claude)),
          emptyText(),
        ),
    ],
    [
      '@ai-sdk/amazon-bedrock 3',
      () =>
        body(
          in5(({ fetch }) => createBedrock3({ ...region, fetch })(bedrockClaude)),
          emptyText(),
        ),
    ],
    [
      '@ai-sdk/amazon-bedrock 5',
      () =>
        body(
          in7(({ fetch }) => createAmazonBedrock({ ...region, fetch })(bedrockClaude)),
          emptyText(),
        ),
    ],
  ])('through %s', async (_name, send) => {
    const text = JSON.stringify(await send());
    expect(text.match(/cachePoint|cache_control/g)).toHaveLength(1);
    expect(text).not.toMatch(/"text":"","cache_control"|"text":""\},\{"cachePoint"/);
  });

  it('in a plan for a package that reads markers of whole messages only', async () => {
    const prompt = definePrompt({ id: 'empty', version: '1', segments: [segment.history('history')] });
    const wire = captureFetch({});
    const model = createBedrock3({ ...region, fetch: wire.fetch })(bedrockClaude);
    const plan = prompt.plan(
      { history: emptyText() },
      { provider: model.provider, model: bedrockClaude, adapter: '@ai-sdk/amazon-bedrock@3' },
    );
    await generateText5({ model, maxRetries: 0, ...plan.toAISDK({ version: 5 }) }).catch(() => undefined);
    expect(pathsOf(wire.bodies[0], 'cachePoint')).toEqual(['messages.0.content.1.cachePoint']);
  });
});

describe('a message of one part is marked inside of its content over OpenRouter', () => {
  // OpenRouterTeam/ai-sdk-provider#35 and #38: a marker beside the content caches nothing.
  const onePart = () => [{ role: 'user' as const, content: [{ type: 'text' as const, text: long }] }];
  it.each<[string, () => Promise<Sent>]>([
    [
      '1',
      () =>
        body(
          in5(({ fetch }) => openRouter5({ ...key, fetch }, routed)),
          onePart(),
        ),
    ],
    [
      '2',
      () =>
        body(
          in6(({ fetch }) => openRouter6({ ...key, fetch }, routed)),
          onePart(),
        ),
    ],
    [
      '3',
      () =>
        body(
          in7(({ fetch }) => createOpenRouter({ ...key, fetch })(routed)),
          onePart(),
        ),
    ],
  ])('through @openrouter/ai-sdk-provider %s', async (_version, send) => {
    expect(pathsOf(await send(), 'cache_control')).toEqual(['messages.0.content.0.cache_control']);
  });
});

const describing = (text: string) => ({
  description: text,
  inputSchema: z.object({ order: z.number() }),
  execute: async () => '',
});

describe('a tool that is loaded when it is looked for carries no marker', () => {
  // router-for-me/CLIProxyAPI#4561, decolua/9router#3567: "cannot have both defer_loading=true and cache_control"
  const marked = (sent: Sent) => pathsOf(sent, 'cache_control').filter((path) => path.startsWith('tools.'));

  it('in the AI SDK, with the middleware and with a plan', async () => {
    const tools = {
      lookup: tool(describing(long)),
      refund: tool({ ...describing('Refunds.'), providerOptions: { anthropic: { deferLoading: true } } }),
    };
    const wire = captureFetch({});
    const bare = createAnthropic({ ...key, fetch: wire.fetch })(claude);
    const model = wrapLanguageModel({ model: bare, middleware });
    await generateText({ model, tools, prompt: 'Hi.', maxRetries: 0 }).catch(() => undefined);
    const prompt = definePrompt({
      id: 'deferred',
      version: '1',
      tools,
      segments: [segment.turn('question', (values: { question: string }) => values.question)],
    });
    const plan = prompt.plan({ question: 'Hi.' }, { provider: bare.provider, model: claude });
    await generateText({ model: bare, maxRetries: 0, ...plan.toAISDK() }).catch(() => undefined);
    expect(wire.bodies.map((sent) => pathsOf(sent, 'defer_loading'))).toEqual([
      ['tools.1.defer_loading'],
      ['tools.1.defer_loading'],
    ]);
    expect(wire.bodies.map((sent) => marked(sent))).toEqual([
      ['tools.0.cache_control'],
      ['tools.0.cache_control'],
    ]);
  });

  it('in LangChain', async () => {
    const make = (name: string, description: string, extras?: Record<string, unknown>) =>
      langChainTool(async () => '', {
        name,
        description,
        schema: z.object({ order: z.number() }),
        ...(extras && { extras }),
      });
    const prompt = definePrompt({
      id: 'deferred-langchain',
      version: '1',
      tools: [make('lookup', long), make('refund', 'Refunds.', { defer_loading: true })],
      segments: [segment.turn('question', (values: { question: string }) => values.question)],
    });
    const wire = captureFetch({});
    const model = new ChatAnthropic({
      ...key,
      model: claude,
      maxRetries: 0,
      clientOptions: { fetch: wire.fetch },
    });
    const { messages, tools, options } = prompt
      .plan({ question: 'Hi.' }, { provider: 'anthropic', model: claude })
      .toLangChain();
    await model
      .bindTools(tools)
      .invoke(messages, options)
      .catch(() => undefined);
    expect(pathsOf(wire.bodies[0], 'defer_loading')).toEqual(['tools.1.defer_loading']);
    expect(marked(wire.bodies[0] ?? {})).toEqual(['tools.0.cache_control']);
  });
});

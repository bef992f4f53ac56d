import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, type ModelMessage, tool, wrapLanguageModel } from 'ai';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import { generateText as generateText5, wrapLanguageModel as wrap5 } from 'ai-v5';
import { generateText as generateText6, wrapLanguageModel as wrap6 } from 'ai-v6';
import { describe, expect, it } from 'vitest';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { firstTurn, laterTurn, lookupOrder, openTicket, prose, supportPrompt } from '../support-prompt.ts';
import { answers, captureFetch, onlyBody, pathsOf } from '../wire.ts';

/** Sends with the real package and gives what arrived. */
function anthropic(modelId = 'claude-sonnet-4-5') {
  const wire = captureFetch(answers.anthropic);
  const model = createAnthropic({ apiKey: 'none', fetch: wire.fetch })(modelId);
  return { model, target: { provider: model.provider, model: modelId }, body: () => onlyBody(wire.bodies) };
}
function openai(modelId = 'gpt-5.6', api: 'responses' | 'chat' = 'responses') {
  const wire = captureFetch(api === 'responses' ? answers.openaiResponses : answers.openaiChat);
  const model = createOpenAI({ apiKey: 'none', fetch: wire.fetch })[api](modelId);
  return { model, target: { provider: model.provider, model: modelId }, body: () => onlyBody(wire.bodies) };
}
function bedrock(modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0') {
  const wire = captureFetch(answers.bedrock);
  const model = createAmazonBedrock({ apiKey: 'none', region: 'us-east-1', fetch: wire.fetch })(modelId);
  return { model, target: { provider: model.provider, model: modelId }, body: () => onlyBody(wire.bodies) };
}

describe('Anthropic through @ai-sdk/anthropic', () => {
  it('gets one marker for a prompt with one stable segment', async () => {
    const { model, target, body } = anthropic();
    const prompt = definePrompt({
      id: 'one',
      version: '1',
      segments: [segment.static('rules', prose('support', 2000)), segment.turn('ask', () => 'Hello?')],
    });
    const plan = prompt.plan({}, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(pathsOf(body(), 'cache_control')).toEqual(['system.0.cache_control']);
    expect(plan.report.markers.map(({ after }) => after)).toEqual(['rules']);
  });

  it("gets the plan's four markers, from static to the question, and nothing on the passages", async () => {
    const { model, target, body } = anthropic();
    const plan = supportPrompt.plan(firstTurn, target);
    const { warnings } = await generateText({ model, ...plan.toAISDK() });
    expect(pathsOf(body(), 'cache_control')).toEqual([
      'system.0.cache_control',
      'system.1.cache_control',
      'system.2.cache_control',
      'messages.0.content.0.cache_control',
    ]);
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'customer',
      'question',
    ]);
    expect(warnings).toEqual([]);
  });

  it('gets four markers when more places ask for one: the tail and what is shared most', async () => {
    const { model, target, body } = anthropic();
    const history: ModelMessage[] = Array.from({ length: 40 }, (_, index) => ({
      role: index % 2 === 0 ? 'user' : 'assistant',
      content: `message ${index}`,
    }));
    // A long tool loop: the last call's tail lies more than 20 blocks back, out of Anthropic's sight.
    const loop: ModelMessage[] = Array.from({ length: 12 }, (_, index): ModelMessage[] => [
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: `c${index}`, toolName: 'lookupOrder', input: { order: '1' } },
        ],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: `c${index}`,
            toolName: 'lookupOrder',
            output: { type: 'text', value: 'late' },
          },
        ],
      },
    ]).flat();
    const prompt = definePrompt({
      id: 'many',
      version: '1',
      tools: { lookupOrder, openTicket },
      segments: [
        segment.static('rules', prose('support', 2000)),
        segment.tenant('company', () => prose('billing', 100)),
        segment.session('customer', () => 'Ada'),
        segment.history('history'),
        segment.turn('ask', () => 'And now?', { repeats: true }),
      ],
    });
    const plan = prompt.plan(
      { history: [...history, ...loop, { role: 'assistant' as const, content: 'It is late.' }] },
      target,
    );
    const { warnings } = await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after, place }) => `${after}/${place}`)).toEqual([
      'rules/system',
      'company/system',
      'history/user',
      'ask/user',
    ]);
    expect(pathsOf(body(), 'cache_control')).toHaveLength(4);
    expect(warnings).toEqual([]);
  });

  it('marks the last tool when there is no static text behind the tools', async () => {
    const { model, target, body } = anthropic('claude-opus-5');
    const bigTool = tool({
      description: prose('orders', 900),
      inputSchema: jsonSchema<{ order: string }>({
        type: 'object',
        properties: { order: { type: 'string' } },
      }),
      execute: async () => 'late',
    });
    const prompt = definePrompt({
      id: 'tools',
      version: '1',
      tools: { openTicket, lookupOrder: bigTool, zebra: lookupOrder },
      segments: [
        segment.session('customer', () => prose('travel', 600)),
        segment.turn('ask', () => 'Hello?'),
      ],
    });
    await generateText({ model, ...prompt.plan({}, target).toAISDK() });
    const sent = body();
    expect(pathsOf(sent, 'cache_control').sort()).toEqual([
      'system.0.cache_control',
      'tools.2.cache_control',
    ]);
    expect(JSON.stringify(sent.tools)).toMatch(/lookupOrder.*openTicket.*zebra/);
    expect(bigTool).not.toHaveProperty('providerOptions');
  });

  it("keeps the user's markers and fills only what is left of the four", async () => {
    const { model, target, body } = anthropic();
    const own = { anthropic: { cacheControl: { type: 'ephemeral' as const } } };
    const prompt = definePrompt({
      id: 'own',
      version: '1',
      tools: { lookupOrder: { ...lookupOrder, providerOptions: own }, openTicket },
      segments: [
        segment.static('rules', prose('support', 5000)),
        segment.tenant('company', () => prose('billing', 100)),
        segment.history('history'),
        segment.turn('ask', () => 'And now?', { repeats: true }),
      ],
    });
    const history: ModelMessage[] = [
      { role: 'user', content: [{ type: 'text', text: 'Hello', providerOptions: own }] },
      { role: 'assistant', content: 'Hi' },
    ];
    const plan = prompt.plan({ history }, target);
    const { warnings } = await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after, from }) => `${from} ${after}`)).toEqual([
      'user lookupOrder',
      'plan rules',
      'user history',
      'plan ask',
    ]);
    expect(pathsOf(body(), 'cache_control').sort()).toEqual([
      'messages.0.content.0.cache_control',
      'messages.2.content.0.cache_control',
      'system.0.cache_control',
      'tools.0.cache_control',
    ]);
    expect(warnings).toEqual([]);
  });

  it('counts automatic caching of the whole request as one of the four', async () => {
    const { model, target, body } = anthropic();
    const plan = supportPrompt.plan(firstTurn, {
      ...target,
      providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    });
    await generateText({ model, ...plan.toAISDK() });
    expect(pathsOf(body(), 'cache_control')).toHaveLength(4);
    expect(body().cache_control).toEqual({ type: 'ephemeral' });
  });

  it('writes the lifetime that the gap asks for', async () => {
    const { model, target, body } = anthropic();
    await generateText({ model, ...supportPrompt.plan(firstTurn, { ...target, gap: '20m' }).toAISDK() });
    expect(JSON.stringify(body().system)).toContain('"ttl":"1h"');
  });

  it("never puts a longer lifetime behind a shorter one of the user's", async () => {
    const { model, target, body } = anthropic();
    const prompt = definePrompt({
      id: 'lifetimes',
      version: '1',
      tools: {
        lookupOrder: {
          ...lookupOrder,
          providerOptions: { anthropic: { cacheControl: { type: 'ephemeral', ttl: '5m' } } },
        },
      },
      segments: [segment.static('rules', prose('support', 2000)), segment.turn('ask', () => 'Hello?')],
    });
    await generateText({ model, ...prompt.plan({}, { ...target, gap: '20m' }).toAISDK() });
    expect(JSON.stringify(body().system)).toContain('"cache_control":{"type":"ephemeral"}');
  });
});

describe('OpenAI from 5.6 on through @ai-sdk/openai', () => {
  it.each([
    'responses',
    'chat',
  ] as const)('gets breakpoints, explicit mode and a key over %s', async (api) => {
    const { model, target, body } = openai('gpt-5.6', api);
    const plan = supportPrompt.plan(laterTurn, target);
    await generateText({ model, ...plan.toAISDK() });
    const sent = body();
    const messages = api === 'responses' ? 'input' : 'messages';
    expect(pathsOf(sent, 'prompt_cache_breakpoint')).toEqual(
      [`0.content.0`, `1.content.0`, `5.content.0`, `7.content.0`].map(
        (path) => `${messages}.${path}.prompt_cache_breakpoint`,
      ),
    );
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'history',
      'question',
    ]);
    expect(sent.prompt_cache_options).toEqual({ mode: 'explicit' });
    expect(sent.prompt_cache_key).toMatch(/^support:1:[0-9a-f]{16}$/);
  });

  it('gets neither explicit mode nor breakpoints for a prompt below the minimum', async () => {
    const { model, target, body } = openai();
    const prompt = definePrompt({
      id: 'small',
      version: '1',
      segments: [segment.static('rules', 'Be kind.'), segment.turn('ask', () => 'Hello?')],
    });
    const plan = prompt.plan({}, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toEqual([]);
    expect(body().prompt_cache_options).toBeUndefined();
    expect(plan.report.warnings.map(({ code }) => code)).toEqual(['below-minimum']);
  });

  it("keeps the user's key and mode", async () => {
    const { model, target, body } = openai();
    const providerOptions = {
      openai: { promptCacheKey: 'mine', promptCacheOptions: { mode: 'implicit' }, reasoningEffort: 'low' },
    };
    const plan = supportPrompt.plan(firstTurn, { ...target, providerOptions });
    await generateText({ model, ...plan.toAISDK() });
    expect(body()).toMatchObject({
      prompt_cache_key: 'mine',
      prompt_cache_options: { mode: 'implicit' },
      reasoning: { effort: 'low' },
    });
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toHaveLength(3);
  });
});

/** Candidates for more markers than a provider takes: three stable segments, the tail and, far back, the last tail. */
const many = definePrompt({
  id: 'many',
  version: '1',
  tools: { openTicket, lookupOrder },
  segments: [
    segment.static('rules', prose('support', 2000)),
    segment.tenant('company', () => prose('billing', 100)),
    segment.session('customer', () => 'Ada'),
    segment.history('history'),
    segment.turn('ask', () => 'And now?', { repeats: true }),
  ],
});
const step = (index: number): ModelMessage[] => [
  {
    role: 'assistant',
    content: [{ type: 'tool-call', toolCallId: `c${index}`, toolName: 'lookupOrder', input: { order: '1' } }],
  },
  {
    role: 'tool',
    content: [
      {
        type: 'tool-result',
        toolCallId: `c${index}`,
        toolName: 'lookupOrder',
        output: { type: 'text', value: 'late' },
      },
    ],
  },
];
const longLoop: ModelMessage[] = [
  { role: 'user', content: 'Where is it?' },
  ...Array.from({ length: 12 }, (_, index) => step(index)).flat(),
  { role: 'assistant', content: 'It is late.' },
];
const single = definePrompt({
  id: 'one',
  version: '1',
  tools: { lookupOrder },
  segments: [segment.static('rules', prose('support', 2000)), segment.turn('ask', () => 'Hello?')],
});

describe.each([
  [
    '@ai-sdk/openai',
    () => openai(),
    'prompt_cache_breakpoint',
    { openai: { promptCacheBreakpoint: { mode: 'explicit' } } },
  ],
  [
    '@ai-sdk/anthropic',
    () => anthropic(),
    'cache_control',
    { anthropic: { cacheControl: { type: 'ephemeral' } } },
  ],
  ['@ai-sdk/amazon-bedrock', () => bedrock(), 'cachePoint', { bedrock: { cachePoint: { type: 'default' } } }],
] as const)('the markers that arrive through %s are those of the plan', (_name, open, field, own) => {
  it('for one candidate', async () => {
    const { model, target, body } = open();
    const plan = single.plan({}, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after, from }) => `${from} ${after}`)).toEqual(['plan rules']);
    expect(pathsOf(body(), field)).toHaveLength(1);
  });

  it('for four candidates', async () => {
    const { model, target, body } = open();
    const plan = supportPrompt.plan(firstTurn, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'customer',
      'question',
    ]);
    expect(pathsOf(body(), field)).toHaveLength(4);
  });

  it('for five candidates: the session gives way', async () => {
    const { model, target, body } = open();
    const plan = many.plan({ history: longLoop }, target);
    const { warnings } = await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after }) => after)).toEqual(['rules', 'company', 'history', 'ask']);
    expect(pathsOf(body(), field)).toHaveLength(4);
    expect(warnings).toEqual([]);
  });

  it("with two markers of the user's, which stay", async () => {
    const { model, target, body } = open();
    const text = (content: string) => ({ type: 'text' as const, text: content, providerOptions: own });
    const history: ModelMessage[] = [
      { role: 'user', content: [text('Hello'), text('I have a question.')] },
      { role: 'assistant', content: 'Yes?' },
    ];
    const plan = many.plan({ history }, target);
    const { warnings } = await generateText({ model, ...plan.toAISDK() });
    expect(plan.report.markers.map(({ after, from }) => `${from} ${after}`)).toEqual([
      'plan rules',
      'user history',
      'user history',
      'plan ask',
    ]);
    expect(pathsOf(body(), field)).toHaveLength(4);
    expect(warnings).toEqual([]);
  });

  it("with five of the user's: none is added, and the report warns", async () => {
    const { model, target } = open();
    const parts = [1, 2, 3, 4, 5].map((index) => ({
      type: 'text' as const,
      text: `part ${index}`,
      providerOptions: own,
    }));
    const history: ModelMessage[] = [
      { role: 'user', content: parts },
      { role: 'assistant', content: 'Yes?' },
    ];
    const plan = many.plan({ history }, target);
    expect(plan.report.markers.map(({ from }) => from)).toEqual(['user', 'user', 'user', 'user', 'user']);
    expect(plan.report.warnings.map(({ code }) => code)).toEqual(['too-many-user-markers']);
    await generateText({ model, ...plan.toAISDK() });
  });
});

describe('OpenAI before 5.6 through @ai-sdk/openai', () => {
  it.each([
    'gpt-4o',
    'gpt-4.1-mini',
    'gpt-5.4',
    'o3',
  ])('gets a key and none of the newer options for %s', async (modelId) => {
    const { model, target, body } = openai(modelId);
    await generateText({ model, ...supportPrompt.plan(laterTurn, target).toAISDK() });
    expect(body().prompt_cache_key).toMatch(/^support:1:/);
    expect(body().prompt_cache_options).toBeUndefined();
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toEqual([]);
  });
});

describe('a model that is not known', () => {
  it('gets nothing new', async () => {
    const { model, target, body } = openai('gpt-9-nova');
    const plan = supportPrompt.plan(laterTurn, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(JSON.stringify(body())).not.toContain('prompt_cache');
    expect(plan.report).toMatchObject({ rules: undefined, markers: [], expected: undefined });
    expect(plan.report.warnings.map(({ code }) => code)).toEqual(['unknown-model']);
  });
});

describe('Bedrock through @ai-sdk/amazon-bedrock', () => {
  it('gets cache points on system and messages, none on tools, four in all', async () => {
    const { model, target, body } = bedrock();
    const plan = supportPrompt.plan(laterTurn, target);
    await generateText({ model, ...plan.toAISDK() });
    expect(pathsOf(body(), 'cachePoint')).toEqual(
      [
        'system.1.cachePoint',
        'system.3.cachePoint',
        'system.5.cachePoint',
        'messages.4.content.1.cachePoint',
      ].sort(
        (left, right) =>
          pathsOf(body(), 'cachePoint').indexOf(left) - pathsOf(body(), 'cachePoint').indexOf(right),
      ),
    );
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'customer',
      'question',
    ]);
  });

  it("counts the user's cache points", async () => {
    const { model, target, body } = bedrock();
    const own = { bedrock: { cachePoint: { type: 'default' } } };
    const prompt = definePrompt({
      id: 'own',
      version: '1',
      segments: [
        segment.static('rules', prose('support', 2000)),
        segment.tenant('company', () => prose('billing', 100)),
        segment.session('customer', () => 'Ada'),
        segment.history('history'),
        segment.turn('ask', () => 'And now?', { repeats: true }),
      ],
    });
    const history: ModelMessage[] = [
      { role: 'user', content: 'Hello', providerOptions: own },
      { role: 'assistant', content: [{ type: 'text', text: 'Hi', providerOptions: own }] },
    ];
    await generateText({ model, ...prompt.plan({ history }, target).toAISDK() });
    expect(pathsOf(body(), 'cachePoint')).toHaveLength(4);
  });
});

describe('Gemini through @ai-sdk/google', () => {
  it('gets the same prefix turn after turn and no option that it does not know', async () => {
    const bodies: Record<string, unknown>[] = [];
    for (const values of [firstTurn, laterTurn]) {
      const wire = captureFetch(answers.google);
      const model = createGoogleGenerativeAI({ apiKey: 'none', fetch: wire.fetch })('gemini-2.5-flash');
      const plan = supportPrompt.plan(values, { provider: model.provider, model: model.modelId });
      expect(plan.report.rules?.id).toBe('gemini-implicit');
      await generateText({ model, ...plan.toAISDK() });
      bodies.push(onlyBody(wire.bodies));
    }
    const [first, later] = bodies;
    expect(later?.systemInstruction).toEqual(first?.systemInstruction);
    expect(later?.tools).toEqual(first?.tools);
    expect(Object.keys(later ?? {}).sort()).toEqual([
      'contents',
      'generationConfig',
      'systemInstruction',
      'toolConfig',
      'tools',
    ]);
  });

  it("hands on the user's cached content", async () => {
    const wire = captureFetch(answers.google);
    const model = createGoogleGenerativeAI({ apiKey: 'none', fetch: wire.fetch })('gemini-2.5-pro');
    const plan = supportPrompt.plan(firstTurn, {
      provider: model.provider,
      model: model.modelId,
      providerOptions: { google: { cachedContent: 'cachedContents/1' } },
    });
    await generateText({ model, ...plan.toAISDK() });
    expect(onlyBody(wire.bodies).cachedContent).toBe('cachedContents/1');
  });
});

describe('ai 5 and 6', () => {
  it('get the same breakpoints', async () => {
    const sent = await Promise.all([
      (async () => {
        const wire = captureFetch(answers.openaiResponses);
        const model = createOpenAI2({ apiKey: 'none', fetch: wire.fetch })('gpt-5.6');
        const { tools: _tools, ...call } = supportPrompt
          .plan(laterTurn, { provider: model.provider, model: model.modelId })
          .toAISDK({ version: 5 });
        await generateText5({ model, ...call });
        return onlyBody(wire.bodies);
      })(),
      (async () => {
        const wire = captureFetch(answers.openaiResponses);
        const model = createOpenAI3({ apiKey: 'none', fetch: wire.fetch })('gpt-5.6');
        const { tools: _tools, ...call } = supportPrompt
          .plan(laterTurn, { provider: model.provider, model: model.modelId })
          .toAISDK({ version: 6 });
        await generateText6({ model, ...call });
        return onlyBody(wire.bodies);
      })(),
    ]);
    for (const body of sent) {
      expect(pathsOf(body, 'prompt_cache_breakpoint')).toEqual(
        ['0.content.0', '1.content.0', '5.content.0', '7.content.0'].map(
          (path) => `input.${path}.prompt_cache_breakpoint`,
        ),
      );
      expect(body.prompt_cache_options).toEqual({ mode: 'explicit' });
    }
  });
});

describe('promptCacheMiddleware', () => {
  it("marks tools' and system's end and the conversation's tail of a plain request to Anthropic", async () => {
    const { model, body } = anthropic();
    await generateText({
      model: wrapLanguageModel({ model, middleware: promptCacheMiddleware() }),
      instructions: prose('support', 2000),
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hi' },
        { role: 'user', content: 'Where is my order?' },
      ],
      tools: { lookupOrder },
    });
    expect(pathsOf(body(), 'cache_control')).toEqual([
      'system.0.cache_control',
      'messages.0.content.0.cache_control',
      'messages.2.content.0.cache_control',
    ]);
  });

  it('does not pay for the write of a question that is asked once', async () => {
    const { model, body } = anthropic();
    await generateText({
      model: wrapLanguageModel({ model, middleware: promptCacheMiddleware() }),
      instructions: prose('support', 2000),
      prompt: prose('billing', 2000),
    });
    expect(pathsOf(body(), 'cache_control')).toEqual(['system.0.cache_control']);
  });

  it('follows a tool loop from step to step', async () => {
    const { model, body } = openai();
    await generateText({
      model: wrapLanguageModel({ model, middleware: promptCacheMiddleware({ key: 'agent' }) }),
      instructions: prose('support', 2000),
      messages: [
        { role: 'user', content: 'Where is my order?' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'lookupOrder', input: { order: '1' } }],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'c1',
              toolName: 'lookupOrder',
              output: { type: 'text', value: 'late' },
            },
          ],
        },
      ],
      tools: { lookupOrder },
    });
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toEqual([
      'input.0.content.0.prompt_cache_breakpoint',
      'input.1.content.0.prompt_cache_breakpoint',
      'input.3.output.0.prompt_cache_breakpoint',
    ]);
    expect(body()).toMatchObject({ prompt_cache_key: 'agent', prompt_cache_options: { mode: 'explicit' } });
  });

  it('leaves a request to an unknown model as it was', async () => {
    const plain = openai('gpt-9-nova');
    const wrapped = openai('gpt-9-nova');
    const request = { instructions: prose('support', 2000), prompt: 'Hello', tools: { lookupOrder } };
    await generateText({ model: plain.model, ...request });
    await generateText({
      model: wrapLanguageModel({ model: wrapped.model, middleware: promptCacheMiddleware() }),
      ...request,
    });
    expect(wrapped.body()).toEqual(plain.body());
  });

  it("adds no fifth marker to four of the user's", async () => {
    const { model, body } = anthropic();
    const providerOptions = { anthropic: { cacheControl: { type: 'ephemeral' as const } } };
    const text = (index: number) => ({ type: 'text' as const, text: `part ${index}`, providerOptions });
    const { warnings } = await generateText({
      model: wrapLanguageModel({ model, middleware: promptCacheMiddleware() }),
      instructions: prose('support', 2000),
      messages: [
        { role: 'user', content: [text(1), text(2), text(3), text(4)] },
        { role: 'assistant', content: 'Hi' },
        { role: 'user', content: 'Hello?' },
      ],
    });
    expect(pathsOf(body(), 'cache_control')).toEqual(
      [0, 1, 2, 3].map((index) => `messages.0.content.${index}.cache_control`),
    );
    expect(warnings).toEqual([]);
  });

  it('marks the steps of a tool loop with the places that a plan left free', async () => {
    const { model, target, body } = anthropic();
    const plan = supportPrompt.plan(firstTurn, { ...target, spareMarkers: 2 });
    const call = plan.toAISDK();
    const step: ModelMessage[] = [
      ...call.messages,
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'lookupOrder', input: { order: '1' } }],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 'c1',
            toolName: 'lookupOrder',
            output: { type: 'text', value: 'late' },
          },
        ],
      },
    ];
    const wrapped = wrapLanguageModel({ model, middleware: promptCacheMiddleware() });
    const { warnings } = await generateText({ ...call, model: wrapped, messages: step });
    expect(plan.report.markers.map(({ after }) => after)).toEqual(['rules', 'question']);
    expect(pathsOf(body(), 'cache_control')).toContain('messages.2.content.0.cache_control');
    expect(pathsOf(body(), 'cache_control').length).toBeLessThanOrEqual(4);
    expect(warnings).toEqual([]);
  });

  it('marks requests of ai 5 and 6', async () => {
    const messages = [
      { role: 'user' as const, content: 'Hello' },
      { role: 'assistant' as const, content: 'Hi' },
      { role: 'user' as const, content: 'Where is my order?' },
    ];
    const system = prose('support', 2000);
    const wire5 = captureFetch(answers.openaiResponses);
    const model5 = createOpenAI2({ apiKey: 'none', fetch: wire5.fetch })('gpt-5.6');
    await generateText5({
      model: wrap5({ model: model5, middleware: promptCacheMiddleware() }),
      system,
      messages,
    });
    const wire6 = captureFetch(answers.openaiResponses);
    const model6 = createOpenAI3({ apiKey: 'none', fetch: wire6.fetch })('gpt-5.6');
    await generateText6({
      model: wrap6({ model: model6, middleware: promptCacheMiddleware() }),
      system,
      messages,
    });
    for (const { bodies } of [wire5, wire6]) {
      expect(pathsOf(onlyBody(bodies), 'prompt_cache_breakpoint')).toEqual(
        [0, 1, 3].map((index) => `input.${index}.content.0.prompt_cache_breakpoint`),
      );
    }
  });
});

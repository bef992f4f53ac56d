import { ChatAnthropic } from '@langchain/anthropic';
import { AIMessage, HumanMessage } from '@langchain/core/messages';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, ChatOpenAICompletions } from '@langchain/openai';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePrompt, promptFromTemplate, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch, onlyBody, pathsOf } from '../wire.ts';

const lookupOrder = tool(async ({ order }) => `Order ${order} is on its way.`, {
  name: 'lookupOrder',
  description: 'Looks up an order by its number.',
  schema: z.object({ order: z.string() }),
});
const openTicket = tool(async () => 'opened', {
  name: 'openTicket',
  description: prose('ticket', 1500),
  schema: { type: 'object', properties: { summary: { type: 'string' } }, required: ['summary'] },
});

const prompt = definePrompt({
  id: 'support',
  version: '1',
  tools: [openTicket, lookupOrder],
  segments: [
    segment.static('rules', prose('support', 5000)),
    segment.tenant('company', (values: { company: string }) => `${values.company}. ${prose('billing', 300)}`),
    segment.session('customer', (values: { customer: string }) => `Customer: ${values.customer}.`),
    segment.history('history'),
    segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
    segment.turn('passages', () => 'Orders ship daily.'),
  ],
});
const values = {
  company: 'Acme',
  customer: 'Ada',
  question: 'Where is my order?',
  history: [
    new HumanMessage('Hello, I have a question.'),
    new AIMessage('Hello! How can I help?'),
    new HumanMessage('Do you ship to Norway?'),
    new AIMessage('Yes, we do.'),
  ],
};

function chatAnthropic(modelName = 'claude-sonnet-4-5') {
  const wire = captureFetch(answers.anthropic);
  const model = new ChatAnthropic({
    model: modelName,
    apiKey: 'none',
    maxRetries: 0,
    clientOptions: { fetch: wire.fetch },
  });
  return { model, target: { provider: 'anthropic', model: modelName }, body: () => onlyBody(wire.bodies) };
}
function chatOpenAI(modelName = 'gpt-5.6', useResponsesApi = true) {
  const wire = captureFetch(useResponsesApi ? answers.openaiResponses : answers.openaiChat);
  const options = { model: modelName, apiKey: 'none', maxRetries: 0, configuration: { fetch: wire.fetch } };
  const model = useResponsesApi
    ? new ChatOpenAI({ ...options, useResponsesApi })
    : new ChatOpenAICompletions(options);
  return { model, target: { provider: 'openai', model: modelName }, body: () => onlyBody(wire.bodies) };
}

describe('ChatAnthropic', () => {
  it("gets the plan's four markers, with tools in one order", async () => {
    const { model, target, body } = chatAnthropic();
    const plan = prompt.plan(values, target);
    const { messages, options, tools } = plan.toLangChain();
    await model.bindTools(tools).invoke(messages, options);
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'customer',
      'question',
    ]);
    expect(pathsOf(body(), 'cache_control').sort()).toEqual([
      'messages.4.content.0.cache_control',
      'system.0.cache_control',
      'system.1.cache_control',
      'system.2.cache_control',
    ]);
    expect(JSON.stringify(body().tools)).toMatch(/"lookupOrder".*"openTicket"/);
  });

  it('gets one marker for one stable segment', async () => {
    const { model, target, body } = chatAnthropic();
    const one = definePrompt({
      id: 'one',
      version: '1',
      segments: [segment.static('rules', prose('support', 2000)), segment.turn('ask', () => 'Hello?')],
    });
    const { messages, options } = one.plan({}, target).toLangChain();
    await model.invoke(messages, options);
    expect(pathsOf(body(), 'cache_control')).toEqual(['system.0.cache_control']);
  });

  it('gets a marker on the last tool when no static text follows the tools', async () => {
    const { model, target, body } = chatAnthropic();
    const toolsFirst = definePrompt({
      id: 'tools',
      version: '1',
      tools: [openTicket, lookupOrder],
      segments: [
        segment.session('customer', () => prose('travel', 600)),
        segment.turn('ask', () => 'Hello?'),
      ],
    });
    const { messages, options, tools } = toolsFirst.plan({}, target).toLangChain();
    await model.bindTools(tools).invoke(messages, options);
    expect(pathsOf(body(), 'cache_control').sort()).toEqual([
      'system.0.cache_control',
      'tools.1.cache_control',
    ]);
    expect(tools.map(({ name }) => name)).toEqual(['lookupOrder', 'openTicket']);
  });

  it("keeps the user's marker and stays within four", async () => {
    const { model, target, body } = chatAnthropic();
    const own = new HumanMessage({
      content: [{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral', ttl: '5m' } }],
    });
    const { messages, options } = prompt
      .plan({ ...values, history: [own, new AIMessage('Hi')] }, target)
      .toLangChain();
    await model.invoke(messages, options);
    expect(pathsOf(body(), 'cache_control')).toHaveLength(4);
    expect(JSON.stringify(body().messages)).toContain('"cache_control":{"type":"ephemeral","ttl":"5m"}');
  });
});

describe('ChatOpenAI', () => {
  it.each([
    ['responses', true, 'input'],
    ['chat completions', false, 'messages'],
  ] as const)('gets breakpoints, explicit mode and a key over %s', async (_name, useResponsesApi, field) => {
    const { model, target, body } = chatOpenAI('gpt-5.6', useResponsesApi);
    const plan = prompt.plan(values, target);
    const { messages, options, tools } = plan.toLangChain();
    await model.bindTools(tools).invoke(messages, options);
    expect(plan.report.markers.map(({ after }) => after)).toEqual([
      'rules',
      'company',
      'history',
      'question',
    ]);
    expect(pathsOf(body()[field], 'prompt_cache_breakpoint')).toEqual(
      ['0.content.0', '0.content.1', '3.content.0', '5.content.0'].map(
        (path) => `${path}.prompt_cache_breakpoint`,
      ),
    );
    expect(body().prompt_cache_options).toEqual({ mode: 'explicit' });
    expect(body().prompt_cache_key).toMatch(/^support:1:/);
  });

  it('gets one breakpoint for one stable segment', async () => {
    const { model, target, body } = chatOpenAI();
    const one = definePrompt({
      id: 'one',
      version: '1',
      segments: [segment.static('rules', prose('support', 2000)), segment.turn('ask', () => 'Hello?')],
    });
    const { messages, options } = one.plan({}, target).toLangChain();
    await model.invoke(messages, options);
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toEqual(['input.0.content.0.prompt_cache_breakpoint']);
  });

  it("keeps the user's breakpoint and stays within four", async () => {
    const { model, target, body } = chatOpenAI();
    const own = new HumanMessage({
      content: [{ type: 'text', text: 'Hello', prompt_cache_breakpoint: { mode: 'explicit' } }],
    });
    const history = [own, new AIMessage('Hi'), new HumanMessage('A question'), new AIMessage('Yes?')];
    const plan = prompt.plan({ ...values, history }, target);
    const { messages, options } = plan.toLangChain();
    await model.invoke(messages, options);
    expect(plan.report.markers.map(({ after, from }) => `${from} ${after}`)).toEqual([
      'plan rules',
      'user history',
      'plan history',
      'plan question',
    ]);
    expect(pathsOf(body(), 'prompt_cache_breakpoint')).toHaveLength(4);
  });

  it('gets a key and plain texts before 5.6', async () => {
    const { model, target, body } = chatOpenAI('gpt-4o');
    const { messages, options } = prompt.plan(values, target).toLangChain();
    await model.invoke(messages, options);
    expect(body().prompt_cache_key).toMatch(/^support:1:/);
    expect(JSON.stringify(body())).not.toMatch(/breakpoint|prompt_cache_options/);
  });

  it('gets nothing new for a model that is not known', async () => {
    const { model, target, body } = chatOpenAI('gpt-9-nova');
    const { messages, options } = prompt.plan(values, target).toLangChain();
    await model.invoke(messages, options);
    expect(JSON.stringify(body())).not.toContain('prompt_cache');
  });
});

describe('a ChatPromptTemplate', () => {
  const template = ChatPromptTemplate.fromMessages([
    ['system', prose('support', 5000)],
    ['system', `{company}. ${prose('billing', 300)}`],
    new MessagesPlaceholder('history'),
    ['human', '{question}'],
  ]);

  it('becomes a prompt whose markers arrive', async () => {
    const { model, target, body } = chatAnthropic();
    const fromTemplate = promptFromTemplate(template, {
      id: 'support',
      version: '1',
      variables: { company: 'tenant' },
      repeats: true,
    });
    const plan = await fromTemplate.plan(values, target);
    const { messages, options } = plan.toLangChain();
    await model.invoke(messages, options);
    expect(plan.report.segments.map(({ stability }) => stability)).toEqual([
      'static',
      'tenant',
      'history',
      'turn',
    ]);
    expect(pathsOf(body(), 'cache_control').sort()).toEqual([
      'messages.2.content.0.cache_control',
      'messages.4.content.0.cache_control',
      'system.0.cache_control',
      'system.1.cache_control',
    ]);
  });

  it('keeps a marker that stands in the template', async () => {
    const { model, target, body } = chatAnthropic();
    const marked = ChatPromptTemplate.fromMessages([
      [
        'system',
        [
          {
            type: 'text',
            text: `${prose('support', 5000)} {company}`,
            cache_control: { type: 'ephemeral', ttl: '5m' },
          },
        ],
      ],
      ['human', '{question}'],
    ]);
    const plan = await promptFromTemplate(marked, {
      id: 'marked',
      version: '1',
      variables: { company: 'tenant' },
    }).plan(values, target);
    const { messages, options } = plan.toLangChain();
    await model.invoke(messages, options);
    expect(plan.report.markers).toMatchObject([{ from: 'user', lifetime: '5m' }]);
    expect(JSON.stringify(body().system)).toContain('"cache_control":{"type":"ephemeral","ttl":"5m"}');
  });

  it('is refused when a more stable message stands behind a less stable one', () => {
    const wrong = ChatPromptTemplate.fromMessages([
      ['human', '{question}'],
      ['system', 'Rules'],
    ]);
    expect(() => promptFromTemplate(wrong, { id: 'wrong', version: '1' })).toThrow(
      'message 2 (static) stands after message 1 (turn)',
    );
  });
});

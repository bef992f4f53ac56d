import { ChatAnthropic } from '@langchain/anthropic';
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import { describe, expect, it } from 'vitest';
import { promptFromTemplate } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch, onlyBody, pathsOf } from '../wire.ts';

const agent = ChatPromptTemplate.fromMessages([
  ['system', prose('support', 5000)],
  new MessagesPlaceholder({ variableName: 'chat_history', optional: true }),
  ['human', '{input}'],
  new MessagesPlaceholder('agent_scratchpad'),
]);
const target = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
const loop = [
  new AIMessage({ content: '', tool_calls: [{ id: 'c1', name: 'lookup', args: { order: 7 } }] }),
  new ToolMessage({ tool_call_id: 'c1', content: 'It is late.' }),
];

async function sent(messages: Parameters<ChatAnthropic['invoke']>[0]) {
  const wire = captureFetch(answers.anthropic);
  const model = new ChatAnthropic({
    model: target.model,
    apiKey: 'none',
    maxRetries: 0,
    clientOptions: { fetch: wire.fetch },
  });
  await model.invoke(messages);
  return onlyBody(wire.bodies);
}

describe('the standard agent template, with placeholders behind the turn', () => {
  const prompt = promptFromTemplate(agent, { id: 'agent', version: '1' });

  it('marks the end of the loop, and the question at its first step', async () => {
    const first = await prompt.plan({ input: 'Where is it?', agent_scratchpad: [] }, target);
    expect(pathsOf(await sent(first.toLangChain().messages), 'cache_control')).toEqual([
      'messages.0.content.0.cache_control',
      'system.0.cache_control',
    ]);
    const second = await prompt.plan({ input: 'Where is it?', agent_scratchpad: loop }, target);
    expect(pathsOf(await sent(second.toLangChain().messages), 'cache_control')).toContain(
      'messages.2.content.0.content.0.cache_control',
    );
  });

  it('takes messages for an optional placeholder, and none', async () => {
    const history = [new HumanMessage('Hello'), new AIMessage('Hi')];
    const plan = await prompt.plan({ chat_history: history, input: 'So?', agent_scratchpad: [] }, target);
    expect(plan.toLangChain().messages).toHaveLength(4);
  });

  it('says which value is missing', async () => {
    await expect(prompt.plan({ agent_scratchpad: [] }, target)).rejects.toThrow('"values.input"');
    await expect(prompt.plan({ input: 'Where?' }, target)).rejects.toThrow('"values.agent_scratchpad"');
  });
});

describe('a template with partials', () => {
  it('fills them in, a text as static and a function anew for each plan', async () => {
    const template = await ChatPromptTemplate.fromMessages([
      ['system', `You work for {company}. ${prose('support', 2000)}`],
      ['human', '{question} (asked at {now})'],
    ]).partial({ company: 'Acme', now: () => Promise.resolve('noon') });
    const prompt = promptFromTemplate(template, { id: 'partial', version: '1' });
    const plan = await prompt.plan({ question: 'So?' }, target);
    expect(plan.report.segments.map(({ stability }) => stability)).toEqual(['static', 'turn']);
    const body = JSON.stringify(await sent(plan.toLangChain().messages));
    expect(body).toContain('You work for Acme.');
    expect(body).toContain('So? (asked at noon)');
  });
});

describe('a prompt made of a template', () => {
  const template = ChatPromptTemplate.fromMessages([
    ['system', 'Be brief.'],
    ['human', '{question}'],
  ]);
  const planned = (options: Parameters<typeof promptFromTemplate>[1]) =>
    promptFromTemplate(template, options).plan({ question: 'So?' }, { provider: 'openai', model: 'gpt-5' });

  it('is known by its id and version, to reports and to the provider', async () => {
    const plan = await planned({ id: 'support', version: '7' });
    expect(plan.report.prompt).toEqual({ id: 'support', version: '7' });
    expect(plan.toLangChain().options.promptCacheKey).toMatch(/^support:7:/);
  });

  it('gives its tools to bind, in one order, and counts them', async () => {
    const named = (name: string) => ({ name, description: `Does ${name}`, schema: { type: 'object' } });
    const plan = await planned({ id: 'support', version: '7', tools: [named('search'), named('lookup')] });
    expect(plan.toLangChain()).toMatchObject({ tools: [{ name: 'lookup' }, { name: 'search' }] });
    expect(plan.report.totalTokens).toBeGreaterThan(
      (await planned({ id: 'support', version: '7' })).report.totalTokens,
    );
  });
});

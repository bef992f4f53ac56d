import { createOpenAI } from '@ai-sdk/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { concat } from '@langchain/core/utils/stream';
import { generateText, wrapLanguageModel } from 'ai';
import { createAgent } from 'langchain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { fakeProvider, SECRET_KEY, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(async () => {
  provider.mock.prependFixture({
    match: { userMessage: /think/ },
    response: { content: 'Two wheels, all in all.', reasoning: 'One in front and one behind.' },
  });
  await provider.start();
});
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

async function streamed(model: CachedChatModel, input: string) {
  const chunks: AIMessageChunk[] = [];
  for await (const chunk of await model.stream(input)) chunks.push(chunk);
  return { chunks, whole: chunks.reduce((sum, chunk) => concat(sum, chunk)) };
}

const anthropic = (fields: object = {}) =>
  new ChatAnthropic({
    model: 'claude-sonnet-4-5',
    apiKey: SECRET_KEY,
    anthropicApiUrl: provider.mock.url,
    maxRetries: 0,
    ...fields,
  });

describe('text blocks of the Responses API', () => {
  it('come back as the blocks that they were, invoked and streamed', async () => {
    const model = new CachedChatModel({
      model: provider.chat({ useResponsesApi: true }),
      cache: createCache(),
    });
    const first = await model.invoke('hi');
    expect(Array.isArray(first.content)).toBe(true);
    expect((await model.invoke('hi')).content).toEqual(first.content);
    const live = await streamed(model, 'hello');
    const hit = await streamed(model, 'hello');
    expect(provider.calls()).toBe(2);
    expect(hit.whole.content).toEqual(live.whole.content);
    expect(hit.chunks.length).toBeGreaterThan(3);
  });

  it('are served to the AI SDK as text', async () => {
    const cache = createCache();
    const model = new CachedChatModel({ model: provider.chat({ useResponsesApi: true }), cache });
    const openai = createOpenAI({ baseURL: `${provider.mock.url}/v1`, apiKey: SECRET_KEY });
    const other = wrapLanguageModel({ model: openai('gpt-4o-mini'), middleware: cacheMiddleware(cache) });
    const { whole } = await streamed(model, 'hi');
    const { text, content } = await generateText({ model: other, prompt: 'hi' });
    expect(text).toBe(whole.text);
    // No mark of ours on a part: it would come back with the next turn.
    expect(content[0]).not.toHaveProperty('providerMetadata');
    expect(provider.calls()).toBe(1);
  });
});

describe('reasoning of the Responses API', () => {
  it('keeps its text, and loses the id of the item that the provider keeps', async () => {
    const model = new CachedChatModel({
      model: provider.chat({ useResponsesApi: true }),
      cache: createCache(),
    });
    const first = await model.invoke('think please');
    expect(first.additional_kwargs.reasoning).toMatchObject({ id: expect.any(String) });
    const second = await model.invoke('think please');
    expect(second.content).toEqual(first.content);
    expect(second.additional_kwargs).toEqual({});
    // The next turn is the same after either.
    await model.invoke([new HumanMessage('think please'), first, new HumanMessage('And?')]);
    const next = await model.invoke([new HumanMessage('think please'), second, new HumanMessage('And?')]);
    expect(told(next).status).toBe('hit');
  });
});

describe('thinking of Anthropic', () => {
  const thinking = { thinking: { type: 'enabled', budget_tokens: 1_024 } };

  it('comes back with its signature, invoked and streamed, across the two', async () => {
    const cache = createCache();
    const model = new CachedChatModel({ model: anthropic(thinking), cache });
    const first = await model.invoke('think please');
    expect(first.content).toContainEqual(expect.objectContaining({ type: 'thinking' }));
    expect((await model.invoke('think please')).content).toEqual(first.content);
    const replayed = await streamed(model, 'think please');
    expect(replayed.whole.text).toBe(first.text);
    const live = await streamed(model, 'think again');
    const hit = await streamed(model, 'think again');
    expect(hit.whole.content).toEqual(live.whole.content);
    expect(provider.calls()).toBe(2);
  });
});

describe('calls of tools with Anthropic', () => {
  it('have new ids on a hit, the same in the blocks and in the calls', async () => {
    const model = new CachedChatModel({ model: anthropic(), cache: createCache() }).bindTools([weather]);
    const first = await model.invoke('weather?');
    const second = await model.invoke('weather?');
    const id = second.tool_calls?.[0]?.id;
    expect(provider.calls()).toBe(1);
    expect(id).not.toBe(first.tool_calls?.[0]?.id);
    expect(second.content).toContainEqual(expect.objectContaining({ type: 'tool_use', id, name: 'weather' }));
  });

  it('make no second call in a second run of an agent, streamed or not', async () => {
    const cache = createCache();
    const agent = () =>
      createAgent({ model: new CachedChatModel({ model: anthropic(), cache }), tools: [weather] });
    const input = { messages: [{ role: 'user', content: 'What is the weather?' }] };
    const first = await agent().invoke(input);
    const calls = provider.calls();
    const second = await agent().invoke(input);
    for await (const _ of await agent().stream(input, { streamMode: 'messages' }));
    expect(provider.calls()).toBe(calls);
    expect(second.messages.map(({ text }) => text)).toEqual(first.messages.map(({ text }) => text));
  });

  it('share text with the settings that a user gave, not with those that the integration fills in', async () => {
    const keys = async (fields: object) => {
      const model = new CachedChatModel({ model: anthropic(fields), cache: createCache() });
      return told(await model.invoke('hi')).key;
    };
    expect(await keys({ maxTokens: 100 })).not.toBe(await keys({}));
    expect(await keys({ streaming: false, maxRetries: 1 })).toBe(await keys({}));
  });
});

describe('ids of messages and calls', () => {
  it('are no part of a key: the same conversation with other ids hits', async () => {
    const model = new CachedChatModel({ model: provider.chat(), cache: createCache() }).bindTools([weather]);
    const turn = (id: string): BaseMessage[] => [
      new HumanMessage({ id: `h${id}`, content: 'What is the weather?' }),
      new AIMessage({
        id: `a${id}`,
        content: '',
        tool_calls: [
          { id: `one${id}`, name: 'weather', args: { city: 'Oslo' } },
          { id: `two${id}`, name: 'weather', args: { city: 'Rome' } },
        ],
      }),
      new ToolMessage({ id: `t${id}`, tool_call_id: `one${id}`, name: 'weather', content: 'cold' }),
      new ToolMessage({ id: `u${id}`, tool_call_id: `two${id}`, name: 'weather', content: 'warm' }),
    ];
    await model.invoke(turn('1'));
    expect(told(await model.invoke(turn('2'))).status).toBe('hit');
    // Which result belongs to which call is part of it.
    const [question, calls, one, two] = turn('3');
    if (!ToolMessage.isInstance(one) || !ToolMessage.isInstance(two) || !question || !calls)
      throw new Error('No turn.');
    const swapped = [
      question,
      calls,
      new ToolMessage({ tool_call_id: one.tool_call_id, name: 'weather', content: 'warm' }),
      new ToolMessage({ tool_call_id: two.tool_call_id, name: 'weather', content: 'cold' }),
    ];
    expect(told(await model.invoke(swapped)).status).toBe('miss');
  });
});

describe('an answer that is not whole', () => {
  it('with broken arguments of a tool is not stored', async () => {
    provider.mock.prependFixture({
      match: { userMessage: /garbled/ },
      response: { toolCalls: [{ name: 'weather', arguments: '{"city":' }] },
    });
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const model = new CachedChatModel({ model: provider.chat(), cache }).bindTools([weather]);
    await model.invoke('garbled').catch(() => undefined);
    expect(events.some((event) => event.type === 'stored')).toBe(false);
  });

  it('without what the provider keeps of its own tools is not stored', async () => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const inner = provider.chat();
    const generate = inner._generate.bind(inner);
    inner._generate = async (...call) => {
      const result = await generate(...call);
      const { message } = result.generations[0] ?? {};
      if (message) message.additional_kwargs.tool_outputs = [{ type: 'web_search_call', id: 'ws_1' }];
      return result;
    };
    await new CachedChatModel({ model: inner, cache }).invoke('hi');
    expect(events.find((event) => event.type === 'not-stored')).toMatchObject({ reason: 'provider-state' });
  });

  it('of several alternatives is passed on, and not stored', async () => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const inner = provider.chat();
    const generate = inner._generate.bind(inner);
    inner._generate = async (...call) => {
      const { generations, ...rest } = await generate(...call);
      return { ...rest, generations: [...generations, ...generations] };
    };
    const model = new CachedChatModel({ model: inner, cache });
    const [answers] = (await model.generate([[new HumanMessage('hi')]])).generations;
    expect(answers).toHaveLength(2);
    expect(events.find((event) => event.type === 'not-stored')).toMatchObject({ reason: 'unfinished' });
  });
});

import { AIMessage, AIMessageChunk, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { Annotation, MemorySaver, MessagesAnnotation, StateGraph } from '@langchain/langgraph';
import { createAgent, createMiddleware } from 'langchain';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { CachedChatModel, cacheAgentMiddleware, RepriseCache } from '../../src/langchain/index.ts';
import { fakeProvider, Person, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

const question = { messages: [{ role: 'user', content: 'What is the weather in Oslo?' }] };

/** The three ways to cache an agent; each gives an agent of its own over one cache. */
const ways = [
  {
    name: 'CachedChatModel',
    agent: (cache: ReturnType<typeof createCache>) =>
      createAgent({ model: new CachedChatModel({ model: provider.chat(), cache }), tools: [weather] }),
  },
  {
    name: 'cacheAgentMiddleware',
    agent: (cache: ReturnType<typeof createCache>) =>
      createAgent({ model: provider.chat(), tools: [weather], middleware: [cacheAgentMiddleware(cache)] }),
  },
  {
    name: 'cacheAgentMiddleware over the Responses API',
    agent: (cache: ReturnType<typeof createCache>) =>
      createAgent({
        model: provider.chat({ useResponsesApi: true }),
        tools: [weather],
        middleware: [cacheAgentMiddleware(cache)],
      }),
  },
  {
    name: 'RepriseCache',
    agent: (cache: ReturnType<typeof createCache>) =>
      createAgent({ model: provider.chat({ cache: new RepriseCache(cache) }), tools: [weather] }),
  },
];

describe.each(ways)('createAgent with $name', ({ agent }) => {
  it('makes no HTTP call in a second identical run, and says the same', async () => {
    const cache = createCache();
    const first = await agent(cache).invoke(question);
    expect(provider.calls()).toBe(2);
    const second = await agent(cache).invoke(question);
    expect(provider.calls()).toBe(2);
    expect(second.messages.map(({ text }) => text)).toEqual(first.messages.map(({ text }) => text));
    expect(second.messages.at(-1)?.text).toBe('It is cold in Oslo, so take a coat with you.');
  });

  it('runs the tool again on a hit, with the id of the call that it was given', async () => {
    const cache = createCache();
    await agent(cache).invoke(question);
    const { messages } = await agent(cache).invoke(question);
    const call = messages.find(AIMessage.isInstance)?.tool_calls?.[0];
    expect(messages.find(ToolMessage.isInstance)).toMatchObject({
      tool_call_id: call?.id,
      content: 'cold in Oslo',
    });
  });

  it('keeps runs with another runtime context apart', async () => {
    const cache = createCache();
    await agent(cache).invoke(question, { context: { tenant: 'a' } });
    await agent(cache).invoke(question, { context: { tenant: 'b' } });
    expect(provider.calls()).toBe(4);
    await agent(cache).invoke(question, { context: { tenant: 'a' } });
    expect(provider.calls()).toBe(4);
  });
});

describe.each(ways.slice(0, 3))('createAgent with $name, streamed', ({ agent }) => {
  it('streams the tokens of a hit, as it does live', async () => {
    const cache = createCache();
    const run = async () => {
      const pieces: string[] = [];
      for await (const [message] of await agent(cache).stream(question, { streamMode: 'messages' })) {
        if (AIMessageChunk.isInstance(message) && message.text !== '') pieces.push(message.text);
      }
      return pieces;
    };
    const live = await run();
    const hit = await run();
    expect(provider.calls()).toBe(2);
    expect(hit.join('')).toBe(live.join(''));
    expect(hit.length).toBeGreaterThan(3);
  });

  it('hears the scope of a run in its configurable', async () => {
    const cache = createCache();
    await agent(cache).invoke(question, { configurable: { reprise: { scope: 'a' } } });
    await agent(cache).invoke(question, { configurable: { reprise: { scope: 'b' } } });
    expect(provider.calls()).toBe(4);
    await agent(cache).invoke(question, { configurable: { reprise: { scope: 'b' } } });
    expect(provider.calls()).toBe(4);
  });
});

describe('cacheAgentMiddleware', () => {
  const ask = { messages: [{ role: 'user', content: 'Tell me of a person' }] };

  it("serves an agent with a response format, by the model's own way", async () => {
    const cache = createCache();
    const agent = () =>
      createAgent({
        model: provider.chat(),
        tools: [],
        responseFormat: Person,
        middleware: [cacheAgentMiddleware(cache)],
      });
    await agent().invoke(ask);
    const { structuredResponse } = await agent().invoke(ask);
    expect(structuredResponse).toEqual({ name: 'Ada', age: 36 });
    expect(provider.calls()).toBe(1);
    expect(provider.mock.getRequests()[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } });
  });

  it('serves an agent whose model is named by a text', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-test');
    vi.stubEnv('OPENAI_BASE_URL', `${provider.mock.url}/v1`);
    const cache = createCache();
    const agent = () =>
      createAgent({
        model: 'openai:gpt-4o-mini',
        tools: [weather],
        middleware: [cacheAgentMiddleware(cache)],
      });
    await agent().invoke(question);
    expect(provider.calls()).toBe(2);
    await agent().invoke(question);
    expect(provider.calls()).toBe(2);
    vi.unstubAllEnvs();
  });

  it('sees what middleware before it makes of the call', async () => {
    const cache = createCache();
    const agent = (mood: string) =>
      createAgent({
        model: provider.chat(),
        tools: [],
        middleware: [
          createMiddleware({
            name: 'Mood',
            wrapModelCall: (request, handler) => handler({ ...request, systemPrompt: `Be ${mood}.` }),
          }),
          cacheAgentMiddleware(cache),
        ],
      });
    await agent('kind').invoke(ask);
    await agent('grim').invoke(ask);
    expect(provider.calls()).toBe(2);
    await agent('grim').invoke(ask);
    expect(provider.calls()).toBe(2);
  });

  it('leaves a model alone that is cached already', async () => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const model = new CachedChatModel({ model: provider.chat(), cache });
    await createAgent({ model, tools: [], middleware: [cacheAgentMiddleware(cache)] }).invoke(ask);
    expect(events.filter((event) => event.type === 'miss')).toHaveLength(1);
  });
});

describe('LangGraph', () => {
  it.each([
    [
      'CachedChatModel',
      (cache: ReturnType<typeof createCache>) => new CachedChatModel({ model: provider.chat(), cache }),
    ],
    [
      'RepriseCache',
      (cache: ReturnType<typeof createCache>) => provider.chat({ cache: new RepriseCache(cache) }),
    ],
  ])('keeps the answers of two identical turns in one state, with %s', async (_, make) => {
    const model = make(createCache());
    const graph = new StateGraph(MessagesAnnotation)
      // Only the last message is asked about, so that both turns are the same request.
      .addNode('answer', async ({ messages }) => ({ messages: [await model.invoke(messages.slice(-1))] }))
      .addEdge('__start__', 'answer')
      .compile({ checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: '1' } };
    await graph.invoke({ messages: [new HumanMessage('hi')] }, thread);
    const { messages } = await graph.invoke({ messages: [new HumanMessage('hi')] }, thread);
    expect(provider.calls()).toBe(1);
    expect(messages.map((message) => message.type)).toEqual(['human', 'ai', 'human', 'ai']);
    expect(told(messages[3]).status).toBe('hit');
  });

  it('hears what the graph was told, inside of a node that passes no options on', async () => {
    const model = new CachedChatModel({ model: provider.chat(), cache: createCache() });
    const graph = new StateGraph(Annotation.Root({ answer: Annotation<AIMessageChunk> }))
      .addNode('ask', async () => ({ answer: await model.invoke('hi') }))
      .addEdge('__start__', 'ask')
      .compile();
    await graph.invoke({}, { configurable: { reprise: { scope: 'a' } } });
    const { answer } = await graph.invoke({}, { configurable: { reprise: { scope: 'b' } } });
    expect(told(answer).status).toBe('miss');
  });
});

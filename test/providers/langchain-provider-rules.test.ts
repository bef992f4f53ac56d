import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatMistralAI } from '@langchain/mistralai';
import { ChatOllama } from '@langchain/ollama';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, initChatModel, tool } from 'langchain';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCache } from '../../src/index.ts';
import { CachedChatModel, cacheAgentMiddleware } from '../../src/langchain/index.ts';
import { chatCompletions, idSource, ollamaChat, StrictProvider } from './strict-provider.ts';

let server: StrictProvider;
afterEach(() => server.stop());

const ran: string[] = [];
const tools = ['weather', 'time'].map((name) =>
  tool(
    async ({ city }: { city: string }) => {
      ran.push(`${name} ${city}`);
      return `${name} of ${city}`;
    },
    { name, description: name, schema: z.object({ city: z.string() }) },
  ),
);
const question = 'Do I need a coat for the weather?';

/** An agent's run cold, warm, and the next live turn behind the warm one. */
async function turns(model: BaseChatModel): Promise<void> {
  const agent = () => createAgent({ model, tools, middleware: [cacheAgentMiddleware(cache)] });
  const cache = createCache();
  ran.length = 0;
  const cold = await agent().invoke({ messages: [new HumanMessage(question)] });
  const calls = server.requests.length;
  const warm = await agent().invoke({ messages: [new HumanMessage(question)] });
  expect(server.requests).toHaveLength(calls);
  expect(warm.messages.at(-1)?.content).toBe(cold.messages.at(-1)?.content);
  expect(ran.slice(ran.length / 2)).toEqual(ran.slice(0, ran.length / 2));
  const again = await agent().invoke({ messages: [...warm.messages, new HumanMessage(question)] });
  expect(again.messages.at(-1)?.content).not.toBe(cold.messages.at(-1)?.content);
  expect(server.requests.length).toBeGreaterThan(calls);
  expect(server.refusals).toEqual([]);
}

describe('the turn behind a hit of LangChain', () => {
  it('is taken by Mistral, whose ids have nine letters and digits', async () => {
    server = new StrictProvider(chatCompletions(/^[a-zA-Z0-9]{9}$/, idSource('', 9)));
    const serverURL = await server.start();
    await turns(
      new ChatMistralAI({ model: 'one', apiKey: 'test', serverURL, maxRetries: 0, temperature: 0 }),
    );
    expect(ran).toContain('weather Oslo');
  });

  it('is taken by OpenAI', async () => {
    server = new StrictProvider(chatCompletions(/^call_[A-Za-z0-9]{24}$/, idSource('call_', 24)));
    const baseURL = await server.start();
    await turns(new ChatOpenAI({ model: 'one', apiKey: 'test', configuration: { baseURL }, maxRetries: 0 }));
  });

  it('is taken by Ollama', async () => {
    server = new StrictProvider(ollamaChat(idSource('call_', 8)));
    await turns(new ChatOllama({ model: 'one', baseUrl: await server.start() }));
    expect(ran).toEqual([
      'weather Oslo',
      'time Bergen',
      'weather Oslo',
      'time Bergen',
      'weather Oslo',
      'time Bergen',
    ]);
  });
});

describe('streamed tool calls of Ollama', () => {
  it('with one index and two ids are two calls: cold, warm and joined late', async () => {
    server = new StrictProvider(ollamaChat(idSource('call_', 8)));
    const baseUrl = await server.start();
    const model = new CachedChatModel({
      model: new ChatOllama({ model: 'one', baseUrl, streaming: true }),
      cache: createCache(),
    });
    const read = async () => {
      const chunks = await model.stream(question);
      let whole = undefined as Awaited<ReturnType<typeof model.invoke>> | undefined;
      for await (const chunk of chunks) whole = whole === undefined ? chunk : whole.concat(chunk as never);
      return whole?.tool_calls?.map(({ name, args }) => [name, args]);
    };
    const expected = [
      ['weather', { city: 'Oslo' }],
      ['time', { city: 'Bergen' }],
    ];
    expect(await Promise.all([read(), read()])).toEqual([expected, expected]);
    expect(await read()).toEqual(expected);
    expect((await model.invoke(question)).tool_calls?.map(({ name, args }) => [name, args])).toEqual(
      expected,
    );
    expect(server.requests).toHaveLength(1);
  });
});

describe('a model that the run chooses', () => {
  async function chosen() {
    server = new StrictProvider(chatCompletions(/^call_[A-Za-z0-9]{24}$/, idSource('call_', 24)));
    const baseURL = await server.start();
    return initChatModel('gpt-4.1-mini', {
      modelProvider: 'openai',
      apiKey: 'test',
      configuration: { baseURL },
      configurableFields: ['model', 'temperature'],
    });
  }
  const sent = () => server.requests.map(({ model, temperature }) => [model, temperature]);

  it('is the one that answers, in a model and behind it', async () => {
    const model = new CachedChatModel({ model: await chosen(), cache: createCache() });
    for (let count = 0; count < 2; count++) {
      await model.invoke('hi');
      await model.invoke('hi', { configurable: { model: 'gpt-4.1' } });
      await model.bindTools(tools).invoke('hi', { configurable: { model: 'gpt-4.1' } });
      // A temperature that a run sets asks for variety, as one that the model has.
      await model.invoke('hi', { configurable: { temperature: 0.7 } });
    }
    expect(sent()).toEqual([
      ['gpt-4.1-mini', undefined],
      ['gpt-4.1', undefined],
      ['gpt-4.1', undefined],
      ['gpt-4.1-mini', 0.7],
      ['gpt-4.1-mini', 0.7],
    ]);
  });

  it('is the one that answers in an agent', async () => {
    const model = await chosen();
    const agent = createAgent({ model, tools: [], middleware: [cacheAgentMiddleware(createCache())] });
    const ask = (configurable: object) =>
      agent.invoke({ messages: [new HumanMessage('hi')] }, { configurable });
    for (let count = 0; count < 2; count++) {
      await ask({ model: 'gpt-4.1' });
      await ask({ thread: count });
    }
    expect(sent()).toEqual([
      ['gpt-4.1', undefined],
      ['gpt-4.1-mini', undefined],
    ]);
  });
});

describe('tools of an agent that is made anew for each request', () => {
  it('hit whatever number LangChain gave them, and the answer has the agent’s own', async () => {
    const extract = idSource('call_', 24);
    server = new StrictProvider((body) => {
      const [asked] = body.tools as { function: { name: string } }[];
      return {
        answer: {
          id: 'cmpl-1',
          object: 'chat.completion',
          created: 1,
          model: body.model,
          choices: [
            {
              index: 0,
              finish_reason: 'tool_calls',
              message: {
                role: 'assistant',
                content: '',
                tool_calls: [
                  {
                    id: extract(),
                    type: 'function',
                    function: { name: asked?.function.name, arguments: '{"name":"Ada"}' },
                  },
                ],
              },
            },
          ],
          usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
        },
      };
    });
    const baseURL = await server.start();
    const cache = createCache();
    const { toolStrategy } = await import('langchain');
    for (let count = 0; count < 3; count++) {
      const agent = createAgent({
        model: new ChatOpenAI({ model: 'one', apiKey: 'test', configuration: { baseURL }, maxRetries: 0 }),
        tools: [],
        responseFormat: toolStrategy(z.object({ name: z.string() })),
        middleware: [cacheAgentMiddleware(cache)],
      });
      const { structuredResponse } = await agent.invoke({ messages: [new HumanMessage('Who?')] });
      expect(structuredResponse).toEqual({ name: 'Ada' });
    }
    expect(server.requests).toHaveLength(1);
  });

  it('hit in another order', async () => {
    server = new StrictProvider(chatCompletions(/./, idSource('call_', 24)));
    const baseURL = await server.start();
    const model = new CachedChatModel({
      model: new ChatOpenAI({ model: 'one', apiKey: 'test', configuration: { baseURL } }),
      cache: createCache(),
    });
    await model.bindTools(tools).invoke('hi');
    await model.bindTools([...tools].reverse()).invoke('hi');
    expect(server.requests).toHaveLength(1);
  });
});

describe('what a model is asked beside answers', () => {
  it('is answered by the wrapped one', async () => {
    server = new StrictProvider(chatCompletions(/./, idSource('call_', 24)));
    const baseURL = await server.start();
    const inner = new ChatOpenAI({ model: 'gpt-4.1-mini', apiKey: 'test', configuration: { baseURL } });
    const model = new CachedChatModel({ model: inner, cache: createCache() });
    expect(model.getName()).toBe('ChatOpenAI');
    expect(model.model).toBe('gpt-4.1-mini');
    expect(model._llmType()).toBe(inner._llmType());
    expect(model.callKeys).toEqual(inner.callKeys);
    expect('getNumTokensFromMessages' in model).toBe(true);
    const plain = new ChatOllama({ model: 'one' });
    const other = new CachedChatModel({ model: plain, cache: createCache() });
    expect('getNumTokensFromMessages' in other).toBe('getNumTokensFromMessages' in plain);
    expect(other.getName()).toBe('ChatOllama');
  });

  it('shows bound options in traces', async () => {
    server = new StrictProvider(chatCompletions(/./, idSource('call_', 24)));
    const baseURL = await server.start();
    const inner = new ChatOpenAI({ model: 'gpt-4.1-mini', apiKey: 'test', configuration: { baseURL } });
    const model = new CachedChatModel({ model: inner.withConfig({ stop: ['END'] }), cache: createCache() });
    const shown: unknown[] = [];
    await model.invoke('hi', {
      callbacks: [{ handleChatModelStart: (...given: unknown[]) => void shown.push(given[4]) }],
    });
    expect(shown).toMatchObject([{ options: { stop: ['END'] } }]);
  });

  it('tells callbacks of tokens in an invoke that streams, on a hit as live', async () => {
    server = new StrictProvider(ollamaChat(idSource('call_', 8)));
    const inner = new ChatOllama({ model: 'one', baseUrl: await server.start(), streaming: true });
    const model = new CachedChatModel({ model: inner, cache: createCache() });
    const tokens: string[] = [];
    const callbacks = [{ handleLLMNewToken: (token: string) => void tokens.push(token) }];
    const live = await model.invoke('hi', { callbacks });
    const count = tokens.length;
    const hit = await model.invoke('hi', { callbacks });
    expect(hit.response_metadata.reprise).toMatchObject({ status: 'hit' });
    expect(tokens.slice(0, count).join('')).toBe(live.content);
    expect(tokens.slice(count).join('')).toBe(live.content);
  });
});

it('pairs results of tools with the calls of a hit', async () => {
  server = new StrictProvider(chatCompletions(/^call_[A-Za-z0-9]{24}$/, idSource('call_', 24)));
  const baseURL = await server.start();
  const inner = new ChatOpenAI({ model: 'one', apiKey: 'test', configuration: { baseURL }, maxRetries: 0 });
  const model = new CachedChatModel({ model: inner, cache: createCache() }).bindTools(tools);
  await model.invoke(question);
  const first = await model.invoke(question);
  const second = await model.invoke(question);
  const history = [first, second].flatMap((answer) => [
    new HumanMessage(question),
    new AIMessage({ content: answer.content, tool_calls: answer.tool_calls ?? [] }),
    ...(answer.tool_calls ?? []).map(
      ({ id }) => new ToolMessage({ content: 'cold', tool_call_id: String(id) }),
    ),
  ]);
  await model.invoke(history);
  expect(server.refusals).toEqual([]);
});

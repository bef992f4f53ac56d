import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { type AIMessageChunk, HumanMessage } from '@langchain/core/messages';
import { createAgent } from 'langchain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { fakeProvider, Person, weather } from '../langchain/fake-provider.ts';
import { giveTokenTables } from '../langchain/token-tables.ts';
import { comparable } from './observed.ts';

const provider = fakeProvider();
beforeAll(() => {
  giveTokenTables();
  return provider.start();
});
afterAll(() => {
  vi.unstubAllGlobals();
  return provider.stop();
});

type Seen = readonly (readonly [string, unknown])[];

/** Callbacks that note what they are told, without what a run is named by. */
function listening(log: [string, unknown][]) {
  return [
    {
      handleLLMNewToken: (token: string) => void log.push(['token', token]),
      handleLLMEnd: (output: { generations: { text: string }[][] }) =>
        void log.push(['end', output.generations.map((each) => each.map(({ text }) => text))]),
      handleLLMError: (error: Error) => void log.push(['error', error.message]),
    },
  ];
}

/** What was told without how the text was cut, which is not known of an answer that was stored whole. */
function withTokensJoined(log: Seen): Seen {
  const tokens = log.filter(([name]) => name === 'token').map(([, token]) => token);
  const others = log.filter(([name]) => name !== 'token');
  return tokens.length === 0 ? others : [['token', tokens.join('')], ...others];
}

async function all<Item>(items: AsyncIterable<Item> | readonly Item[]): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

// A message without what belongs to its class: core's own fields, and what a chunk has until it is joined.
function message(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('content' in given)) return given;
  const { content, tool_calls, invalid_tool_calls, additional_kwargs, response_metadata, name } =
    Object.assign(
      {
        tool_calls: [],
        invalid_tool_calls: [],
        additional_kwargs: {},
        response_metadata: {},
        name: undefined,
      },
      given,
    );
  return { content, tool_calls, invalid_tool_calls, additional_kwargs, response_metadata, name };
}

/** What each chunk says, and what all say together: the metadata stands on the last of a hit. */
function streamed(chunks: readonly AIMessageChunk[]): unknown {
  const [first, ...rest] = chunks;
  const told = chunks.map(({ content, tool_call_chunks }) => ({ content, tool_call_chunks }));
  return [told, message(rest.reduce((sum, chunk) => sum?.concat(chunk), first))];
}

const situations: Readonly<Record<string, (model: BaseChatModel) => Promise<unknown>>> = {
  invoke: async (model) => message(await model.invoke('Tell me of bicycles')),
  'invoke with callbacks': async (model) => {
    const log: [string, unknown][] = [];
    await model.invoke('Tell me of bicycles', { callbacks: listening(log) });
    return withTokensJoined(log);
  },
  stream: async (model) => streamed(await all(await model.stream('Tell me of bicycles'))),
  'stream with callbacks': async (model) => {
    const log: [string, unknown][] = [];
    await all(await model.stream('Tell me of bicycles', { callbacks: listening(log) }));
    return log satisfies Seen;
  },
  streamEvents: async (model) => {
    const events = await all(model.streamEvents('Tell me of bicycles', { version: 'v2' }));
    return events.map(({ event, name, data }) => [event, name, data.chunk?.content ?? message(data.output)]);
  },
  batch: async (model) => (await model.batch(['Tell me of bicycles', 'Tell me of boats'])).map(message),
  'a tool, whole': async (model) => message(await model.bindTools?.([weather]).invoke('weather in Oslo?')),
  'a tool, streamed': async (model) =>
    streamed(await all((await model.bindTools?.([weather]).stream('weather in Oslo?')) ?? [])),
  'structured output': async (model) => model.withStructuredOutput(Person).invoke('a person'),
  'an agent': async (model) => {
    const agent = createAgent({ model, tools: [weather] });
    const { messages } = await agent.invoke({ messages: [new HumanMessage('weather in Oslo?')] });
    return messages.map(message);
  },
  'an agent that streams messages': async (model) => {
    const agent = createAgent({ model, tools: [weather] });
    const messages = [new HumanMessage('weather in Oslo?')];
    const parts = await all(await agent.stream({ messages }, { streamMode: 'messages' }));
    return parts.map(([part]) => [part.type, part.content]);
  },
  'an abort': async (model) => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    try {
      for await (const chunk of await model.stream('Tell me of bicycles', { signal: controller.signal })) {
        seen.push(chunk.content !== '');
        if (chunk.content !== '') controller.abort(new Error('enough'));
      }
    } catch (error) {
      seen.push(error instanceof Error ? error.name : error);
    }
    return seen.filter((item) => item !== false);
  },
};

describe.each([
  { whose: 'a model', fields: {} },
  { whose: 'a model that streams inside of invoke', fields: { streaming: true } },
])('with $whose', ({ fields }) => {
  it.each(Object.keys(situations))('a miss and a hit are what it is live: %s', async (name) => {
    const observe = situations[name] ?? (() => Promise.reject(new Error(name)));
    const live = comparable(await observe(provider.chat(fields)));
    const cached = new CachedChatModel({ model: provider.chat(fields), cache: createCache() });
    // What aborts is stored by a call that doesn't.
    if (name === 'an abort') await all(await cached.stream('Tell me of bicycles'));
    else expect(comparable(await observe(cached))).toEqual(live);
    const calls = provider.calls();
    const warm = comparable(await observe(cached));
    expect(provider.calls()).toBe(calls);
    expect(warm).toEqual(live);
  });
});

import { BaseCache } from '@langchain/core/caches';
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { StringOutputParser } from '@langchain/core/output_parsers';
import type { Generation } from '@langchain/core/outputs';
import {
  type ChatOpenAI,
  type ChatOpenAICallOptions,
  type ChatOpenAIFields,
  OpenAI,
} from '@langchain/openai';
import { createAgent } from 'langchain';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ExactStore } from '../../src/contracts/index.ts';
import { type CacheEvent, createCache, type ResponseCache } from '../../src/index.ts';
import { type CallSettings, RepriseCache, type RepriseCacheOptions } from '../../src/langchain/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { patience, patientTimeouts } from '../patience.ts';
import { BIKE, fakeProvider, Person, SECRET_HEADER, SECRET_KEY, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

function setUp(options?: RepriseCacheOptions) {
  const events: CacheEvent[] = [];
  const cache = createCache({ timeouts: patientTimeouts, onEvent: (event) => events.push(event) });
  return { cache, events, model: provider.chat({ cache: new RepriseCache(cache, options) }) };
}

/** Notes what core asks a cache, and always misses. */
class Notes extends BaseCache {
  readonly asked: { readonly prompt: string; readonly llmKey: string }[] = [];
  override async lookup(prompt: string, llmKey: string): Promise<Generation[] | null> {
    this.asked.push({ prompt, llmKey });
    return null;
  }
  override async update(): Promise<void> {}
}

type Make = (fields?: ChatOpenAIFields) => ChatOpenAI;
type Run = (make: Make) => Promise<unknown>;

/** The keys that a cache makes of what core asked it, in the order in which core did. */
async function keysOf(run: Run, options?: RepriseCacheOptions) {
  const notes = new Notes();
  await run((fields) => provider.chat({ ...fields, cache: notes }));
  const keys: string[] = [];
  for (const { prompt, llmKey } of notes.asked) {
    const seen: CacheEvent[] = [];
    await new RepriseCache(createCache({ onEvent: (event) => seen.push(event) }), options).lookup(
      prompt,
      llmKey,
    );
    const [event] = seen;
    keys.push(event?.type === 'miss' ? event.key : `${event?.type}`);
  }
  return { keys, asked: notes.asked };
}

const messages = [new SystemMessage('Be nice.'), new HumanMessage('hi')];
const plainly: Run = (make) => make().invoke(messages);
const failing = () => Promise.reject(new Error('This call is not made.'));

/** Makes core stream what is invoked. */
class StreamingHandler extends BaseCallbackHandler {
  readonly name = 'streaming';
  readonly lc_prefer_streaming = true;
}

const same: Readonly<Record<string, Run>> = {
  'a signal': (make) => make().invoke(messages, { signal: new AbortController().signal }),
  'a timeout': (make) => make().invoke(messages, { timeout: patience.timeout }),
  'tags, metadata and callbacks': (make) =>
    make().invoke(messages, { tags: ['a'], metadata: { a: 1 }, callbacks: [{ handleLLMEnd() {} }] }),
  'another number of retries': (make) => make({ maxRetries: 2 }).invoke(messages, { maxRetries: 1 }),
  'request headers': (make) =>
    make().invoke(messages, { options: { headers: { authorization: 'Bearer other' } } }),
  'another API key': (make) => make({ apiKey: 'sk-rotated' }).invoke(messages),
  'another organisation': (make) =>
    make({ configuration: { organization: 'org-1', project: 'p' } }).invoke(messages),
  'streaming from the provider': (make) =>
    make({ streaming: true, configuration: { fetch: failing } })
      .invoke(messages)
      .catch(() => undefined),
  "a mark for the provider's prompt cache": (make) => make().invoke(messages, { promptCacheKey: 'tenant-1' }),
  'a handler that makes core stream': (make) =>
    make().invoke(messages, { callbacks: [new StreamingHandler()] }),
};

const different: Readonly<Record<string, Run>> = {
  'another system text': (make) => make().invoke([new SystemMessage('Be grim.'), new HumanMessage('hi')]),
  'another question': (make) => make().invoke([new SystemMessage('Be nice.'), new HumanMessage('hello')]),
  'no system text': (make) => make().invoke('hi'),
  'an earlier turn': (make) =>
    make().invoke([
      new HumanMessage('a'),
      new AIMessage('b'),
      new SystemMessage('Be nice.'),
      new HumanMessage('hi'),
    ]),
  'another model': (make) => make({ model: 'gpt-4o' }).invoke(messages),
  'a temperature of 0': (make) => make({ temperature: 0 }).invoke(messages),
  'another topP': (make) => make({ topP: 0.5 }).invoke(messages),
  'another limit': (make) => make({ maxTokens: 50 }).invoke(messages),
  'stop words': (make) => make({ stop: ['x'] }).invoke(messages),
  'a seed': (make) => make().invoke(messages, { seed: 1 }),
  'a tool': (make) => make().bindTools([weather]).invoke(messages),
  'a tool that must be called': (make) =>
    make().bindTools([weather], { tool_choice: 'weather' }).invoke(messages),
  'a tool that must be strict': (make) => make().bindTools([weather], { strict: true }).invoke(messages),
  'structured output by a tool': (make) =>
    make()
      .withStructuredOutput(Person, { method: 'functionCalling' })
      .invoke(messages)
      .catch(() => undefined),
  'structured output by a schema': (make) =>
    make()
      .withStructuredOutput(z.toJSONSchema(Person), { method: 'jsonSchema' })
      .invoke(messages)
      .catch(() => undefined),
  'structured output in JSON': (make) =>
    make()
      .withStructuredOutput(Person, { method: 'jsonMode' })
      .invoke(messages)
      .catch(() => undefined),
  'an option that is not known': (make) =>
    make().invoke(messages, Object.assign<ChatOpenAICallOptions, object>({}, { somethingNew: 1 })),
  'another address': (make) =>
    make({ configuration: { baseURL: `${provider.mock.url}/v1/`, fetch: failing } })
      .invoke(messages)
      .catch(() => undefined),
};

describe('the key that is made of what core asks with', () => {
  it.each(Object.entries(same))('is the same with %s', async (_, run) => {
    const { keys: plain } = await keysOf(plainly);
    expect((await keysOf(run)).keys).toEqual(plain);
  });

  it.each(Object.entries(different))('is another with %s', async (_, run) => {
    const { keys: plain } = await keysOf(plainly);
    const { keys } = await keysOf(run);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toHaveLength(43);
    expect(keys).not.toEqual(plain);
  });

  it('is another for each of these', async () => {
    const keys = await Promise.all(Object.values(different).map(async (run) => (await keysOf(run)).keys[0]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is the same in every run of an agent, and tells runtime contexts apart unless it is told not to', async () => {
    const run = (context: object | undefined, make: Make) =>
      createAgent({ model: make(), tools: [weather] }).invoke(
        { messages: [{ role: 'user', content: 'hello there' }] },
        context === undefined ? {} : { context },
      );
    const plain = await keysOf((make) => run(undefined, make));
    expect((await keysOf((make) => run(undefined, make))).keys).toEqual(plain.keys);
    const tenants = await Promise.all(['a', 'b'].map((tenant) => keysOf((make) => run({ tenant }, make))));
    expect(new Set([plain, ...tenants].map(({ keys }) => keys[0])).size).toBe(3);
    const blind = await Promise.all(
      ['a', 'b'].map((tenant) => keysOf((make) => run({ tenant }, make), { context: false })),
    );
    expect(blind.map(({ keys }) => keys)).toEqual([plain.keys, plain.keys]);
  });

  it('holds no secret, though what core asks with does', async () => {
    const stored: string[] = [];
    const events: CacheEvent[] = [];
    const cache = createCache({
      onEvent: (event) => events.push(event),
      memory: false,
      store: recordingStore(stored),
    });
    const notes = await keysOf(plainly);
    expect(notes.asked[0]?.llmKey).toContain(SECRET_KEY);
    expect(notes.asked[0]?.llmKey).toContain(SECRET_HEADER);
    const logged = ['log', 'warn', 'error', 'info', 'debug'].map((name) =>
      vi.spyOn(console, name as 'log').mockImplementation(() => undefined),
    );
    const model = provider.chat({ cache: new RepriseCache(cache) });
    const answer = await model.invoke(messages);
    await cache.close();
    const hit = await model.invoke(messages);
    const everything = JSON.stringify([
      stored,
      events,
      answer.response_metadata,
      hit.response_metadata,
      logged.map((spy) => spy.mock.calls),
    ]);
    vi.restoreAllMocks();
    expect(told(hit).status).toBe('hit');
    expect(stored.length).toBeGreaterThan(0);
    for (const secret of [SECRET_KEY, SECRET_HEADER, 'very-secret']) expect(everything).not.toContain(secret);
  });
});

describe('a prompt that does not hold all of what is asked', () => {
  const picture = (data: string) => [
    new HumanMessage({
      content: [
        { type: 'text', text: 'what is this' },
        { type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } },
      ],
    }),
  ];

  it('is never looked up or stored, and an event says why', async () => {
    const { model, events } = setUp();
    const one = await model.invoke(picture('AAAA'));
    const two = await model.invoke(picture('BBBBBBBB'));
    await model.invoke(picture('AAAA'));
    expect(two.content).not.toBe(one.content);
    expect(provider.calls()).toBe(3);
    expect(events.map((event) => event.type)).toEqual(['bypass', 'bypass', 'bypass']);
    expect(events[0]).toMatchObject({ reason: 'not-serialisable' });
  });

  it.each([
    '[image]',
    '[audio]',
    '[video]',
    '[file]',
    '[text-plain file]',
    '[document]',
    '[tool_use]',
    '[thinking]',
  ])('is one with %s in it, also where a user wrote it', async (placeholder) => {
    const { keys } = await keysOf((make) => make().invoke(`what is ${placeholder} about`));
    expect(keys).toEqual(['bypass']);
  });

  it('is not one with brackets around numbers, calls or anything else', async () => {
    const { keys } = await keysOf((make) => make().invoke('see [1], ["a"], [ ] and [{"b": 1}]'));
    expect(keys[0]).toHaveLength(43);
  });
});

describe('a hit', () => {
  it('is a message of its own with zero usage, and says what it saved', async () => {
    const { model } = setUp();
    const first = await model.invoke(messages);
    const [second, third] = [await model.invoke(messages), await model.invoke(messages)];
    expect(provider.calls()).toBe(1);
    expect([second.content, third.content]).toEqual([first.content, first.content]);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect(second.usage_metadata).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0 });
    expect(second.response_metadata).toMatchObject({ finish_reason: 'stop', model_name: 'gpt-4o-mini' });
    expect(told(second)).toMatchObject({
      status: 'hit',
      layer: 'memory',
      saved: { totalTokens: expect.any(Number), usd: expect.any(Number) },
    });
  });

  it('is not changed by what a caller, or core, does to the one before', async () => {
    const { model } = setUp();
    await model.invoke(messages);
    const second = await model.invoke(messages);
    second.content = 'changed';
    second.response_metadata.reprise = 'changed';
    const third = await model.invoke(messages);
    expect(third.content).toContain(BIKE);
    expect(told(third)).toMatchObject({ saved: { totalTokens: expect.any(Number) } });
  });

  it('holds the tool calls as core has them, under ids of their own', async () => {
    const { model } = setUp();
    const bound = model.bindTools([weather]);
    const first = await bound.invoke('weather?');
    const second = await bound.invoke('weather?');
    expect(provider.calls()).toBe(1);
    const withoutIds = (value: unknown) => JSON.stringify(value).replaceAll(/"id":"[^"]*"/g, '');
    expect(withoutIds(second.tool_calls)).toBe(withoutIds(first.tool_calls));
    expect(second.tool_calls?.[0]?.id).not.toBe(first.tool_calls?.[0]?.id);
    expect(JSON.stringify(second.additional_kwargs)).toContain(second.tool_calls?.[0]?.id);
    expect(told(second).status).toBe('hit');
  });

  it('is parsed as a structured output', async () => {
    const { model } = setUp();
    const structured = model.withStructuredOutput(Person, { method: 'jsonSchema' });
    await structured.invoke('a person');
    expect(await structured.invoke('a person')).toEqual({ name: 'Ada', age: 36 });
    expect(provider.calls()).toBe(1);
  });

  it('reaches handlers as core tells hits: once, and marked as cached', async () => {
    const { model } = setUp();
    await model.invoke(messages);
    const seen: unknown[] = [];
    await model.invoke(messages, {
      callbacks: [
        {
          handleLLMNewToken: (token: string) => void seen.push(token),
          handleLLMEnd: (_output, _run, _parent, _tags, extra) => void seen.push(extra),
        },
      ],
    });
    expect(seen).toEqual([expect.stringContaining(BIKE), { cached: true }]);
  });

  it('can be asked for by a model without messages', async () => {
    const cache = createCache();
    const { mock } = provider;
    mock.prependFixture({
      match: { endpoint: 'chat', userMessage: /plain/ },
      response: { content: 'plain text' },
    });
    const llm = new OpenAI({
      model: 'gpt-3.5-turbo-instruct',
      apiKey: SECRET_KEY,
      cache: new RepriseCache(cache),
      temperature: 0,
      configuration: { baseURL: `${mock.url}/v1` },
    });
    const generation = { text: 'plain text', generationInfo: { finish_reason: 'stop' } };
    const key = llm._getSerializedCacheKeyParametersForCall({});
    await llm.cache?.update('plain', key, [generation]);
    expect(await llm.pipe(new StringOutputParser()).invoke('plain')).toBe('plain text');
    expect(provider.calls()).toBe(0);
  });
});

/** The options of a call to a model that doesn't know of this library. */
function withSettings(reprise: CallSettings): ChatOpenAICallOptions {
  return Object.assign<ChatOpenAICallOptions, object>({}, { reprise });
}

describe('per-call settings', () => {
  it('are read from the options of a call', async () => {
    const { model, cache } = setUp();
    const ask = (reprise: CallSettings) => model.invoke('hi', withSettings(reprise));
    await ask({ scope: 'a', tags: ['docs'] });
    expect(told(await ask({ scope: 'a', tags: ['docs'] })).status).toBe('hit');
    await ask({ scope: 'b', tags: ['docs'] });
    expect(provider.calls()).toBe(2);
    await cache.invalidate({ tags: ['docs'] });
    await ask({ scope: 'a', tags: ['docs'] });
    expect(provider.calls()).toBe(3);
  });
});

describe('faults', () => {
  const rejecting = (): ResponseCache => {
    const cache = createCache();
    cache.lookup = () => Promise.reject(new Error('lookup is broken'));
    cache.store = () => Promise.reject(new Error('store is broken'));
    return cache;
  };

  it("of lookup and update don't reach the call", async () => {
    const model = provider.chat({ cache: new RepriseCache(rejecting()) });
    expect((await model.invoke(messages)).content).toContain(BIKE);
  });

  it.each([
    ['nothing', '', ''],
    ['an unreadable key', 'Human: hi', 'model:"a",tools:[{'],
    ['a key of another form', 'Human: hi', 'gpt-4o'],
  ])("of what is asked don't throw either: %s", async (_, prompt, llmKey) => {
    const cache = new RepriseCache(createCache());
    expect(await cache.lookup(prompt, llmKey)).toBeNull();
    await expect(cache.update(prompt, llmKey, [{ text: 'a' }])).resolves.toBeUndefined();
    await expect(cache.update(prompt, llmKey, [])).resolves.toBeUndefined();
  });

  it("of the model don't leave anything behind", async () => {
    const { model, events } = setUp();
    await expect(model.invoke('fail')).rejects.toThrow('overloaded');
    expect(events.map((event) => event.type)).toEqual(['miss']);
  });

  it('do not let an answer outlive an invalidation that came while it was made', async () => {
    const { model, cache } = setUp({ tags: ['docs'] });
    const slow = model.invoke('slowly please');
    await vi.waitFor(() => expect(provider.calls()).toBe(1), patience);
    await cache.invalidate({ tags: ['docs'] });
    await slow;
    await model.invoke('slowly please');
    expect(provider.calls()).toBe(2);
  });
});

describe('limits of core, which CachedChatModel does not have', () => {
  it('two conversations that read the same are one', async () => {
    const { model } = setUp();
    const one = await model.invoke([new HumanMessage('hi\nAI: yo')]);
    const two = await model.invoke([new HumanMessage('hi'), new AIMessage('yo')]);
    expect(provider.calls()).toBe(1);
    expect(two.content).toBe(one.content);
  });

  it('a stream never asks the cache', async () => {
    const { model, events } = setUp();
    for await (const _ of await model.stream(messages));
    for await (const _ of model.streamEvents(messages, { version: 'v2' }));
    expect(events).toEqual([]);
  });

  it('with streaming turned off, a stream is one message and hits', async () => {
    const { cache } = setUp();
    const model = provider.chat({ cache: new RepriseCache(cache), disableStreaming: true });
    await model.invoke(messages);
    const chunks: unknown[] = [];
    for await (const chunk of await model.stream(messages)) chunks.push(chunk);
    expect(chunks).toHaveLength(1);
    expect(provider.calls()).toBe(1);
  });

  it('identical calls at the same time are as many calls', async () => {
    const { model } = setUp();
    await Promise.all(Array.from({ length: 5 }, () => model.invoke('slowly please')));
    expect(provider.calls()).toBe(5);
  });

  it('generate() of a miss before a hit loses a generation; batch() does not', async () => {
    const { model } = setUp();
    await model.invoke('two');
    const { generations } = await model.generate([
      [new HumanMessage('one is longer')],
      [new HumanMessage('two')],
    ]);
    expect(generations.filter((each) => each !== undefined)).toHaveLength(1);
    const answers = await model.batch(['one is longer', 'two', 'three', 'two']);
    const live = await Promise.all(
      ['one is longer', 'two', 'three', 'two'].map((text) => provider.chat().invoke(text)),
    );
    expect(answers.map(({ content }) => content)).toEqual(live.map(({ content }) => content));
  });
});

/** A store that notes whatever it is told to write. */
function recordingStore(stored: string[]): ExactStore {
  const store = memoryStore();
  return {
    ...store,
    write: async (key, value, expiresAt, operation) => {
      stored.push(key, value);
      await store.write(key, value, expiresAt, operation);
    },
  };
}

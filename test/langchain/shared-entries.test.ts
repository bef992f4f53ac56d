import { createOpenAI } from '@ai-sdk/openai';
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { generateText, jsonSchema, Output, streamText, tool, wrapLanguageModel } from 'ai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheEvent, type CacheRequest, createCache } from '../../src/index.ts';
import { CachedChatModel, RepriseCache } from '../../src/langchain/index.ts';
import { requestKeys } from '../../src/request/request-key.ts';
import { patience, patientTimeouts } from '../patience.ts';
import { fakeProvider, Person, SECRET_HEADER, SECRET_KEY, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

/** Both frameworks over one cache, and the requests that they make of their calls. */
function both(fields: Parameters<typeof provider.chat>[0] = {}, options: { scope?: string } = {}) {
  const events: CacheEvent[] = [];
  const cache = createCache({ timeouts: patientTimeouts, onEvent: (event) => events.push(event) });
  const requests: CacheRequest[] = [];
  const { getOrSet, getOrStream } = cache;
  cache.getOrSet = (request, ...rest) => {
    requests.push(request);
    return Reflect.apply(getOrSet, cache, [request, ...rest]);
  };
  cache.getOrStream = (request, ...rest) => {
    requests.push(request);
    return Reflect.apply(getOrStream, cache, [request, ...rest]);
  };
  const openai = createOpenAI({ baseURL: `${provider.mock.url}/v1`, apiKey: SECRET_KEY });
  const wrap = (model: Parameters<typeof wrapLanguageModel>[0]['model']) =>
    wrapLanguageModel({ model, middleware: cacheMiddleware(cache, options) });
  return {
    events,
    requests,
    chain: new CachedChatModel({ model: provider.chat(fields), cache, ...options }),
    /** The model through each of OpenAI's APIs. */
    chat: wrap(openai.chat('gpt-4o-mini')),
    responses: wrap(openai('gpt-4o-mini')),
  };
}

const system = 'Answer in one sentence.';
const prompt = 'How many wheels has a bicycle?';
const messages = [new SystemMessage(system), new HumanMessage(prompt)];
const history = [
  new SystemMessage(system),
  new HumanMessage('Hello.'),
  new AIMessage('Hello to you.'),
  new HumanMessage(prompt),
];
const aiHistory = [
  { role: 'user', content: 'Hello.' },
  { role: 'assistant', content: 'Hello to you.' },
  { role: 'user', content: prompt },
] as const;

describe('an answer that one framework stored', () => {
  it('by LangChain is served to the AI SDK, generated and streamed, through either API', async () => {
    const { chain, chat, responses } = both();
    const { text } = await chain.invoke(messages);
    expect((await generateText({ model: chat, system, prompt })).text).toBe(text);
    const streamed = streamText({ model: responses, system, prompt });
    expect(await streamed.text).toBe(text);
    expect((await streamed.providerMetadata)?.reprise).toMatchObject({ status: 'hit' });
    expect(provider.calls()).toBe(1);
  });

  it('by the AI SDK is served to LangChain, invoked and streamed', async () => {
    const { chain, chat } = both();
    const { text } = await generateText({ model: chat, system, prompt });
    const message = await chain.invoke(messages);
    expect(message.text).toBe(text);
    expect(message.response_metadata).toMatchObject({ finish_reason: 'stop', model_provider: 'openai' });
    expect(told(message)).toMatchObject({ status: 'hit', saved: { inputTokens: expect.any(Number) } });
    const pieces: string[] = [];
    for await (const chunk of await chain.stream(messages)) pieces.push(chunk.text);
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(3);
    expect(provider.calls()).toBe(1);
  });

  it('as a stream of LangChain streams in the same pieces from the AI SDK, and the reverse', async () => {
    const { chain, chat } = both();
    const ours: string[] = [];
    for await (const chunk of await chain.stream(messages)) if (chunk.text !== '') ours.push(chunk.text);
    const theirs: string[] = [];
    for await (const piece of streamText({ model: chat, system, prompt }).textStream) theirs.push(piece);
    expect(theirs).toEqual(ours);
    expect(provider.calls()).toBe(1);
  });

  it('by the Responses API of the AI SDK is served to LangChain', async () => {
    const { chain, responses } = both();
    const { text } = await generateText({ model: responses, system, prompt });
    expect((await chain.invoke(messages)).text).toBe(text);
    expect(provider.calls()).toBe(1);
  });
});

describe('the same call through either framework is the same request', () => {
  const cases: Readonly<
    Record<
      string,
      readonly [
        (pair: ReturnType<typeof both>) => Promise<unknown>,
        (pair: ReturnType<typeof both>) => Promise<unknown>,
        Parameters<typeof both>[0]?,
      ]
    >
  > = {
    'one question': [
      ({ chain }) => chain.invoke(prompt),
      ({ chat }) => generateText({ model: chat, prompt }),
    ],
    'a system text': [
      ({ chain }) => chain.invoke(messages),
      ({ chat }) => generateText({ model: chat, system, prompt }),
    ],
    'earlier turns': [
      ({ chain }) => chain.invoke(history),
      ({ chat }) => generateText({ model: chat, system, messages: [...aiHistory] }),
    ],
    'all settings': [
      ({ chain }) => chain.invoke(messages, { stop: ['END'] }),
      ({ chat }) =>
        generateText({
          model: chat,
          system,
          prompt,
          temperature: 0,
          topP: 0.5,
          maxOutputTokens: 100,
          frequencyPenalty: 0.1,
          presencePenalty: 0.2,
          stopSequences: ['END'],
          seed: 7,
        }),
      {
        temperature: 0,
        topP: 0.5,
        maxTokens: 100,
        frequencyPenalty: 0.1,
        presencePenalty: 0.2,
        modelKwargs: { seed: 7 },
      },
    ],
    'what no answer depends on': [
      ({ chain }) =>
        chain.invoke(messages, {
          timeout: patience.timeout,
          tags: ['x'],
          metadata: { a: 1 },
          maxRetries: 1,
          runName: 'r',
        }),
      ({ chat }) =>
        generateText({ model: chat, system, prompt, headers: { 'x-request-id': 'b' }, maxRetries: 1 }),
      { promptCacheKey: 'k', streamUsage: false },
    ],
  };

  it.each(Object.entries(cases))('%s', async (_, [ours, theirs, fields]) => {
    const pair = both(fields);
    await ours(pair);
    await theirs(pair);
    const [first, second] = pair.requests;
    expect(first).toEqual(second);
    expect(provider.calls()).toBe(1);
  });
});

describe('what must not be shared', () => {
  // Each is a call of its own: no two of all of them may meet in one entry.
  const parts = (...content: object[]) => [
    new SystemMessage(system),
    new HumanMessage({ content: content as never }),
  ];
  const picture = (data: string) => ({
    type: 'image_url',
    image_url: { url: `data:image/png;base64,${data}` },
  });
  const text = { type: 'text', text: prompt };
  const call = { id: 'call_1', name: 'weather', args: { city: 'Oslo' }, type: 'tool_call' as const };
  type Run = (pair: ReturnType<typeof both>) => Promise<unknown>;
  const runs: Readonly<Record<string, readonly [Run, Parameters<typeof both>[0]?]>> = {
    plain: [({ chain }) => chain.invoke(messages)],
    'another system text': [
      ({ chain }) => chain.invoke([new SystemMessage(`${system} `), new HumanMessage(prompt)]),
    ],
    'no system text': [({ chain }) => chain.invoke(prompt)],
    'system text as the user': [
      ({ chain }) => chain.invoke([new HumanMessage(system), new HumanMessage(prompt)]),
    ],
    'both texts in one message': [({ chain }) => chain.invoke([new HumanMessage(`${system}\n${prompt}`)])],
    'two texts in one message': [({ chain }) => chain.invoke(parts(text, text))],
    'an answer as the last message': [({ chain }) => chain.invoke([...messages, new AIMessage('Two')])],
    'a name of the user': [
      ({ chain }) =>
        chain.invoke([new SystemMessage(system), new HumanMessage({ content: prompt, name: 'ada' })]),
    ],
    'a developer message': [
      ({ chain }) => chain.invoke([{ role: 'developer', content: system }, new HumanMessage(prompt)]),
    ],
    'a picture': [({ chain }) => chain.invoke(parts(text, picture('AAAA')))],
    'another picture': [({ chain }) => chain.invoke(parts(text, picture('BBBB')))],
    'the picture first': [({ chain }) => chain.invoke(parts(picture('AAAA'), text))],
    'reasoning in an earlier turn': [
      ({ chain }) =>
        chain.invoke([
          ...messages.slice(0, 1),
          new AIMessage({
            content: [
              { type: 'reasoning', reasoning: 'hm', signature: 's1' },
              { type: 'text', text: 'Two' },
            ] as never,
          }),
          new HumanMessage(prompt),
        ]),
    ],
    'another signature': [
      ({ chain }) =>
        chain.invoke([
          ...messages.slice(0, 1),
          new AIMessage({
            content: [
              { type: 'reasoning', reasoning: 'hm', signature: 's2' },
              { type: 'text', text: 'Two' },
            ] as never,
          }),
          new HumanMessage(prompt),
        ]),
    ],
    'the result of a tool': [
      ({ chain }) =>
        chain.invoke([
          ...messages,
          new AIMessage({ content: '', tool_calls: [call] }),
          new ToolMessage({ content: 'cold', tool_call_id: 'call_1', name: 'weather' }),
        ]),
    ],
    'an error of a tool': [
      ({ chain }) =>
        chain.invoke([
          ...messages,
          new AIMessage({ content: '', tool_calls: [call] }),
          new ToolMessage({ content: 'cold', tool_call_id: 'call_1', name: 'weather', status: 'error' }),
        ]),
    ],
    'a tool': [({ chain }) => chain.bindTools([weather]).invoke(messages)],
    'a tool of the AI SDK': [
      ({ chat }) =>
        generateText({
          model: chat,
          system,
          prompt,
          tools: {
            weather: tool({
              description: 'The weather of a city',
              inputSchema: jsonSchema<{ city: string }>({
                type: 'object',
                properties: { city: { type: 'string' } },
              }),
            }),
          },
        }),
    ],
    'a schema': [
      ({ chain }) =>
        chain
          .withStructuredOutput(Person, { method: 'jsonSchema' })
          .invoke(messages)
          .catch(() => undefined),
    ],
    'a schema of the AI SDK': [
      ({ chat }) =>
        generateText({ model: chat, system, prompt, output: Output.object({ schema: Person }) }).catch(
          () => undefined,
        ),
    ],
    'another model': [({ chain }) => chain.invoke(messages), { model: 'gpt-4o' }],
    'a temperature of 0': [({ chain }) => chain.invoke(messages), { temperature: 0 }],
    'a limit': [({ chain }) => chain.invoke(messages), { maxTokens: 10 }],
    'a limit by its other name': [({ chain }) => chain.invoke(messages), { maxCompletionTokens: 11 }],
    'log probabilities': [({ chain }) => chain.invoke(messages), { logprobs: true }],
    "a parameter of the user's own": [
      ({ chain }) => chain.invoke(messages),
      { modelKwargs: { reasoning_effort: 'high' } },
    ],
    'a bias': [({ chain }) => chain.invoke(messages), { logitBias: { 1: 2 } }],
    'one seed': [({ chain }) => chain.invoke(messages), { modelKwargs: { seed: 1 } }],
    'another seed': [({ chain }) => chain.invoke(messages), { modelKwargs: { seed: 2 } }],
    'a stop word': [({ chain }) => chain.invoke(messages, { stop: ['a'] })],
    'a tenant': [({ chain }) => chain.invoke(messages, { reprise: { scope: 'a' } })],
    'another tenant': [
      ({ chat }) =>
        generateText({ model: chat, system, prompt, providerOptions: { reprise: { scope: 'b' } } }),
    ],
    'reasoning effort of the AI SDK': [
      ({ chat }) =>
        generateText({
          model: chat,
          system,
          prompt,
          providerOptions: { openai: { reasoningEffort: 'high' } },
        }),
    ],
  };

  it('has a key of its own each', async () => {
    const keys: string[] = [];
    for (const [run, fields] of Object.values(runs)) {
      const pair = both(fields);
      await run(pair);
      expect(pair.requests).toHaveLength(1);
      for (const request of pair.requests) keys.push((await requestKeys(request, 'test')).key);
    }
    const names = Object.keys(runs);
    const met = keys.flatMap((key, place) =>
      keys.indexOf(key) === place ? [] : [[names[place], names[keys.indexOf(key)]]],
    );
    expect(met).toEqual([]);
  });

  it('entries of a BaseCache, whose prompt is a text, are their own', async () => {
    const { chain } = both();
    const cache = createCache();
    const plain = provider.chat({ cache: new RepriseCache(cache) });
    await plain.invoke(messages);
    const wrapped = new CachedChatModel({ model: provider.chat(), cache });
    expect(told(await wrapped.invoke(messages)).status).toBe('miss');
    expect(chain).toBeDefined();
  });
});

describe("a call whose provider fetches with the caller's credentials", () => {
  it("goes past the cache: another caller's answer may hold other data", async () => {
    const { chain, events } = both();
    const mcp = {
      type: 'mcp',
      server_label: 'mail',
      server_url: 'https://mcp.example',
      headers: { authorization: 'Bearer t0p' },
    };
    for (let run = 0; run < 2; run++)
      await chain.invoke(messages, { tools: [mcp] } as object).catch(() => undefined);
    expect(events.map((event) => event.type)).toEqual(['bypass', 'bypass']);
    expect(events[0]).toMatchObject({ reason: 'not-serialisable' });
  });
});

describe('secrets', () => {
  it('stand in no request, event or message', async () => {
    const { chain, requests, events } = both();
    const first = await chain.invoke(messages, {
      options: { headers: { authorization: 'Bearer t0p' } },
    } as object);
    const second = await chain.invoke(messages);
    expect(told(second).status).toBe('hit');
    const everything = JSON.stringify([requests, events, first, second]);
    for (const secret of [SECRET_KEY, SECRET_HEADER, 't0p']) expect(everything).not.toContain(secret);
  });

  it('stand in no trace, nor does the tenant', async () => {
    const { chain } = both();
    const traced: unknown[] = [];
    const mcp = {
      type: 'mcp',
      server_label: 'mail',
      server_url: 'https://mcp.example',
      headers: { authorization: 'Bearer t0p' },
    };
    await chain
      .invoke(messages, {
        reprise: { scope: 'tenant-a' },
        tools: [mcp],
        callbacks: [{ handleChatModelStart: (...seen: unknown[]) => void traced.push(seen) }],
      } as object)
      .catch(() => undefined);
    const text = JSON.stringify(traced);
    expect(traced).toHaveLength(1);
    for (const secret of [SECRET_KEY, SECRET_HEADER, 't0p', 'tenant-a']) expect(text).not.toContain(secret);
  });
});

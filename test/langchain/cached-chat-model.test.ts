import { AIMessage, type AIMessageChunk, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { fakeModel } from '@langchain/core/testing';
import { concat } from '@langchain/core/utils/stream';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { fakeTimeOf } from '../fake-time.ts';
import { patientTimeouts } from '../patience.ts';
import { BIKE, fakeProvider, Person, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

function cached(fields: Parameters<typeof provider.chat>[0] = {}) {
  const events: CacheEvent[] = [];
  const cache = createCache({ timeouts: patientTimeouts, onEvent: (event) => events.push(event) });
  return { cache, events, model: new CachedChatModel({ model: provider.chat(fields), cache }) };
}

async function chunksOf(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk[]> {
  const chunks: AIMessageChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

function whole(chunks: readonly AIMessageChunk[]): AIMessageChunk {
  return chunks.reduce((sum, chunk) => concat(sum, chunk));
}

const withoutIds = (message: AIMessage | AIMessageChunk) => ({
  content: message.content,
  calls: message.tool_calls?.map(({ name, args, type }) => ({ name, args, type })),
  invalid: message.invalid_tool_calls,
});

describe('invoke', () => {
  it('answers the second identical call without the model, with the same text', async () => {
    const { model } = cached();
    const first = await model.invoke('hi');
    const second = await model.invoke('hi');
    expect(second.content).toBe(first.content);
    expect(provider.calls()).toBe(1);
  });

  it('says where the answer came from, and what that saved', async () => {
    const { model } = cached();
    const first = await model.invoke('hi');
    const second = await model.invoke('hi');
    expect(first.response_metadata.reprise).toMatchObject({ status: 'miss', reason: 'absent' });
    expect(second.response_metadata.reprise).toMatchObject({
      status: 'hit',
      layer: 'memory',
      saved: { inputTokens: expect.any(Number), usd: expect.any(Number) },
    });
  });

  it('gives a hit zero usage, the metadata of the first answer and an id of its own', async () => {
    const { model } = cached();
    const first = await model.invoke('hi');
    const [second, third] = [await model.invoke('hi'), await model.invoke('hi')];
    expect(second.usage_metadata).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0 });
    expect(second.response_metadata).toMatchObject({
      finish_reason: 'stop',
      model_name: 'gpt-4o-mini',
      model_provider: 'openai',
      tokenUsage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 },
    });
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect(AIMessage.isInstance(second)).toBe(true);
  });

  it('gives a hit the kinds of tokens that the answer had, each of them 0', async () => {
    const usage_metadata = {
      input_tokens: 9,
      output_tokens: 5,
      total_tokens: 14,
      input_token_details: { cache_read: 4, cache_creation: 1 },
      output_token_details: { reasoning: 2 },
    };
    const ended = { content: 'So.', response_metadata: { finish_reason: 'stop' } };
    const answer = Object.assign(new AIMessage(ended), { usage_metadata });
    const model = new CachedChatModel({ model: fakeModel().respond(answer), cache: createCache() });
    await model.invoke('Why?');
    const zero = {
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
      input_token_details: { cache_read: 0, cache_creation: 0 },
      output_token_details: { reasoning: 0 },
    };
    expect((await model.invoke('Why?')).usage_metadata).toEqual(zero);
    expect(whole(await chunksOf(await model.stream('Why?'))).usage_metadata).toEqual(zero);
  });

  it('gives every caller a copy of its own', async () => {
    const { model } = cached();
    await model.invoke('hi');
    const second = await model.invoke('hi');
    second.content = 'changed';
    second.response_metadata.finish_reason = 'changed';
    const third = await model.invoke('hi');
    expect(third.content).toContain(BIKE);
    expect(third.response_metadata.finish_reason).toBe('stop');
  });

  it('tells messages apart that read the same as one text', async () => {
    const { model } = cached();
    const one = await model.invoke([new HumanMessage('hi\nAI: yo')]);
    const two = await model.invoke([new HumanMessage('hi'), new AIMessage('yo')]);
    expect(provider.calls()).toBe(2);
    expect(two.content).not.toBe(one.content);
  });

  it('tells images apart by their content', async () => {
    const { model } = cached();
    const ask = (data: string) =>
      model.invoke([
        new HumanMessage({
          content: [
            { type: 'text', text: 'what is this' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } },
          ],
        }),
      ]);
    await ask('AAAA');
    await ask('BBBB');
    expect(provider.calls()).toBe(2);
    await ask('AAAA');
    expect(provider.calls()).toBe(2);
  });

  it('makes one call of several at the same time', async () => {
    const { model, events } = cached();
    const answers = await Promise.all(Array.from({ length: 5 }, () => model.invoke('slowly please')));
    expect(provider.calls()).toBe(1);
    expect(new Set(answers.map((answer) => answer.content)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(5);
    expect(events.filter((event) => event.type === 'shared')).toHaveLength(4);
  });

  it('answers a batch of hits and misses in its order', async () => {
    const { model } = cached();
    const two = await model.invoke('two');
    const answers = await model.batch(['one is longer than two', 'two', 'three', 'two']);
    const live = await Promise.all(
      ['one is longer than two', 'two', 'three', 'two'].map((text) => provider.chat().invoke(text)),
    );
    expect(answers.map((answer) => answer.content)).toEqual(live.map((answer) => answer.content));
    expect(answers[1]?.content).toBe(two.content);
    expect(answers.map((answer) => told(answer).status)).toEqual(['miss', 'hit', 'miss', 'hit']);
  });

  it("answers core's own generate() of several prompts, hits and misses mixed, in its order", async () => {
    const { model } = cached();
    await model.invoke('two');
    const result = await model.generate([[new HumanMessage('a longer one')], [new HumanMessage('two')]]);
    const live = [await provider.chat().invoke('a longer one'), await provider.chat().invoke('two')];
    expect(result.generations.map(([generation]) => generation?.text)).toEqual(live.map(({ text }) => text));
  });

  it("passes the model's error on, and stores nothing", async () => {
    const { model, events } = cached();
    await expect(model.invoke('fail')).rejects.toThrow('overloaded');
    await expect(model.invoke('fail')).rejects.toThrow('overloaded');
    expect(provider.calls()).toBe(2);
    expect(events.some((event) => event.type === 'stored')).toBe(false);
  });

  it('goes past the cache for a temperature above 0, and caches 0', async () => {
    const varied = cached({ temperature: 0.7 });
    await varied.model.invoke('hi');
    const again = await varied.model.invoke('hi');
    expect(again.response_metadata.reprise).toEqual({ status: 'bypass', reason: 'temperature' });
    const fixed = cached({ temperature: 0 });
    await fixed.model.invoke('hi');
    expect(told(await fixed.model.invoke('hi')).status).toBe('hit');
  });
});

describe('stream', () => {
  it('streams a hit in the chunks in which it came, without a call', async () => {
    const { model } = cached();
    const first = await chunksOf(await model.stream('tell me'));
    const second = await chunksOf(await model.stream('tell me'));
    expect(provider.calls()).toBe(1);
    const texts = (chunks: AIMessageChunk[]) =>
      chunks.map((chunk) => chunk.text).filter((text) => text !== '');
    expect(texts(second).length).toBeGreaterThan(3);
    expect(texts(second)).toEqual(texts(first));
    expect(withoutIds(whole(second))).toEqual(withoutIds(whole(first)));
    expect(whole(second).response_metadata).toMatchObject({
      finish_reason: 'stop',
      model_name: 'gpt-4o-mini',
    });
    expect(whole(second).response_metadata.reprise).toMatchObject({ status: 'hit' });
    expect(whole(second).usage_metadata).toMatchObject({
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
    });
    expect(whole(second).id).not.toBe(whole(first).id);
  });

  it('streams tool calls of a hit, equal to those of the first answer', async () => {
    const { model } = cached();
    const bound = model.bindTools([weather]);
    const first = whole(await chunksOf(await bound.stream('weather?')));
    const chunks = await chunksOf(await bound.stream('weather?'));
    const second = whole(chunks);
    expect(provider.calls()).toBe(1);
    expect(chunks.filter((chunk) => (chunk.tool_call_chunks ?? []).length > 0).length).toBeGreaterThan(1);
    expect(second.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Oslo' }, type: 'tool_call' }]);
    expect(withoutIds(second)).toEqual(withoutIds(first));
    // A call's id names one call: two runs have two.
    expect(second.tool_calls?.[0]?.id).not.toBe(first.tool_calls?.[0]?.id);
    expect(second.additional_kwargs.tool_calls).toMatchObject([
      { id: second.tool_calls?.[0]?.id, function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
    ]);
  });

  it('shares entries with invoke, in both directions', async () => {
    const { model } = cached();
    const streamed = whole(await chunksOf(await model.stream('first streamed')));
    expect((await model.invoke('first streamed')).content).toBe(streamed.content);
    const invoked = await model.invoke('first invoked');
    const chunks = await chunksOf(await model.stream('first invoked'));
    expect(chunks.length).toBeGreaterThan(2);
    expect(whole(chunks).content).toBe(invoked.content);
    expect(provider.calls()).toBe(2);
  });

  it('lets several readers share one live stream', async () => {
    const { model } = cached();
    const answers = await Promise.all(
      Array.from({ length: 3 }, async () => whole(await chunksOf(await model.stream('slowly please')))),
    );
    expect(provider.calls()).toBe(1);
    expect(new Set(answers.map((answer) => answer.content))).toEqual(new Set([BIKE]));
  });

  it('stores nothing of a stream that is left early', async () => {
    const { model, events, cache } = cached();
    for await (const chunk of await model.stream('slowly please')) if (chunk.text !== '') break;
    await cache.close();
    expect(events.some((event) => event.type === 'stored')).toBe(false);
    expect(events.some((event) => event.type === 'not-stored' && event.reason === 'abandoned')).toBe(true);
  });

  it('stores nothing of a stream that breaks off', async () => {
    const { model, events, cache } = cached({ maxRetries: 2 });
    await expect(async () => chunksOf(await model.stream('broken off'))).rejects.toThrow();
    await cache.close();
    expect(events.some((event) => event.type === 'stored')).toBe(false);
    expect(events.some((event) => event.type === 'not-stored')).toBe(true);
  });

  it('passes on the error of a call that fails at once', async () => {
    const { model } = cached();
    await expect(async () => chunksOf(await model.stream('fail'))).rejects.toThrow('overloaded');
  });

  it('stops for a caller that aborts, also in a replay', async () => {
    const { model } = cached();
    await model.invoke('abort me');
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of await model.stream('abort me', { signal: controller.signal })) controller.abort();
    };
    await expect(read()).rejects.toThrow();
  });

  it('replays with the recorded delays if it is asked to', async () => {
    const slow = new FakeListChatModel({ responses: ['three', 'other'], sleep: 30 });
    const cache = createCache();
    const model = new CachedChatModel({ model: slow, cache, replay: 'recorded', assumeFinished: true });
    const read = async () => {
      expect(whole(await chunksOf(await model.stream('tell me slowly'))).text).toBe('three');
    };
    expect(await fakeTimeOf(read)).toBe(150);
    // Between five chunks: the wait for the first isn't one.
    expect(await fakeTimeOf(read)).toBe(120);
  });
});

describe('callbacks', () => {
  async function observed(run: (callbacks: object[]) => Promise<unknown>) {
    const seen: string[] = [];
    const tokens: string[] = [];
    await run([
      {
        handleChatModelStart: () => void seen.push('start'),
        handleLLMNewToken: (token: string) => {
          seen.push('token');
          tokens.push(token);
        },
        handleLLMEnd: () => void seen.push('end'),
        handleLLMError: () => void seen.push('error'),
      },
    ]);
    return { seen, text: tokens.join('') };
  }

  it('fire on a streamed hit as they do live: one start, a token per chunk, one end', async () => {
    const { model } = cached();
    const run = () => observed(async (callbacks) => chunksOf(await model.stream('tell me', { callbacks })));
    const live = await run();
    const hit = await run();
    expect(hit.text).toBe(live.text);
    expect(live.seen.filter((each) => each !== 'token')).toEqual(['start', 'end']);
    expect(hit.seen.filter((each) => each !== 'token')).toEqual(['start', 'end']);
    expect(hit.seen.filter((each) => each === 'token').length).toBeGreaterThan(3);
  });

  it('fire once for an invoke, hit or miss', async () => {
    const { model } = cached();
    const run = () => observed((callbacks) => model.invoke('hi', { callbacks }));
    expect((await run()).seen).toEqual(['start', 'end']);
    expect((await run()).seen).toEqual(['start', 'end']);
  });

  it('of the wrapped model fire on hits as well', async () => {
    let ends = 0;
    const { model } = cached({ callbacks: [{ handleLLMEnd: () => void ends++ }] });
    await model.invoke('hi');
    await model.invoke('hi');
    expect(ends).toBe(2);
  });
});

describe('streamEvents', () => {
  it('v2 tells a hit as it tells a miss', async () => {
    const { model } = cached();
    const run = async () => {
      const names: string[] = [];
      let text = '';
      for await (const event of model.streamEvents('tell me', { version: 'v2' })) {
        names.push(event.event);
        if (event.event === 'on_chat_model_stream') text += event.data.chunk.text;
      }
      return { names, text };
    };
    const live = await run();
    const hit = await run();
    expect(provider.calls()).toBe(1);
    expect(hit.text).toBe(live.text);
    expect(hit.names.filter((name) => name === 'on_chat_model_stream').length).toBeGreaterThan(3);
    expect([hit.names[0], hit.names.at(-1)]).toEqual(['on_chat_model_start', 'on_chat_model_end']);
  });

  it('v3 tells a hit as it tells a miss', async () => {
    const { model } = cached();
    const run = async () => {
      const events: { event: string }[] = [];
      for await (const event of model.streamEvents('tell me')) events.push(event);
      return events;
    };
    const live = await run();
    const hit = await run();
    expect(provider.calls()).toBe(1);
    const blocks = (events: { event: string }[]) =>
      events.filter(({ event }) => event.startsWith('content-block'));
    expect(blocks(hit)).toEqual(blocks(live));
    expect(hit.at(-1)).toMatchObject({ event: 'message-finish', reason: 'stop' });
    expect((await model.streamEvents('tell me')).text).toContain(BIKE);
  });
});

describe('bindTools and withStructuredOutput', () => {
  it('keeps tools in the key', async () => {
    const { model } = cached();
    await model.bindTools([weather]).invoke('weather?');
    await model.invoke('weather?');
    await model.bindTools([weather], { tool_choice: 'weather' }).invoke('weather?');
    expect(provider.calls()).toBe(3);
    const hit = await model.bindTools([weather]).invoke('weather?');
    expect(provider.calls()).toBe(3);
    expect(hit.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Oslo' } }]);
  });

  it('answers a structured output from the cache, by the way of the wrapped model', async () => {
    const { model } = cached();
    const structured = model.withStructuredOutput(Person, { method: 'jsonSchema' });
    expect(await structured.invoke('a person')).toEqual({ name: 'Ada', age: 36 });
    expect(await structured.invoke('a person')).toEqual({ name: 'Ada', age: 36 });
    expect(provider.calls()).toBe(1);
    expect(provider.mock.getRequests()[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } });
  });

  it('gives the raw message as well, if it is asked to', async () => {
    const { model } = cached();
    const structured = model.withStructuredOutput(Person, { method: 'jsonSchema', includeRaw: true });
    await structured.invoke('a person');
    expect(await structured.invoke('a person')).toMatchObject({
      raw: { response_metadata: { reprise: { status: 'hit' } } },
      parsed: { name: 'Ada', age: 36 },
    });
  });

  it('does not store an answer that is not what the schema asks for', async () => {
    const { model, events } = cached();
    const structured = model.withStructuredOutput(z.toJSONSchema(Person), { method: 'jsonSchema' });
    await structured.invoke('a robot').catch(() => undefined);
    expect(events.find((event) => event.type === 'not-stored')).toMatchObject({ reason: 'invalid-output' });
  });
});

describe('in a chain', () => {
  it('streams through the parser, hit and miss alike', async () => {
    const { model } = cached();
    const chain = ChatPromptTemplate.fromMessages([
      ['system', 'Answer about {topic}.'],
      ['human', '{question}'],
    ])
      .pipe(model)
      .pipe(new StringOutputParser());
    const run = async () => {
      const pieces: string[] = [];
      for await (const piece of await chain.stream({ topic: 'bikes', question: 'How many wheels?' })) {
        pieces.push(piece);
      }
      return pieces.filter((piece) => piece !== '');
    };
    const live = await run();
    const hit = await run();
    expect(provider.calls()).toBe(1);
    expect(hit).toEqual(live);
    expect(hit.length).toBeGreaterThan(3);
  });
});

describe('what a call says to the cache', () => {
  it('is heard in its options, in configurable and in the constructor, in this order', async () => {
    const cache = createCache();
    const model = new CachedChatModel({ model: provider.chat(), cache, scope: 'a' });
    const ask = (options?: Parameters<typeof model.invoke>[1]) =>
      model.invoke([new SystemMessage('s'), new HumanMessage('hi')], options);
    await ask();
    expect(told(await ask({ reprise: { scope: 'b' } })).status).toBe('miss');
    expect(told(await ask({ configurable: { reprise: { scope: 'b' } } })).status).toBe('hit');
    expect(
      told(await ask({ configurable: { reprise: { scope: 'c' } }, reprise: { scope: 'a' } })).status,
    ).toBe('hit');
    expect((await ask({ reprise: { mode: 'bypass' } })).response_metadata.reprise).toEqual({
      status: 'bypass',
      reason: 'mode',
    });
  });

  it('reaches the model inside of a chain', async () => {
    const { model } = cached();
    const chain = ChatPromptTemplate.fromTemplate('{text}').pipe(model);
    await chain.invoke({ text: 'hi' }, { configurable: { reprise: { scope: 'a' } } });
    const other = await chain.invoke({ text: 'hi' }, { configurable: { reprise: { scope: 'b' } } });
    expect(told(other).status).toBe('miss');
  });

  it('drops answers by tag', async () => {
    const { model, cache } = cached();
    await model.invoke('hi', { reprise: { tags: ['docs'] } });
    await cache.invalidate({ tags: ['docs'] });
    expect(
      (await model.invoke('hi', { reprise: { tags: ['docs'] } })).response_metadata.reprise,
    ).toMatchObject({
      status: 'miss',
      reason: 'invalidated',
    });
  });

  it('is refused when it is misspelt', async () => {
    const { model } = cached();
    await expect(model.invoke('hi', { configurable: { reprise: { scop: 'a' } } })).rejects.toThrow(
      'configurable.reprise',
    );
  });
});

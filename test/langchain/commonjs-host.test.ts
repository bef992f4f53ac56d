import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { BIKE, fakeProvider, Person, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

// What a host in CommonJS loads: another copy of core's classes than that of this package, which is of ES modules.
const { ChatOpenAI }: typeof import('@langchain/openai') = createRequire(import.meta.url)(
  '@langchain/openai',
);
const { AIMessageChunk }: typeof import('@langchain/core/messages') = createRequire(import.meta.url)(
  '@langchain/core/messages',
);

function cached() {
  const model = new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: 'none',
    maxRetries: 0,
    configuration: { baseURL: `${provider.mock.url}/v1` },
  });
  return new CachedChatModel({ model, cache: createCache() });
}

async function streamed(model: Pick<CachedChatModel, 'stream'>, question: string) {
  let whole = new AIMessageChunk('');
  for await (const chunk of await model.stream(question)) whole = whole.concat(chunk);
  return whole;
}

describe('a model that a CommonJS host has loaded', () => {
  it('is another copy of core than this package’s', async () => {
    const { AIMessageChunk: own } = await import('@langchain/core/messages');
    expect(own.isInstance(new AIMessageChunk('x'))).toBe(false);
  });

  it('is cached when it streams', async () => {
    const model = cached();
    const live = await streamed(model, 'a bike');
    const warm = await streamed(model, 'a bike');
    expect(warm.text).toBe(live.text);
    expect(warm.text).toContain(BIKE);
    expect(told(warm)).toMatchObject({ status: 'hit' });
    expect(provider.calls()).toBe(1);
  });

  it('is cached with the calls of tools that it streams', async () => {
    const model = cached().bindTools([weather]);
    await streamed(model, 'weather?');
    const warm = await streamed(model, 'weather?');
    expect(warm.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Oslo' } }]);
    expect(provider.calls()).toBe(1);
  });

  it('is cached when it is invoked, and behind a structured output', async () => {
    const model = cached();
    await model.invoke('a bike');
    expect(told(await model.invoke('a bike'))).toMatchObject({ status: 'hit' });
    const structured = model.withStructuredOutput(Person, { method: 'jsonSchema' });
    await structured.invoke('a person');
    expect(await structured.invoke('a person')).toEqual({ name: 'Ada', age: 36 });
    expect(provider.calls()).toBe(2);
  });
});

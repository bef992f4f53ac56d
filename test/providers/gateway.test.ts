import { createGateway } from '@ai-sdk/gateway';
import type * as ai7 from 'ai';
import { createGateway as createGatewayV2 } from 'ai-v5';
import { createGateway as createGatewayV3 } from 'ai-v6';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware, repriseOptions } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { ending, textParts } from '../ai-sdk/fake-model.ts';
import { type Version, versions } from '../ai-sdk/versions.ts';
import { StrictProvider } from './strict-provider.ts';

const create: Readonly<Record<Version['name'], (settings: { baseURL: string; apiKey: string }) => unknown>> =
  { 'ai 5': createGatewayV2, 'ai 6': createGatewayV3, 'ai 7': createGateway };

describe.each(versions)('with $name, the gateway', ({ name, specification, sdk }) => {
  let server: StrictProvider;
  let model: ai7.LanguageModel;

  beforeEach(async () => {
    // A gateway forwards options that it doesn't know, wherever they stand.
    server = new StrictProvider((body, { 'ai-language-model-streaming': streams }) => {
      if (/reprise|user-1|handbook/.test(JSON.stringify(body))) return { refused: 'an unknown option' };
      const text = `Answer ${server.requests.length}.`;
      if (streams === 'true') return { answer: { events: textParts(specification, [text]) } };
      return {
        answer: { content: [{ type: 'text', text }], warnings: [], ...ending(specification) },
      };
    });
    const gateway = create[name]?.({ baseURL: await server.start(), apiKey: 'test' });
    const inner = (gateway as (id: string) => ai7.LanguageModel)('openai/gpt-4.1-mini');
    const middleware = cacheMiddleware(createCache(), { tags: ['handbook'] });
    model = sdk.wrapLanguageModel({ model: inner as never, middleware: middleware as never });
  });
  afterEach(() => server.stop());

  const question = { role: 'user', content: 'Why?' } as const;
  const options = (messages: ai7.ModelMessage[]) => ({
    model,
    messages,
    maxRetries: 0,
    providerOptions: { ...repriseOptions({ scope: 'user-1' }), gateway: { order: ['openai'] } },
  });
  const streamed = async (messages: ai7.ModelMessage[]) => {
    const result = sdk.streamText(options(messages));
    await result.consumeStream();
    return { text: await result.text, messages: (await result.response).messages };
  };
  const generated = async (messages: ai7.ModelMessage[]) => {
    const { text, response } = await sdk.generateText(options(messages));
    return { text, messages: response.messages };
  };

  it.each([
    ['whole', generated],
    ['streamed', streamed],
  ])('is told nothing of what is said to the cache: cold, warm, and in the next turn, %s', async (_, ask) => {
    const cold = await ask([question]);
    const warm = [await generated([question]), await streamed([question])];
    expect(warm.map(({ text }) => text)).toEqual([cold.text, cold.text]);
    expect(server.requests).toHaveLength(1);
    for (const { messages } of [cold, ...warm]) {
      const next = [question, ...messages, { role: 'user', content: 'And then?' } as const];
      expect((await ask(next)).text).toBe('Answer 2.');
    }
    expect(server.requests).toHaveLength(2);
    expect(server.requests.map(({ providerOptions }) => providerOptions)).toEqual([
      { gateway: { order: ['openai'] } },
      { gateway: { order: ['openai'] } },
    ]);
    expect(server.refusals).toEqual([]);
  });
});

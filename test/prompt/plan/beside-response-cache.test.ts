import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, type ModelMessage, streamText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../../src/ai-sdk/index.ts';
import { createCache } from '../../../src/create-cache.ts';
import { promptCacheMiddleware } from '../../../src/prompt/index.ts';
import { lookupOrder, prose } from '../support-prompt.ts';
import { answers, captureFetch } from '../wire.ts';

const conversation: ModelMessage[] = [
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Hi' },
  { role: 'user', content: 'Where is my order?' },
];
const request = { instructions: prose('support', 2000), messages: conversation, tools: { lookupOrder } };

describe.each(['anthropic', 'openai'] as const)('the marks for %s beside the response cache', (provider) => {
  const open = () => {
    const wire = captureFetch(provider === 'anthropic' ? answers.anthropic : answers.openaiResponses);
    const model =
      provider === 'anthropic'
        ? createAnthropic({ apiKey: 'none', fetch: wire.fetch })('claude-sonnet-4-5')
        : createOpenAI({ apiKey: 'none', fetch: wire.fetch })('gpt-5.6');
    return { model, bodies: wire.bodies };
  };

  it('are the same hit whatever the order of the middleware, and without marks at all', async () => {
    const { model, bodies } = open();
    const cache = createCache();
    const response = cacheMiddleware(cache);
    const stacks = [[response, promptCacheMiddleware()], [promptCacheMiddleware(), response], [response]];
    for (const middleware of stacks) {
      const { text } = await generateText({ model: wrapLanguageModel({ model, middleware }), ...request });
      expect(text).toBe('ok');
    }
    expect(bodies).toHaveLength(1);
    expect(JSON.stringify(bodies[0])).toMatch(/cache_control|prompt_cache_breakpoint/);
    await cache.close();
  });

  it('do not keep a stream from the entry of a generated answer', async () => {
    const { model, bodies } = open();
    const cache = createCache();
    const wrapped = wrapLanguageModel({
      model,
      middleware: [promptCacheMiddleware(), cacheMiddleware(cache)],
    });
    await generateText({ model: wrapped, ...request });
    expect(await streamText({ model: wrapped, ...request }).text).toBe('ok');
    expect(bodies).toHaveLength(1);
    await cache.close();
  });
});

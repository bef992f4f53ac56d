import { createAnthropic } from '@ai-sdk/anthropic';
import type * as ai7 from 'ai';
import { createAnthropic as createAnthropicV2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropicV3 } from 'ai-sdk-anthropic-v3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { type Version, versions } from '../ai-sdk/versions.ts';
import { messageEvents, pausingMessages, StrictProvider } from './strict-provider.ts';

type Create = (settings: { baseURL: string; apiKey: string }) => unknown;

const create: Readonly<Record<Version['name'], Create>> = {
  'ai 5': createAnthropicV2,
  'ai 6': createAnthropicV3,
  'ai 7': createAnthropic,
};

describe.each(versions)('with $name', ({ name, specification, sdk }) => {
  describe.each([
    'before',
    'behind',
  ] as const)('a turn of Anthropic that pauses %s the result of its tool', (place) => {
    let server: StrictProvider;
    let model: ai7.LanguageModel;

    beforeEach(async () => {
      const rules = pausingMessages(place);
      server = new StrictProvider((body) => {
        const verdict = rules(body);
        return 'answer' in verdict && body.stream === true
          ? { answer: { events: messageEvents(verdict.answer) } }
          : verdict;
      });
      const provider = create[name]?.({ baseURL: await server.start(), apiKey: 'test' });
      const inner = (provider as (id: string) => ai7.LanguageModel)('one');
      const cache = createCache({ policy: { providerTools: true } });
      model = sdk.wrapLanguageModel({ model: inner as never, middleware: cacheMiddleware(cache) as never });
    });
    afterEach(() => server.stop());

    const question = { role: 'user', content: 'What is the weather?' } as const;
    const options = (messages: ai7.ModelMessage[]) => ({
      model,
      messages,
      maxRetries: 0,
      toolsContext: {} as never,
      tools: {
        web_search: {
          type: specification === 'v2' ? 'provider-defined' : 'provider',
          isProviderExecuted: true,
          id: 'anthropic.web_search_20250305',
          name: 'web_search',
          args: {},
          inputSchema: sdk.jsonSchema({ type: 'object' }),
        },
      } as never,
    });
    it('is not stored whole', async () => {
      await sdk.generateText(options([question]));
      await sdk.generateText(options([question]));
      expect(server.requests).toHaveLength(2);
    });

    it('is not stored as a stream, and goes on', async () => {
      const streamed = async (messages: ai7.ModelMessage[]) => {
        const result = sdk.streamText(options(messages));
        await result.consumeStream();
        return { text: await result.text, messages: (await result.response).messages };
      };
      await streamed([question]);
      const paused = await streamed([question]);
      expect(server.requests).toHaveLength(2);
      expect((await streamed([question, ...paused.messages])).text).toBe('It is cold in Oslo.');
      expect(server.refusals).toEqual([]);
    });
  });
});

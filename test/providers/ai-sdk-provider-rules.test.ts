import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import type * as ai7 from 'ai';
import { createAnthropic as createAnthropicV2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropicV3 } from 'ai-sdk-anthropic-v3';
import { createGoogleGenerativeAI as createGoogleV2 } from 'ai-sdk-google-v2';
import { createGoogleGenerativeAI as createGoogleV3 } from 'ai-sdk-google-v3';
import { createMistral as createMistralV2 } from 'ai-sdk-mistral-v2';
import { createMistral as createMistralV3 } from 'ai-sdk-mistral-v3';
import { createOpenAI as createOpenAIV2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAIV3 } from 'ai-sdk-openai-v3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { type Version, versions } from '../ai-sdk/versions.ts';
import {
  anthropicMessages,
  chatCompletions,
  forgetfulResponses,
  geminiContents,
  idSource,
  StrictProvider,
  type Verdict,
} from './strict-provider.ts';

type Create = (settings: { baseURL: string; apiKey: string }) => unknown;
type Judge = (body: Readonly<Record<string, unknown>>) => Verdict;

interface Provider {
  readonly name: string;
  readonly judge: () => Judge;
  readonly create: Readonly<Record<Version['name'], Create>>;
}

const providers: readonly Provider[] = [
  {
    name: 'Mistral',
    judge: () => chatCompletions(/^[a-zA-Z0-9]{9}$/, idSource('', 9)),
    create: { 'ai 5': createMistralV2, 'ai 6': createMistralV3, 'ai 7': createMistral },
  },
  {
    name: 'Anthropic',
    judge: () => anthropicMessages(idSource('toolu_', 24)),
    create: { 'ai 5': createAnthropicV2, 'ai 6': createAnthropicV3, 'ai 7': createAnthropic },
  },
  {
    name: 'OpenAI, of a project that has forgotten its items',
    judge: () => forgetfulResponses(idSource('call_', 24)),
    create: { 'ai 5': createOpenAIV2, 'ai 6': createOpenAIV3, 'ai 7': createOpenAI },
  },
  {
    name: 'Google',
    judge: geminiContents,
    create: { 'ai 5': createGoogleV2, 'ai 6': createGoogleV3, 'ai 7': createGoogleGenerativeAI },
  },
];

describe.each(versions)('with $name', ({ name: version, specification, sdk }) => {
  describe.each(providers)('$name', ({ name, judge, create }) => {
    let server: StrictProvider;
    let model: ai7.LanguageModel;
    let ran: string[];
    let remembers: boolean;

    beforeEach(async () => {
      const rules = judge();
      // Whoever made the first answer may refer to what it made: the rules hold for those who come after.
      server = new StrictProvider((body) => (remembers ? answered(rules, body) : rules(body)));
      remembers = false;
      ran = [];
      const provider = create[version]?.({ baseURL: await server.start(), apiKey: 'test' });
      const inner = (provider as (id: string) => ai7.LanguageModel)('one');
      const cache = createCache({ policy: { providerTools: true } });
      model = sdk.wrapLanguageModel({ model: inner as never, middleware: cacheMiddleware(cache) as never });
    });
    afterEach(() => server.stop());

    const tools = () => ({
      // A tool that the provider runs itself has to be known to the SDK.
      web_search: {
        type: specification === 'v2' ? 'provider-defined' : 'provider',
        isProviderExecuted: true,
        id: 'anthropic.web_search_20250305',
        name: 'web_search',
        args: {},
        inputSchema: sdk.jsonSchema({ type: 'object' }),
      },
      weather: {
        inputSchema: sdk.jsonSchema<{ city: string }>({
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        }),
        execute: async ({ city }: { city: string }) => {
          ran.push(city);
          return `cold in ${city}`;
        },
      },
    });
    const question = { role: 'user', content: 'Do I need a coat for the weather?' } as const;
    const options = (messages: ai7.ModelMessage[]) => ({
      model,
      messages,
      tools: (name === 'Anthropic' ? tools() : { weather: tools().weather }) as never,
      toolsContext: {} as never,
      maxRetries: 0,
      stopWhen: sdk.stepCountIs(4),
    });

    it('takes the turn behind a hit, whole or streamed', async () => {
      remembers = true;
      const cold = await sdk.generateText(options([question]));
      remembers = false;
      const calls = server.requests.length;
      const warm = await sdk.generateText(options([question]));
      const streamed = sdk.streamText(options([question]));
      await streamed.consumeStream();
      expect(server.requests).toHaveLength(calls);
      expect([warm.text, await streamed.text]).toEqual([cold.text, cold.text]);
      expect(ran).toEqual(['Oslo', 'Oslo', 'Oslo']);

      const histories = [warm.response.messages, (await streamed.response).messages];
      const next = { role: 'user', content: 'And in May?' } as const;
      for (const history of histories) {
        const turn = await sdk.generateText(options([question, ...history, next]));
        expect(turn.text).not.toBe(cold.text);
        // Two turns of one conversation that were both hits have no two equal ids.
        remembers = true;
        const again = await sdk.generateText(options([question, ...history, question]));
        remembers = false;
        expect(again.text).toContain('coat');
      }
      expect(server.refusals).toEqual([]);
    });
  });
});

/** Items that the provider remembers, as what they stand for: calls of tools; the rest needs no answer. */
function answered(rules: Judge, body: Readonly<Record<string, unknown>>): Verdict {
  const { input } = body;
  if (!Array.isArray(input)) return rules(body);
  const told = new Set(input.filter(({ type }) => type === 'function_call').map(({ call_id }) => call_id));
  const calls = input
    .filter(({ type, call_id }) => type === 'function_call_output' && !told.has(call_id))
    .map(({ call_id }) => call_id);
  const known = input.flatMap((item) => {
    if (item.type !== 'item_reference') return [item];
    return String(item.id).startsWith('fc_') ? [{ type: 'function_call', call_id: calls.shift() }] : [];
  });
  return rules({ ...body, input: known });
}

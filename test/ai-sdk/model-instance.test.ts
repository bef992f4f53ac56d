import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import { LLMock } from '@copilotkit/aimock';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { createAnthropic as createAnthropicV2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropicV3 } from 'ai-sdk-anthropic-v3';
import { createGoogleGenerativeAI as createGoogleV2 } from 'ai-sdk-google-v2';
import { createGoogleGenerativeAI as createGoogleV3 } from 'ai-sdk-google-v3';
import { createMistral as createMistralV2 } from 'ai-sdk-mistral-v2';
import { createMistral as createMistralV3 } from 'ai-sdk-mistral-v3';
import { createOpenAI as createOpenAIV2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAIV3 } from 'ai-sdk-openai-v3';
import { createOpenRouter as createOpenRouterV1 } from 'openrouter-v1';
import { createOpenRouter as createOpenRouterV2 } from 'openrouter-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRequest } from '../../src/ai-sdk/call-request.ts';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { promptCacheMiddleware, promptCacheMonitor } from '../../src/prompt/index.ts';
import { requestKeys } from '../../src/request/request-key.ts';
import { versions } from './versions.ts';

interface Settings {
  readonly apiKey: string;
  readonly baseURL?: string;
  readonly headers?: Record<string, string>;
}
interface Model {
  readonly provider: string;
  readonly modelId: string;
}
type Provider = (settings: Settings) => (model: string) => Model;

const providers: readonly (readonly [string, Provider])[] = [
  ['OpenAI, ai 5', createOpenAIV2],
  ['OpenAI, ai 6', createOpenAIV3],
  ['OpenAI, ai 7', createOpenAI],
  ['Anthropic, ai 5', createAnthropicV2],
  ['Anthropic, ai 6', createAnthropicV3],
  ['Anthropic, ai 7', createAnthropic],
  ['Mistral, ai 5', createMistralV2],
  ['Mistral, ai 6', createMistralV3],
  ['Mistral, ai 7', createMistral],
  ['Google, ai 5', createGoogleV2],
  ['Google, ai 6', createGoogleV3],
  ['Google, ai 7', createGoogleGenerativeAI],
  ['OpenRouter, ai 5', createOpenRouterV1],
  ['OpenRouter, ai 6', createOpenRouterV2],
  ['OpenRouter, ai 7', createOpenRouter],
];

const params = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }] };
const keyOf = async (model: Model) => (await requestKeys(callRequest(model, params, {}), 'n')).key;

describe.each(providers)('a model of %s', (_, create) => {
  const at = (baseURL: string) => create({ apiKey: 'k', baseURL })('one');

  it('is another one at another address', async () => {
    expect(await keyOf(at('http://one.test/v1'))).not.toBe(await keyOf(at('http://two.test/v1')));
    expect(await keyOf(at('http://one.test/v1'))).not.toBe(await keyOf(create({ apiKey: 'k' })('one')));
  });

  it('is the same whoever pays, however it is traced, and however the address is written', async () => {
    const plain = await keyOf(at('http://one.test/v1'));
    expect(await keyOf(at('http://user:secret@one.test/v1/'))).toBe(plain);
    const other = create({
      apiKey: 'another',
      baseURL: 'http://one.test/v1',
      headers: { 'x-request-id': '7' },
    });
    expect(await keyOf(other('one'))).toBe(plain);
  });
});

it.each([
  ['openai', createOpenAI],
  ['anthropic', createAnthropic],
  ['mistral', createMistral],
])("the address of %s's own says nothing: LangChain tells none", (_, create) => {
  const { context } = callRequest(create({ apiKey: 'k' })('one'), params, {});
  expect(context).toEqual({ messages: [{ role: 'user', parts: [] }] });
});

describe.each([
  ['ai 5', createOpenRouterV1],
  ['ai 6', createOpenRouterV2],
  ['ai 7', createOpenRouter],
])('a model of OpenRouter, %s', (_, createProvider) => {
  const create: (settings: object) => (model: string, settings?: object) => Model = createProvider;
  const model = (settings: object, ofProvider: object = {}) =>
    create({ apiKey: 'k', ...ofProvider })('openai/gpt-5', settings);

  it('is another one with other settings', async () => {
    const [low, high] = [{ reasoning: { effort: 'low' } }, { reasoning: { effort: 'high' } }];
    expect(await keyOf(model(low))).not.toBe(await keyOf(model(high)));
    expect(await keyOf(model(low))).toBe(await keyOf(model({ reasoning: { effort: 'low' } })));
  });

  it('is another one with another route', async () => {
    const by = (name: string) => model({ provider: { order: [name] } });
    expect(await keyOf(by('azure'))).not.toBe(await keyOf(by('openai')));
  });

  it('is another one with another body added to each request', async () => {
    const added = (seed: number) => model({}, { extraBody: { seed } });
    expect(await keyOf(added(1))).not.toBe(await keyOf(added(2)));
  });

  it('goes past the cache when its settings continue what a provider keeps', async () => {
    const asked = callRequest(model({ extraBody: { previous_response_id: 'r1' } }), params, {});
    expect(await createCache().lookup(asked)).toEqual({ status: 'bypass', reason: 'provider-state' });
  });
});

it('an address that is told later, or not at all, leaves the call without a key', async () => {
  for (const url of [
    async () => Promise.reject(new Error('offline')),
    () => {
      throw new Error('none');
    },
  ]) {
    const asked = callRequest({ provider: 'mine', modelId: 'one', ...{ config: { url } } }, params, {});
    expect(await createCache().lookup(asked)).toEqual({ status: 'bypass', reason: 'not-serialisable' });
  }
});

it('settings that never end have no key', async () => {
  const settings: Record<string, unknown> = {};
  settings.again = settings;
  const asked = callRequest({ provider: 'mine', modelId: 'one', ...{ settings } }, params, {});
  expect(await createCache().lookup(asked)).toEqual({ status: 'bypass', reason: 'not-serialisable' });
});

describe('two servers with a model of one name', () => {
  const servers = [new LLMock({ port: 0 }), new LLMock({ port: 0 })];
  beforeAll(async () => {
    await Promise.all(
      servers.map((server, index) => server.onMessage(/./, { content: `I am server ${index}.` }).start()),
    );
  });
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  describe.each(versions)('with $name', ({ name, sdk, openai }) => {
    it.each([
      ['next to the model', []],
      [
        'in front of what marks and watches its calls',
        [promptCacheMiddleware(), promptCacheMonitor().middleware],
      ],
    ])('each give their own answers, warm too, with the cache %s', async (_, inner) => {
      const cache = createCache();
      const ask = async (server: LLMock) => {
        const model = sdk.wrapLanguageModel({
          model: openai(`${server.url}/v1`)('gpt-4.1-mini') as Parameters<
            typeof sdk.wrapLanguageModel
          >[0]['model'],
          middleware: [cacheMiddleware(cache), ...inner],
        });
        return (await sdk.generateText({ model, prompt: `Who are you, asks ${name}?` })).text;
      };
      for (const server of servers) server.clearRequests();
      const answers = [];
      for (const server of [...servers, ...servers]) answers.push(await ask(server));
      expect(answers).toEqual(['I am server 0.', 'I am server 1.', 'I am server 0.', 'I am server 1.']);
      expect(servers.map((server) => server.getRequests().length)).toEqual([1, 1]);
    });
  });
});

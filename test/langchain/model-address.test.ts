import { ChatAnthropic } from '@langchain/anthropic';
import { ChatBedrockConverse } from '@langchain/aws';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage } from '@langchain/core/messages';
import { ChatMistralAI } from '@langchain/mistralai';
import { ChatOllama } from '@langchain/ollama';
import { AzureChatOpenAI, ChatOpenAI } from '@langchain/openai';
import { describe, expect, it } from 'vitest';
import { type CacheEvent, createCache, InvalidOptionError } from '../../src/index.ts';
import { fromCacheKey } from '../../src/langchain/base-cache/from-cache-key.ts';
import { RepriseCache } from '../../src/langchain/index.ts';
import { chatRequest } from '../../src/langchain/request/chat-request.ts';
import { requestKeys } from '../../src/request/request-key.ts';

const apiKey = 'k';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const azure = (deployment: string, instance = 'one') =>
  new AzureChatOpenAI({
    azureOpenAIApiKey: apiKey,
    azureOpenAIApiVersion: '2025-04-01-preview',
    azureOpenAIApiInstanceName: instance,
    azureOpenAIApiDeploymentName: deployment,
  });

async function keyOf(model: BaseChatModel): Promise<string> {
  const { request } = chatRequest({
    model,
    messages: [new HumanMessage('Hello?')],
    options: {},
    provider: undefined,
    context: true,
  });
  return (await requestKeys(request, 'n')).key;
}

/** Pairs of models that send the same, each to another place. */
const elsewhere: readonly (readonly [string, BaseChatModel, BaseChatModel])[] = [
  [
    'an address of OpenAI',
    new ChatOpenAI({ apiKey, model: 'one', configuration: { baseURL: 'http://one.test/v1' } }),
    new ChatOpenAI({ apiKey, model: 'one', configuration: { baseURL: 'http://two.test/v1' } }),
  ],
  [
    'a parameter of every address',
    new ChatOpenAI({ apiKey, model: 'one', configuration: { defaultQuery: { deployment: 'small' } } }),
    new ChatOpenAI({ apiKey, model: 'one', configuration: { defaultQuery: { deployment: 'large' } } }),
  ],
  ['a deployment of Azure', azure('small'), azure('large')],
  ['an instance of Azure', azure('small', 'one'), azure('small', 'two')],
  [
    'an address of Anthropic',
    new ChatAnthropic({ apiKey, model: 'one', anthropicApiUrl: 'http://one.test' }),
    new ChatAnthropic({ apiKey, model: 'one', anthropicApiUrl: 'http://two.test' }),
  ],
  [
    'an address of Ollama',
    new ChatOllama({ model: 'one', baseUrl: 'http://one.test' }),
    new ChatOllama({ model: 'one', baseUrl: 'http://two.test' }),
  ],
  [
    'an address of Mistral',
    new ChatMistralAI({ apiKey, model: 'one', serverURL: 'http://one.test' }),
    new ChatMistralAI({ apiKey, model: 'one', serverURL: 'http://two.test' }),
  ],
  [
    'a host of Bedrock',
    new ChatBedrockConverse({ model: 'one', region: 'us-east-1', credentials, endpointHost: 'one.test' }),
    new ChatBedrockConverse({ model: 'one', region: 'us-east-1', credentials, endpointHost: 'two.test' }),
  ],
];

describe('CachedChatModel', () => {
  it.each(elsewhere)('tells %s from another', async (_, one, other) => {
    expect(await keyOf(one)).not.toBe(await keyOf(other));
    expect(await keyOf(one)).toBe(await keyOf(one));
  });

  it('takes no credential of an address for a part of it', async () => {
    const at = (baseURL: string) => new ChatOpenAI({ apiKey, model: 'one', configuration: { baseURL } });
    expect(await keyOf(at('http://user:secret@one.test/v1'))).toBe(await keyOf(at('http://one.test/v1')));
  });
});

describe('RepriseCache', () => {
  const prompt = 'Human: Hello?';
  const llmKey = (model: BaseChatModel) => model._getSerializedCacheKeyParametersForCall({});
  const lookUp = async (model: BaseChatModel, name?: string) => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    await new RepriseCache(cache, name === undefined ? {} : { model: name }).lookup(prompt, llmKey(model));
    return events.map((event) => ('reason' in event ? `${event.type}: ${event.reason}` : event.type));
  };

  it.each([
    ['ChatOllama', new ChatOllama({ model: 'one' })],
    ['ChatMistralAI', new ChatMistralAI({ apiKey, model: 'one' })],
    ['ChatBedrockConverse', new ChatBedrockConverse({ model: 'one', region: 'us-east-1', credentials })],
    ['AzureChatOpenAI', azure('small')],
  ])('goes past the cache for %s, whose key does not tell which model it is, unless the user does', async (_, model) => {
    expect(await lookUp(model)).toEqual(['bypass: not-serialisable']);
    expect(await lookUp(model, 'one')).toEqual(['miss: absent']);
  });

  it('keeps the models apart that the user tells apart', async () => {
    const cache = createCache();
    const key = llmKey(new ChatOllama({ model: 'one' }));
    const [one, other] = [
      new RepriseCache(cache, { model: 'one' }),
      new RepriseCache(cache, { model: 'two' }),
    ];
    await one.update(prompt, key, [{ text: 'I am one.' }]);
    expect(await one.lookup(prompt, key)).toMatchObject([{ text: 'I am one.' }]);
    expect(await other.lookup(prompt, key)).toBeNull();
  });

  it('keeps apart what a query of the address chooses, and holds no credential of it', () => {
    const contextAt = (baseURL: string) => {
      const model = new ChatOpenAI({ apiKey, model: 'one', configuration: { baseURL } });
      const { context } = fromCacheKey({ prompt, llmKey: llmKey(model), context: true, instance: undefined });
      return JSON.stringify(context);
    };
    expect(contextAt('http://one.test/v1?route=a')).not.toBe(contextAt('http://one.test/v1?route=b'));
    expect(contextAt('http://u:secret@one.test/v1?key=secret')).toBe(contextAt('http://one.test/v1'));
  });

  it('refuses a name that is none', () => {
    expect(() => new RepriseCache(createCache(), { model: '' })).toThrow(InvalidOptionError);
  });
});

import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { builtinPrices } from '../../../src/prices/builtin-prices.ts';
import { genaiPrices } from '../../../src/prices/genai-prices.ts';
import { priceTable } from '../../../src/prices/price-table.ts';
import {
  type CacheRules,
  definePrompt,
  findCacheRules,
  type ModelPrice,
  promptCacheMiddleware,
  segment,
} from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';

describe('findCacheRules', () => {
  it.each([
    ['openai.responses', 'gpt-4o-2024-08-06', 'openai-automatic', 1024],
    ['openai.chat', 'gpt-4.1-nano', 'openai-automatic', 1024],
    ['openai', 'gpt-5.4-mini', 'openai-automatic', 1024],
    ['openai.responses', 'gpt-5.6', 'openai-markers', 1024],
    ['openai.responses', 'gpt-5.6-terra', 'openai-markers', 1024],
    ['openai.responses', 'gpt-6-sol', 'openai-markers', 1024],
    ['azure.responses', 'gpt-5.4', 'azure-automatic', 1024],
    ['anthropic.messages', 'claude-opus-5', 'anthropic', 512],
    ['anthropic.messages', 'claude-sonnet-4-20250514', 'anthropic', 1024],
    ['anthropic.messages', 'claude-opus-4-7', 'anthropic', 2048],
    ['anthropic.messages', 'claude-haiku-4-5-20251001', 'anthropic', 4096],
    ['vertex.anthropic.messages', 'claude-sonnet-4-5@20250929', 'anthropic', 1024],
    ['amazon-bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 1024],
    ['amazon-bedrock', 'anthropic.claude-haiku-4-5-20251001-v1:0', 'bedrock', 4096],
    ['google.generative-ai', 'gemini-2.5-flash', 'gemini-implicit', 2048],
    ['google.generative-ai', 'gemini-3.1-pro-preview', 'gemini-implicit', 4096],
    ['deepseek.chat', 'deepseek-chat', 'deepseek', 64],
    ['xai.chat', 'grok-4.5', 'xai-chat', 1024],
    ['xai.responses', 'grok-4.5', 'xai-responses', 1024],
    ['openrouter.chat', 'anthropic/claude-sonnet-4.5', 'openrouter', 1024],
    ['gateway', 'anthropic/claude-sonnet-4.5', 'gateway', 1024],
  ])('knows %s %s as %s from %i tokens on', (provider, model, id, minimumTokens) => {
    expect(findCacheRules(provider, model)).toMatchObject({ id, minimumTokens });
  });

  it.each([
    ['openai.responses', 'gpt-7'],
    ['openai.responses', 'gpt-4o-realtime-preview'],
    ['azure.responses', 'gpt-5.6'],
    ['azure.responses', 'my-deployment'],
    ['anthropic.messages', 'claude-opus-9'],
    ['anthropic.messages', 'claude-opus-4-55'],
    ['amazon-bedrock', 'meta.llama3-70b-instruct-v1:0'],
    ['amazon-bedrock', 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3'],
    ['openai.responses', 'claude-sonnet-5'],
    ['google.generative-ai', 'gemini-2.5-flash-preview-tts'],
    ['google.generative-ai', 'gemini-3.1-flash-image'],
    ['openrouter.chat', 'deepseek/deepseek-r1-distill-llama-70b'],
    ['openrouter.chat', 'meta-llama/llama-4'],
    ['my-own-server', 'gpt-5.6'],
    ['openai-compatible.chat', 'gpt-5.6'],
  ])('knows nothing of %s %s', (provider, model) => {
    expect(findCacheRules(provider, model)).toBeUndefined();
  });
});

describe('every spelling of a model', () => {
  const account = 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile';
  it.each([
    ['openai.responses', 'ft:gpt-4o-2024-08-06:acme:support:9x', 'gpt-4o'],
    ['openai.responses', 'ft:gpt-4o:acme', 'gpt-4o'],
    ['openai.responses', 'gpt-5-chat-latest', 'gpt-5'],
    ['openai.responses', 'gpt-5.6-sol-2026-08-21', 'gpt-5.6'],
    ['azure.responses', 'gpt-5-1', 'gpt-5.1'],
    ['azure.chat', 'gpt-4o-mini-2024-07-18.ft-0e208cf33a6a466994aff31a08aba678', 'gpt-4o-mini'],
    ['anthropic.messages', 'claude-sonnet-4-0', 'claude-sonnet-4'],
    ['anthropic.messages', 'claude-sonnet-4-5-latest', 'claude-sonnet-4-5'],
    ['anthropic', 'claude-4-5-haiku', 'claude-haiku-4-5'],
    ['vertex.anthropic.messages', 'claude-opus-4-7@default', 'claude-opus-4-7'],
    [
      'google.vertex.anthropic.messages',
      'publishers/anthropic/models/claude-opus-5@20260801',
      'claude-opus-5',
    ],
    ['amazon-bedrock', 'anthropic.claude-opus-5', 'anthropic.claude-opus-5'],
    ['amazon-bedrock', 'us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic.claude-sonnet-4-5'],
    ['amazon-bedrock', 'global.anthropic.claude-opus-4-6-v1', 'anthropic.claude-opus-4-6'],
    ['amazon-bedrock', 'anthropic.claude-3-haiku-20240307-v1:0:200k', 'anthropic.claude-3-haiku'],
    [
      'amazon-bedrock',
      `${account}/eu.anthropic.claude-haiku-4-5-20251001-v1:0`,
      'anthropic.claude-haiku-4-5',
    ],
    [
      'bedrock',
      'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-3-7-sonnet-20250219-v1:0',
      'anthropic.claude-3-7-sonnet',
    ],
    ['amazon-bedrock', 'us.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['openrouter.chat', 'anthropic/claude-sonnet-4.5:beta', 'anthropic/claude-sonnet-4.5'],
    ['openrouter.chat', 'anthropic/claude-opus-4.6:nitro', 'anthropic/claude-opus-4.6'],
    ['openrouter.chat', 'anthropic/claude-3.7-sonnet:thinking', 'anthropic/claude-3.7-sonnet'],
    ['openrouter.chat', 'openai/gpt-4o:nitro', 'openai/gpt-4o'],
    ['gateway', 'Anthropic/Claude-Sonnet-4.5', 'anthropic/claude-sonnet-4-5'],
    ['google.generative-ai', 'models/gemini-2.5-flash-preview-09-2025', 'gemini-2.5-flash'],
    ['google.generative-ai', 'gemini-2.5-flash-lite-001', 'gemini-2.5-flash-lite'],
    ['xai.responses', 'grok-4-1-fast-non-reasoning-latest', 'grok-4.1-fast'],
    ['xai.responses', 'grok-4-0709', 'grok-4'],
  ])('has one set of rules: %s %s as %s', (provider, model, name) => {
    const rules = findCacheRules(provider, name);
    expect(rules).toBeDefined();
    expect(findCacheRules(provider, model)).toEqual(rules);
  });

  it.each([
    'gpt-5-pro',
    'gpt-5.4-pro-2026-03-05',
    'o1-pro',
    'o3-pro',
    'gpt-4o-2024-05-13',
  ])('knows that cached tokens of %s cost what others do', (model) => {
    expect(findCacheRules('openai.responses', model)).toMatchObject({
      id: 'openai-automatic',
      readFactor: 1,
    });
  });

  it('reads what a deployment of your own runs from an option', () => {
    const deployments = { 'my-deployment': 'gpt-5.4' };
    expect(findCacheRules('azure.responses', 'my-deployment', deployments)).toEqual(
      findCacheRules('azure.responses', 'gpt-5.4'),
    );
    expect(findCacheRules('azure.responses', 'toString', deployments)).toBeUndefined();
  });

  it('reads it for a plan and for the middleware', async () => {
    const deployments = { 'my-deployment': 'gpt-5.4' };
    const target = { provider: 'azure.responses', model: 'my-deployment', deployments };
    const prompt = definePrompt({ id: 'p', version: '1', segments: [segment.turn('ask', () => 'Hello?')] });
    expect(prompt.plan({}, target).report.rules?.id).toBe('azure-automatic');
    const params: { prompt: object[]; providerOptions?: object } = {
      prompt: [{ role: 'system', content: prose('support', 2000) }],
    };
    const sent = await promptCacheMiddleware({ deployments }).transformParams({
      params,
      model: { provider: target.provider, modelId: target.model },
    });
    expect(sent.providerOptions).toMatchObject({ azure: { promptCacheKey: expect.any(String) } });
  });

  // vectorize-io/hindsight#3518: Azure answers 400 to a key for a model that isn't OpenAI's.
  it('adds nothing for models on Azure that are not of OpenAI', () => {
    for (const model of ['DeepSeek-V3.2', 'deepseek-chat', 'grok-4', 'claude-sonnet-4-5', 'mistral-large'])
      expect(findCacheRules('azure.chat', model)?.request ?? []).toEqual([]);
  });

  it("takes Anthropic's own markers for the Messages API over Bedrock", () => {
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(findCacheRules('bedrock.anthropic.messages', model)?.markers?.style).toBe('anthropic');
    expect(findCacheRules('amazon-bedrock', model)?.markers?.style).toBe('bedrock');
  });
});

describe('the rules beside the prices', () => {
  it('are there for every model of the built-in table, with its factors', () => {
    for (const [vendor, rows] of Object.entries(priceTable)) {
      for (const model of Object.keys(rows)) {
        const rules = findCacheRules(vendor, model);
        expect([vendor, model, rules?.id]).toEqual([vendor, model, expect.any(String)]);
        const price = builtinPrices.price(vendor, model);
        if (vendor !== 'azure') expectFactors(model, rules, price);
      }
    }
  });

  /** Rows of the package that are no text models, older than the cache, or change what they name. */
  const exempt =
    /audio|realtime|image|tts|live|voice|vision|embed|gemma|safeguard|gemini-(?:1|2\.0|flash-1|pro-1)|gemini-pro$|^~|claude-(?:2|v1)|^o1-preview/;

  it.each([
    ['openai', 'openai'],
    ['azure', 'azure'],
    ['anthropic', 'anthropic'],
    ['google', 'google'],
    ['aws', 'bedrock'],
    ['deepseek', 'deepseek'],
    ['x-ai', 'xai'],
  ])('are there for every model of %s that the price package knows to be cached', (providerId, provider) => {
    const source = genaiPrices({ calcPrice });
    const models = cachedModels(providerId).filter((id) => !exempt.test(id));
    expect(models.length).toBeGreaterThan(0);
    for (const model of models) {
      // Claude on Vertex has a provider name of its own, regional profiles stand for several regions.
      const name = model.startsWith('claude') && provider === 'google' ? 'vertex.anthropic' : provider;
      const id = model.replace(/^regional\./, 'us.');
      const rules = findCacheRules(name, id);
      expect([model, rules?.id]).toEqual([model, expect.any(String)]);
      if (provider !== 'azure') expectFactors(model, rules, source.price(provider, id));
    }
  });

  it.each(['openrouter.chat', 'gateway'])('are there for every model that %s resells', (provider) => {
    const resold = cachedModels('openrouter').filter(
      (id) => /^(?:anthropic|openai|google|deepseek|x-ai)\//.test(id) && !exempt.test(id),
    );
    expect(resold.length).toBeGreaterThan(40);
    for (const model of resold) {
      expect([model, findCacheRules(provider, model)?.id]).toEqual([model, expect.any(String)]);
    }
  });

  function cachedModels(providerId: string): readonly string[] {
    const models = findProvider({ providerId })?.models ?? [];
    return models.flatMap(({ id, prices }) => {
      const newest = Array.isArray(prices) ? prices.at(-1)?.prices : prices;
      return newest?.cache_read_mtok === undefined ? [] : [id];
    });
  }

  function expectFactors(model: string, rules: CacheRules | undefined, price: ModelPrice | undefined): void {
    if (price === undefined) throw new Error(`${model} has no price.`);
    const { input, cacheRead = input, cacheWrite: { short = input, long = undefined } = {} } = price;
    expect([model, rules?.readFactor]).toEqual([model, expect.closeTo(cacheRead / input, 3)]);
    expect([model, rules?.lifetimes[0].writeFactor]).toEqual([model, expect.closeTo(short / input, 3)]);
    if (long !== undefined)
      expect([model, rules?.lifetimes[1]?.writeFactor]).toEqual([model, expect.closeTo(long / input, 3)]);
  }
});

describe('what is set on the request of providers without an installed package', () => {
  const prompt = definePrompt({
    id: 'p',
    version: '1',
    segments: [segment.static('rules', prose('support', 5000)), segment.turn('ask', () => 'Hello?')],
  });
  const call = (provider: string, model: string) =>
    prompt.plan({}, { provider, model, key: 'chat-7' }).toAISDK();

  it('is a key for xAI: an option of its responses, a header of its chat', () => {
    expect(call('xai.responses', 'grok-4.5').providerOptions).toEqual({ xai: { promptCacheKey: 'chat-7' } });
    expect(call('xai.chat', 'grok-4.5')).toMatchObject({
      providerOptions: {},
      headers: { 'x-grok-conv-id': 'chat-7' },
    });
  });

  it("is automatic caching for Vercel's gateway", () => {
    expect(call('gateway', 'anthropic/claude-sonnet-4.5').providerOptions).toEqual({
      gateway: { caching: 'auto' },
    });
  });

  it('is a key in both namespaces for Azure', () => {
    expect(call('azure.responses', 'gpt-5.4').providerOptions).toEqual({
      azure: { promptCacheKey: 'chat-7' },
      openai: { promptCacheKey: 'chat-7' },
    });
  });

  it('is a marker on the text for Claude over OpenRouter', () => {
    const { instructions, providerOptions } = call('openrouter.chat', 'anthropic/claude-sonnet-4.5');
    expect(instructions[0]?.providerOptions).toEqual({ openrouter: { cacheControl: { type: 'ephemeral' } } });
    expect(providerOptions).toEqual({});
  });

  it('is nothing for DeepSeek, which caches by itself', () => {
    expect(call('deepseek.chat', 'deepseek-chat').providerOptions).toEqual({});
  });
});

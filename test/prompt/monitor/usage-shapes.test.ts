import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import { SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, type LanguageModel, wrapLanguageModel } from 'ai';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createAmazonBedrock3 } from 'ai-sdk-bedrock-v3';
import { createAmazonBedrock as createAmazonBedrock4 } from 'ai-sdk-bedrock-v4';
import { createGoogleGenerativeAI as createGoogle2 } from 'ai-sdk-google-v2';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import { generateText as generateText5, wrapLanguageModel as wrap5 } from 'ai-v5';
import { describe, expect, it } from 'vitest';
import { type CallReport, promptCacheMonitor, readCacheUsage } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch } from '../wire.ts';

const claude = 'claude-sonnet-4-5';
const region = {
  region: 'us-east-1',
  apiKey: 'none',
};
const bedrockClaude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const sent = (answer: unknown) => ({ apiKey: 'none', fetch: captureFetch(answer).fetch });

/** As Anthropic bills a call whose prefix was read and whose end was written for an hour. */
const anthropicHour = {
  ...answers.anthropic,
  usage: {
    input_tokens: 2,
    output_tokens: 1,
    cache_read_input_tokens: 5,
    cache_creation_input_tokens: 3,
    cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 2 },
  },
};
const hourPremium = (5 * 2.7 - 1 * 0.75 - 2 * 3) / 1e6;

describe('a LanguageModelV2 whose input leaves out the cached part', () => {
  const models = [
    ['Anthropic', () => createAnthropic2(sent(anthropicHour))(claude)],
    ['Bedrock', () => createAmazonBedrock3({ ...region, ...sent(answers.bedrock) })(bedrockClaude)],
  ] as const;

  it.each(models)('of %s is counted alike through ai 5 and 7', async (_name, make) => {
    const calls: CallReport[] = [];
    const in5 = promptCacheMonitor({ onCall: (call) => calls.push(call) });
    const in7 = promptCacheMonitor({ onCall: (call) => calls.push(call) });
    await generateText5({ model: wrap5({ model: make(), middleware: in5.middleware }), prompt: 'Hello' });
    await generateText({
      model: wrapLanguageModel({ model: make(), middleware: in7.middleware }),
      prompt: 'Hello',
    });
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      expect(call.usage).toMatchObject({ inputTokens: 10, cacheRead: 5, cacheWrite: 3 });
      expect(call.consistent).toBe(true);
    }
    for (const monitor of [in5, in7]) expect(monitor.report().hitRate).toBe(0.5);
  });

  it('has the hour apart from the five minutes', async () => {
    const calls: CallReport[] = [];
    const { middleware } = promptCacheMonitor({ onCall: (call) => calls.push(call) });
    const model = createAnthropic2(sent(anthropicHour))(claude);
    await generateText5({ model: wrap5({ model, middleware }), prompt: 'Hello' });
    expect(calls[0]?.usage.cacheWriteLong).toBe(2);
    expect(calls[0]?.saved).toBeCloseTo(hourPremium, 12);
  });
});

describe('a result of generateText', () => {
  const read = async (model: LanguageModel) => {
    const { usage, providerMetadata } = await generateText({ model, prompt: 'Hello' });
    const provider = typeof model === 'string' ? '' : model.provider;
    return readCacheUsage(usage, provider, providerMetadata);
  };

  it.each([
    ['@ai-sdk/anthropic 4', () => createAnthropic(sent(answers.anthropic))(claude), 5, 3],
    ['@ai-sdk/anthropic 3', () => createAnthropic3(sent(answers.anthropic))(claude), 5, 3],
    ['@ai-sdk/anthropic 2', () => createAnthropic2(sent(answers.anthropic))(claude), 5, 3],
    ['@ai-sdk/openai 4', () => createOpenAI(sent(answers.openaiResponses))('gpt-5.4'), 4, undefined],
    ['@ai-sdk/openai 3', () => createOpenAI3(sent(answers.openaiResponses))('gpt-5.4'), 4, undefined],
    ['@ai-sdk/openai 2, chat', () => createOpenAI2(sent(answers.openaiChat)).chat('gpt-5.4'), 4, undefined],
    [
      '@ai-sdk/google 4',
      () => createGoogleGenerativeAI(sent(answers.google))('gemini-2.5-pro'),
      4,
      undefined,
    ],
    ['@ai-sdk/google 2', () => createGoogle2(sent(answers.google))('gemini-2.5-pro'), 4, undefined],
    [
      'amazon-bedrock 5',
      () => createAmazonBedrock({ ...region, ...sent(answers.bedrock) })(bedrockClaude),
      5,
      3,
    ],
    [
      'amazon-bedrock 4',
      () => createAmazonBedrock4({ ...region, ...sent(answers.bedrock) })(bedrockClaude),
      5,
      3,
    ],
    [
      'amazon-bedrock 3',
      () => createAmazonBedrock3({ ...region, ...sent(answers.bedrock) })(bedrockClaude),
      5,
      3,
    ],
  ])('of %s is read whole', async (_name, make, cacheRead, cacheWrite) => {
    expect(await read(make())).toMatchObject({ inputTokens: 10, cacheRead, cacheWrite });
  });

  it('of Bedrock tells the lifetimes apart', async () => {
    const answer = {
      ...answers.bedrock,
      usage: {
        ...answers.bedrock.usage,
        cacheDetails: [
          { ttl: '1h', inputTokens: 2 },
          { ttl: '5m', inputTokens: 1 },
        ],
      },
    };
    for (const make of [createAmazonBedrock, createAmazonBedrock4]) {
      const usage = await read(make({ ...region, ...sent(answer) })(bedrockClaude));
      expect(usage?.cacheWriteLong).toBe(2);
    }
  });
});

describe('usage_metadata of LangChain', () => {
  it('of Anthropic tells the lifetimes apart by the raw usage beside it', async () => {
    const calls: CallReport[] = [];
    const { langChain } = promptCacheMonitor({ onCall: (call) => calls.push(call) });
    const { fetch } = captureFetch(anthropicHour);
    const model = new ChatAnthropic({
      model: claude,
      apiKey: 'none',
      clientOptions: { fetch },
      callbacks: [langChain],
    });
    await model.invoke('Hello');
    expect(calls[0]?.usage).toMatchObject({
      inputTokens: 10,
      cacheRead: 5,
      cacheWrite: 3,
      cacheWriteLong: 2,
    });
    expect(calls[0]?.saved).toBeCloseTo(hourPremium, 12);
  });

  it('goes with the prompt, so that a miss is explained', async () => {
    const calls: CallReport[] = [];
    const { langChain } = promptCacheMonitor({ clock: () => 0, onCall: (call) => calls.push(call) });
    const { fetch } = captureFetch(answers.openaiChat);
    const model = new ChatOpenAI({
      model: 'gpt-4o',
      apiKey: 'none',
      configuration: { fetch },
      callbacks: [langChain],
    });
    for (const time of ['09:00:00', '09:00:30'])
      await model.invoke([
        new SystemMessage(`${prose('support', 3000)} Now: ${time}`),
        { role: 'user', content: 'Hi' },
      ]);
    expect(calls.map(({ drift }) => drift?.cause)).toEqual([undefined, 'date-changed']);
  });
});

describe('entries that are kept for an hour', () => {
  const hour = { anthropic: { cacheControl: { type: 'ephemeral', ttl: '1h' } } } as const;
  const ask = async (usage: object, minutes: number, providerOptions?: typeof hour) => {
    const calls: CallReport[] = [];
    let now = 0;
    const { middleware } = promptCacheMonitor({ clock: () => now, onCall: (call) => calls.push(call) });
    const model = createAnthropic(sent({ ...answers.anthropic, usage }))(claude);
    for (let turn = 0; turn < 2; turn++) {
      await generateText({
        model: wrapLanguageModel({ model, middleware }),
        messages: [
          { role: 'system', content: prose('support', 3000), ...(providerOptions && { providerOptions }) },
          { role: 'user', content: 'Hello' },
        ],
        allowSystemInMessages: true,
      });
      now += minutes * 60_000;
    }
    return calls;
  };

  it('are looked for that long, and no longer', async () => {
    const { usage } = anthropicHour;
    expect((await ask(usage, 50, hour))[1]?.eligible).toBeGreaterThan(0);
    expect((await ask(usage, 61, hour))[1]?.eligible).toBeUndefined();
    expect((await ask(usage, 50))[1]?.eligible).toBeUndefined();
  });

  it('have no price where it is not told how much was written for the hour', async () => {
    const untold = answers.anthropic.usage;
    expect((await ask(untold, 1, hour))[0]?.saved).toBeUndefined();
    expect((await ask(untold, 1))[0]?.saved).toBeCloseTo((5 * 2.7 - 3 * 0.75) / 1e6, 12);
    expect((await ask(anthropicHour.usage, 1, hour))[0]?.saved).toBeCloseTo(hourPremium, 12);
  });
});

describe('counts that can not all be true', () => {
  const usage = (input: number, read: number, written?: number) => ({
    prompt_tokens: input,
    completion_tokens: 1,
    prompt_tokens_details: { cached_tokens: read, cache_write_tokens: written },
  });
  const target = { provider: 'openai', model: 'gpt-5.6' };

  it('are counted as such, and in nothing else', () => {
    const monitor = promptCacheMonitor();
    const call = monitor.record({ ...target, usage: usage(100, 160, 0) });
    expect(call).toMatchObject({ consistent: false, saved: undefined, usage: { cacheRead: 160 } });
    monitor.record({ ...target, usage: usage(100, 60, 50) });
    monitor.record({ ...target, usage: usage(100, 50, 50) });
    expect(monitor.report()).toMatchObject({
      calls: 3,
      inconsistent: 2,
      unpriced: 2,
      inputTokens: 100,
      cacheRead: 50,
      hitRate: 0.5,
    });
    expect(monitor.report().saved).toBeCloseTo((50 * 3.6 - 50 * 1) / 1e6, 12);
  });

  it('leave no rate and no sum where there is nothing else', () => {
    const monitor = promptCacheMonitor();
    monitor.record({ ...target, usage: usage(1, 900) });
    expect(monitor.report()).toMatchObject({ hitRate: undefined, saved: undefined, inconsistent: 1 });
  });

  it.each([Number.POSITIVE_INFINITY, Number.NaN, -1, 1e300])('include no count of %d', (count) => {
    expect(readCacheUsage(usage(100, count))?.cacheRead).toBeUndefined();
    expect(readCacheUsage(usage(count, 1))).toBeUndefined();
  });
});

describe('a deployment of your own', () => {
  it('has the price and the rules of what it runs', () => {
    const calls: CallReport[] = [];
    const deployments = { 'my-deployment': 'gpt-5.4' };
    const monitor = promptCacheMonitor({ deployments, onCall: (call) => calls.push(call) });
    const usage = {
      prompt_tokens: 1000,
      completion_tokens: 1,
      prompt_tokens_details: { cached_tokens: 1000 },
    };
    monitor.record({ provider: 'azure.chat', model: 'my-deployment', usage });
    expect(calls[0]).toMatchObject({ model: 'my-deployment' });
    expect(calls[0]?.saved).toBeCloseTo(2.25 / 1000, 9);
  });
});

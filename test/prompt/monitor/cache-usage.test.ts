import { describe, expect, it } from 'vitest';
import { builtinPrices, cacheSavings, readCacheUsage } from '../../../src/prompt/index.ts';

describe('readCacheUsage', () => {
  const expected = {
    inputTokens: 100,
    outputTokens: 5,
    cacheRead: 60,
    cacheWrite: 30,
    cacheWriteLong: undefined,
  };
  it.each([
    [
      'LanguageModelV3 and V4',
      { inputTokens: { total: 100, noCache: 10, cacheRead: 60, cacheWrite: 30 }, outputTokens: { total: 5 } },
    ],
    [
      'a result of ai 6 and 7',
      {
        inputTokens: 100,
        outputTokens: 5,
        inputTokenDetails: { noCacheTokens: 10, cacheReadTokens: 60, cacheWriteTokens: 30 },
      },
    ],
    [
      'LangChain',
      { input_tokens: 100, output_tokens: 5, input_token_details: { cache_read: 60, cache_creation: 30 } },
    ],
    [
      'OpenAI chat completions',
      {
        prompt_tokens: 100,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
      },
    ],
    [
      'OpenAI responses',
      {
        input_tokens: 100,
        output_tokens: 5,
        input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
      },
    ],
    [
      'Anthropic',
      { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 60, cache_creation_input_tokens: 30 },
    ],
    ['Bedrock', { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 60, cacheWriteInputTokens: 30 }],
  ])('reads the usage of %s', (_name, usage) => {
    expect(readCacheUsage(usage)).toEqual(expected);
  });

  it('reads LanguageModelV2, where the input of OpenAI holds what was read', () => {
    const usage = { inputTokens: 100, outputTokens: 5, totalTokens: 105, cachedInputTokens: 60 };
    expect(readCacheUsage(usage, 'openai.responses')).toEqual({ ...expected, cacheWrite: undefined });
  });

  it('reads LanguageModelV2, where the input of Anthropic does not', () => {
    const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15, cachedInputTokens: 60 };
    expect(
      readCacheUsage(usage, 'anthropic.messages', { anthropic: { cacheCreationInputTokens: 30 } }),
    ).toEqual(expected);
  });

  it('keeps unknown apart from none', () => {
    expect(readCacheUsage({ inputTokens: 7 })).toMatchObject({ cacheRead: undefined, cacheWrite: undefined });
    expect(readCacheUsage({ prompt_tokens: 7, prompt_tokens_details: { cached_tokens: 0 } })).toMatchObject({
      cacheRead: 0,
      cacheWrite: undefined,
    });
  });

  it('tells writes that are kept longer, from the raw usage', () => {
    const raw = { cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 } };
    expect(
      readCacheUsage({ inputTokens: { total: 100, cacheRead: 60, cacheWrite: 30 }, raw })?.cacheWriteLong,
    ).toBe(20);
  });

  it.each([
    undefined,
    null,
    'usage',
    {},
    { inputTokens: Number.NaN },
    { inputTokens: { total: undefined } },
  ])('reads nothing in %j', (usage) => {
    expect(readCacheUsage(usage)).toBeUndefined();
  });
});

describe('cacheSavings', () => {
  const usage = {
    inputTokens: 1_000_000,
    outputTokens: 0,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWriteLong: undefined,
  };
  const sonnet = builtinPrices.price('anthropic', 'claude-sonnet-4-5');

  it('is what reading saves, less the premium for writing', () => {
    expect(cacheSavings({ ...usage, cacheRead: 1_000_000 }, sonnet)).toBeCloseTo(2.7);
    expect(cacheSavings({ ...usage, cacheWrite: 1_000_000 }, sonnet)).toBeCloseTo(-0.75);
    expect(cacheSavings({ ...usage, cacheWrite: 1_000_000, cacheWriteLong: 1_000_000 }, sonnet)).toBeCloseTo(
      -3,
    );
  });

  it('is unknown, not 0, where a price or a count is', () => {
    expect(cacheSavings({ ...usage, cacheRead: 5 }, undefined)).toBeUndefined();
    expect(cacheSavings({ ...usage, cacheRead: 5 }, { input: 1, output: 1 })).toBeUndefined();
    expect(cacheSavings({ ...usage, cacheRead: undefined }, sonnet)).toBeUndefined();
    expect(cacheSavings({ ...usage, cacheWrite: undefined }, sonnet)).toBeUndefined();
  });

  it('needs no count of writes where they cost nothing extra', () => {
    const gpt = builtinPrices.price('openai', 'gpt-5.4');
    expect(cacheSavings({ ...usage, cacheRead: 1_000_000, cacheWrite: undefined }, gpt)).toBeCloseTo(2.25);
  });
});

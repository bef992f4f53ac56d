import { calcPrice } from '@pydantic/genai-prices';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { builtinPrices } from '../../src/prices/builtin-prices.ts';
import { genaiPrices } from '../../src/prices/genai-prices.ts';
import { priceTable } from '../../src/prices/price-table.ts';
import { vendorOf } from '../../src/prices/vendor.ts';

const fromPackage = genaiPrices({ calcPrice });

describe('builtinPrices', () => {
  it.each([
    ['openai', 'gpt-4o'],
    ['openai.chat', 'gpt-4o'],
    ['openai.responses', 'gpt-5.6-sol'],
    ['azure.responses', 'gpt-5'],
    ['azure-openai.chat', 'gpt-4o'],
    ['anthropic.messages', 'claude-sonnet-4-5'],
    ['google.generative-ai', 'gemini-2.5-flash'],
    ['google.vertex.chat', 'gemini-2.5-pro'],
    ['google_genai', 'gemini-2.5-pro'],
    ['amazon-bedrock', 'amazon.nova-pro-v1:0'],
    ['deepseek.chat', 'deepseek-chat'],
    ['xai.responses', 'grok-4'],
    ['gateway', 'anthropic/claude-sonnet-4.5'],
    ['openrouter.chat', 'openai/gpt-4o'],
  ])('knows the provider name %s', (provider, model) => {
    expect(builtinPrices.price(provider, model)?.input).toBeGreaterThan(0);
  });

  it('gives a dated snapshot the price of its model', () => {
    expect(builtinPrices.price('openai', 'gpt-4o-2024-08-06')).toEqual(
      builtinPrices.price('openai', 'gpt-4o'),
    );
    expect(builtinPrices.price('anthropic', 'claude-sonnet-4-20250514')).toEqual(
      builtinPrices.price('anthropic', 'claude-sonnet-4'),
    );
  });

  it('keeps the price that a snapshot has of its own', () => {
    expect(builtinPrices.price('openai', 'gpt-4o-2024-05-13')).toEqual({ input: 5, output: 15 });
    expect(builtinPrices.price('openrouter', 'openai/gpt-4o-2024-05-13')?.input).toBe(5);
  });

  it.each([
    ['openai', 'gpt-5-1', 'gpt-5.1'],
    ['openai', 'GPT-5.2-chat-latest', 'gpt-5.2'],
    ['anthropic', 'claude-4-sonnet-20250514', 'claude-sonnet-4'],
    ['anthropic', 'claude-opus-4-0', 'claude-opus-4'],
    ['anthropic', 'claude-opus-4.5', 'claude-opus-4-5'],
    ['anthropic', 'claude-sonnet-3.7', 'claude-3-7-sonnet'],
    ['google', 'models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['xai', 'grok-4-0709', 'grok-4'],
    ['xai', 'grok-4-1-fast-non-reasoning-latest', 'grok-4-1-fast'],
  ])('prices %s %s as %s', (provider, model, name) => {
    const price = builtinPrices.price(provider, name);
    expect(price).toBeDefined();
    expect(builtinPrices.price(provider, model)).toEqual(price);
  });

  it('finds a global inference profile by its ARN', () => {
    const profile = 'global.anthropic.claude-sonnet-4-6-v1:0';
    expect(
      builtinPrices.price(
        'amazon-bedrock',
        `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${profile}`,
      ),
    ).toEqual(builtinPrices.price('amazon-bedrock', profile));
  });

  it.each([
    ['openai', 'gpt-4o-audio-preview'],
    ['openai', 'gpt-9'],
    ['openai', 'ft:gpt-4o:acme'],
    ['openai', 'constructor'],
    ['anthropic', 'claude-sonnet-5-5'],
    ['openrouter', 'deepseek/deepseek-chat:free'],
    ['gateway', 'gpt-4o'],
    ['my-own-server', 'gpt-4o'],
    ['openai-compatible', 'gpt-4o'],
  ])('has no price for %s %s, rather than a wrong one', (provider, model) => {
    expect(builtinPrices.price(provider, model)).toBeUndefined();
  });

  it('tells the write price by the time an entry is kept, where the provider charges for writes', () => {
    expect(builtinPrices.price('anthropic', 'claude-sonnet-4-5')?.cacheWrite).toEqual({
      short: 3.75,
      long: 6,
    });
    expect(builtinPrices.price('openai', 'gpt-5.6')?.cacheWrite).toEqual({ short: 5 });
    expect(builtinPrices.price('openai', 'gpt-5.4')?.cacheWrite).toBeUndefined();
  });

  it('agrees in every row with the package it was taken from', () => {
    const rows = Object.entries(priceTable).flatMap(([vendor, models]) =>
      Object.keys(models).map((model) => [vendor, model] as const),
    );
    expect(rows.length).toBeGreaterThan(120);
    for (const [vendor, model] of rows) {
      expect([model, builtinPrices.price(vendor, model)]).toEqual([model, fromPackage.price(vendor, model)]);
    }
  });
});

describe('genaiPrices', () => {
  const night = Date.UTC(2026, 8, 23, 23);

  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([0, 3, 9, 12, 17, 23])("gives the same price at %i o'clock", (hour) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.UTC(2026, 10, 24, hour, 45));
    expect(fromPackage.price('deepseek', 'deepseek-chat')?.input).toBe(0.27);
    expect(fromPackage.price('deepseek', 'deepseek-v4-flash')?.input).toBe(0.22);
  });

  it('gives the price of the hour where a time is given', () => {
    const atNight = genaiPrices({ calcPrice, time: () => night });
    expect(atNight.price('deepseek', 'deepseek-chat')?.input).toBe(0.135);
  });

  it('gives the prices of its date', () => {
    const later = genaiPrices({ calcPrice, date: '2027-01-02' });
    expect(fromPackage.price('google', 'gemini-3.8-flash')?.input).toBe(0.75);
    expect(later.price('google', 'gemini-3.8-flash')?.input).toBe(1.5);
    expect(later.date).toBe('2027-01-02');
  });

  it.each(['', 'yesterday', '2026-13-01'])('refuses the date %j', (date) => {
    expect(() => genaiPrices({ calcPrice, date })).toThrow(InvalidOptionError);
  });

  it('reads the first tier of a tiered price', () => {
    expect(fromPackage.price('openai.responses', 'gpt-5.4')).toEqual({
      input: 2.5,
      output: 15,
      cacheRead: 0.25,
    });
  });

  it('knows regional prices that the built-in table leaves out', () => {
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(fromPackage.price('amazon-bedrock', model)?.input).toBe(3.3);
    expect(builtinPrices.price('amazon-bedrock', model)).toBeUndefined();
  });

  it('resolves the ids of the gateway', () => {
    expect(fromPackage.price('gateway', 'openai/gpt-4o')).toEqual(fromPackage.price('openai', 'gpt-4o'));
    expect(fromPackage.price('gateway', 'gpt-4o')).toBeUndefined();
  });

  it('has no price for a model or provider that the package does not know', () => {
    expect(fromPackage.price('openai', 'gpt-9')).toBeUndefined();
    expect(fromPackage.price('my-own-server', 'llama')).toBeUndefined();
  });
});

describe('vendorOf', () => {
  it('bills Claude on Vertex to Google', () => {
    expect(vendorOf('vertex.anthropic.messages')).toBe('google');
    expect(vendorOf('google.vertex.anthropic.messages')).toBe('google');
  });

  it('does not take a name for another that it begins with', () => {
    expect(vendorOf('openai-compatible')).toBeUndefined();
    expect(vendorOf('anthropic-proxy.messages')).toBeUndefined();
  });
});

import { calcPrice } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { builtinPrices } from '../../src/observe/builtin-prices.ts';
import { genaiPrices } from '../../src/observe/price-genai.ts';
import { priceTable } from '../../src/observe/price-table.ts';
import { priceVendor } from '../../src/observe/price-vendor.ts';

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
    expect(rows.length).toBeGreaterThan(70);
    for (const [vendor, model] of rows) {
      expect([model, builtinPrices.price(vendor, model)]).toEqual([model, fromPackage.price(vendor, model)]);
    }
  });
});

describe('genaiPrices', () => {
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

describe('priceVendor', () => {
  it('bills Claude on Vertex to Google', () => {
    expect(priceVendor('vertex.anthropic.messages')).toBe('google');
    expect(priceVendor('google.vertex.anthropic.messages')).toBe('google');
  });

  it('does not take a name for another that it begins with', () => {
    expect(priceVendor('openai-compatible')).toBeUndefined();
    expect(priceVendor('anthropic-proxy.messages')).toBeUndefined();
  });
});

import type { Vendor } from './vendor.ts';

/** Dollars per million tokens. A model without a price for cached tokens bills them as other input. */
export type PriceRow = readonly [
  input: number,
  output: number,
  cacheRead?: number,
  cacheWriteShort?: number,
  cacheWriteLong?: number,
];

/** The date of {@link priceTable}. */
export const priceTableDate = '2026-09-23';

const gpt5: PriceRow = [1.25, 10, 0.125];
const gpt5Mini: PriceRow = [0.25, 2, 0.025];
const gpt52: PriceRow = [1.75, 14, 0.175];
const sol: PriceRow = [4, 20, 0.4, 5];

const openai: Readonly<Record<string, PriceRow>> = {
  'gpt-4o': [2.5, 10, 1.25],
  'gpt-4o-2024-05-13': [5, 15],
  'gpt-4o-mini': [0.15, 0.6, 0.075],
  'gpt-4.1': [2, 8, 0.5],
  'gpt-4.1-mini': [0.4, 1.6, 0.1],
  'gpt-4.1-nano': [0.1, 0.4, 0.025],
  'gpt-4.5-preview': [75, 150, 37.5],
  'gpt-5': gpt5,
  'gpt-5-chat': gpt5,
  'gpt-5-codex': gpt5,
  'gpt-5-mini': gpt5Mini,
  'gpt-5-nano': [0.05, 0.4, 0.005],
  'gpt-5-pro': [15, 120],
  'gpt-5.1': gpt5,
  'gpt-5.1-chat': gpt5,
  'gpt-5.1-codex': gpt5,
  'gpt-5.1-codex-max': gpt5,
  'gpt-5.1-codex-mini': gpt5Mini,
  'gpt-5.2': gpt52,
  'gpt-5.2-chat': gpt52,
  'gpt-5.2-codex': gpt52,
  'gpt-5.2-pro': [21, 168],
  'gpt-5.3': gpt52,
  'gpt-5.3-chat': gpt52,
  'gpt-5.3-codex': gpt52,
  'gpt-5.4': [2.5, 15, 0.25],
  'gpt-5.4-mini': [0.75, 4.5, 0.075],
  'gpt-5.4-nano': [0.2, 1.25, 0.02],
  'gpt-5.4-pro': [30, 180],
  'gpt-5.5': [5, 30, 0.5],
  'gpt-5.5-pro': [30, 180],
  'gpt-5.6': sol,
  'gpt-5.6-sol': sol,
  'gpt-5.6-terra': [2, 12, 0.2, 2.5],
  'gpt-5.6-luna': [0.2, 1.2, 0.02, 0.25],
  'gpt-6-astra': [10, 50, 1, 12.5],
  'gpt-6-sol': [2, 10, 0.2, 2.5],
  'gpt-6-luna': [0.1, 0.5, 0.01, 0.125],
  'codex-mini': [1.5, 6, 0.375],
  o1: [15, 60, 7.5],
  'o1-mini': [1.1, 4.4, 0.55],
  'o1-pro': [150, 600],
  o3: [2, 8, 0.5],
  'o3-deep-research': [10, 40, 2.5],
  'o3-mini': [1.1, 4.4, 0.55],
  'o3-pro': [20, 80],
  'o4-mini': [1.1, 4.4, 0.275],
  'o4-mini-deep-research': [2, 8, 0.5],
};

/**
 * The built-in prices: chat models in common use, by the vendor that bills them. The first tier of each model: the
 * surcharge for prompts above 200,000 or 272,000 tokens is not in it. Keys are canonical ids (`modelName` reads the other
 * spellings), Bedrock's its own. Of models whose price changes with the hour it is the price at noon UTC.
 *
 * Source: the data of `@pydantic/genai-prices` 0.1.8 (MIT), published on 2026-09-23, read on 2026-11-23. Bedrock: the
 * price of the `global.` inference profiles; regional ones cost more and have no row. Nor have models whose price at
 * peak hours is another (DeepSeek V4). A test compares every row with the installed package.
 */
export const priceTable: Readonly<Partial<Record<Vendor, Readonly<Record<string, PriceRow>>>>> = {
  openai,
  azure: {
    'gpt-4o': [2.5, 10, 1.25],
    'gpt-4o-mini': [0.15, 0.6, 0.075],
    'gpt-4.1': [2, 8, 0.5],
    'gpt-4.1-mini': [0.4, 1.6, 0.1],
    'gpt-4.1-nano': [0.1, 0.4, 0.025],
    'gpt-5': gpt5,
    'gpt-5-mini': gpt5Mini,
    'gpt-5-nano': [0.05, 0.4, 0.005],
    'gpt-5.1': gpt5,
    'gpt-5.2': gpt52,
    'gpt-5.4': [2.5, 15, 0.25],
    'o3-mini': [1.1, 4.4, 0.55],
    'o4-mini': [1.1, 4.4, 0.28],
  },
  anthropic: {
    'claude-3-haiku': [0.25, 1.25, 0.03, 0.3, 0.5],
    'claude-3-5-sonnet': [3, 15, 0.3, 3.75, 6],
    'claude-3-5-haiku': [0.8, 4, 0.08, 1, 1.6],
    'claude-3-7-sonnet': [3, 15, 0.3, 3.75, 6],
    'claude-haiku-4-5': [1, 5, 0.1, 1.25, 2],
    'claude-sonnet-4': [3, 15, 0.3, 3.75, 6],
    'claude-sonnet-4-5': [3, 15, 0.3, 3.75, 6],
    'claude-sonnet-4-6': [3, 15, 0.3, 3.75, 6],
    'claude-sonnet-5': [2, 10, 0.2, 2.5, 4],
    'claude-opus-4': [15, 75, 1.5, 18.75, 30],
    'claude-opus-4-1': [15, 75, 1.5, 18.75, 30],
    'claude-opus-4-5': [5, 25, 0.5, 6.25, 10],
    'claude-opus-4-6': [5, 25, 0.5, 6.25, 10],
    'claude-opus-4-7': [5, 25, 0.5, 6.25, 10],
    'claude-opus-4-8': [5, 25, 0.5, 6.25, 10],
    'claude-opus-5': [5, 25, 0.5, 6.25, 10],
    'claude-opus-5-5': [4, 20, 0.2, 5, 8],
    'claude-fable-5': [10, 50, 1, 12.5, 20],
    'claude-fable-5-1': [10, 50, 0.25, 12.5, 20],
  },
  google: {
    'gemini-2.5-pro': [1.25, 10, 0.125],
    'gemini-2.5-flash': [0.3, 2.5, 0.03],
    'gemini-2.5-flash-lite': [0.1, 0.4, 0.01],
    'gemini-3-pro-preview': [2, 12, 0.2],
    'gemini-3-flash-preview': [0.5, 3, 0.05],
    'gemini-3.1-pro-preview': [2, 12, 0.2],
    'gemini-3.1-flash-lite': [0.25, 1.5, 0.025],
    'gemini-3.5-flash': [1.5, 9, 0.15],
    'gemini-3.5-flash-lite': [0.3, 2.5, 0.03],
    'gemini-3.6-flash': [0.75, 3.75, 0.075],
    'gemini-3.7-flash': [0.75, 3.75, 0.075],
    'gemini-3.8-flash': [0.75, 3.75, 0.075],
  },
  bedrock: {
    'amazon.nova-pro-v1:0': [0.8, 3.2, 0.2],
    'amazon.nova-lite-v1:0': [0.06, 0.24, 0.015],
    'amazon.nova-micro-v1:0': [0.035, 0.14, 0.00875],
    'amazon.nova-premier-v1:0': [2.5, 12.5, 0.625],
    'global.amazon.nova-2-lite-v1:0': [0.3, 2.5, 0.075],
    'global.anthropic.claude-haiku-4-5-20251001-v1:0': [1, 5, 0.1, 1.25],
    'global.anthropic.claude-sonnet-4-20250514-v1:0': [3, 15, 0.3, 3.75],
    'global.anthropic.claude-sonnet-4-5-20250929-v1:0': [3, 15, 0.3, 3.75],
    'global.anthropic.claude-sonnet-4-6-v1:0': [3, 15, 0.3, 3.75],
    'global.anthropic.claude-sonnet-5-v1:0': [2, 10, 0.2, 2.5],
    'global.anthropic.claude-opus-4-5-v1:0': [5, 25, 0.5, 6.25],
    'global.anthropic.claude-opus-4-6-v1:0': [5, 25, 0.5, 6.25],
    'global.anthropic.claude-opus-4-7-v1:0': [5, 25, 0.5, 6.25],
    'global.anthropic.claude-opus-4-8-v1:0': [5, 25, 0.5, 6.25],
    'global.anthropic.claude-opus-5': [5, 25, 0.5, 6.25],
    'global.anthropic.claude-opus-5-5': [4, 20, 0.2, 5, 8],
  },
  deepseek: {
    'deepseek-chat': [0.27, 1.1, 0.07],
    'deepseek-reasoner': [0.55, 2.19, 0.14],
    'deepseek-v3.1-terminus': [0.27, 0.95, 0.13],
  },
  xai: {
    'grok-3': [3, 15, 0.75],
    'grok-3-fast': [5, 25, 1.25],
    'grok-3-mini': [0.3, 0.5, 0.075],
    'grok-3-mini-fast': [0.6, 4, 0.15],
    'grok-4': [3, 15, 0.75],
    'grok-4-fast': [0.2, 0.5, 0.05],
    'grok-4-1-fast': [0.2, 0.5, 0.05],
    'grok-4.20': [1.25, 2.5, 0.2],
    'grok-4.20-multi-agent': [2, 6, 0.2],
    'grok-4.3': [1.25, 2.5, 0.2],
    'grok-4.5': [2, 6, 0.3],
    'grok-4.6': [2, 6, 0.5],
    'grok-build-0.1': [1, 2, 0.2],
    'grok-code-fast': [0.2, 1.5, 0.02],
    'grok-code-fast-1': [0.2, 1.5, 0.02],
  },
};

import type { Maker } from '../../prices/model-name.ts';

/** The date of {@link modelCaches}. */
export const cacheRulesDate = '2026-11-25';

/** What the prompt cache of a model's maker does for it, whoever sells it. */
export interface ModelCache {
  readonly maker: Maker;
  /** Fits the canonical id without a snapshot's date. */
  readonly models: RegExp;
  /**
   * `prefixes`: any beginning is found again. `breakpoints`: what ended exactly at a marker (OpenAI from 5.6 on, Nova).
   * `blocks`: what ended at a marker up to 20 blocks before one of the new request (Claude).
   */
  readonly finds: 'prefixes' | 'breakpoints' | 'blocks';
  /** Shorter prefixes aren't cached. */
  readonly minimumTokens: number;
  /** Cached lengths are multiples of it. */
  readonly stepTokens: number;
  /** Prices of cached tokens as multiples of other input, for models that have no price in the table. */
  readonly factors: CacheFactors;
}

/** What a cached token costs, as multiples of a plain input token. */
export interface CacheFactors {
  readonly read: number;
  readonly writeShort: number;
  readonly writeLong: number;
}

const free = (read: number): CacheFactors => ({ read, writeShort: 1, writeLong: 1 });
const anthropicFactors: CacheFactors = { read: 0.1, writeShort: 1.25, writeLong: 2 };

const prefixes = (
  maker: Maker,
  models: RegExp,
  minimumTokens: number,
  read: number,
  stepTokens = 1,
): ModelCache => ({ maker, models, finds: 'prefixes', minimumTokens, stepTokens, factors: free(read) });

const claude = (minimumTokens: number, ...names: readonly string[]): ModelCache => ({
  maker: 'anthropic',
  models: new RegExp(`^claude-(?:${names.join('|')})(?:-fast)?$`),
  finds: 'blocks',
  minimumTokens,
  stepTokens: 1,
  factors: anthropicFactors,
});

const gemini = (name: string): RegExp =>
  new RegExp(`^gemini-(?:(?:2\\.5|3(?:\\.\\d)?)-)?${name}(?:-preview(?!.*(?:tts|image|live|audio)).*)?$`);

const openai = (models: RegExp, read: number): ModelCache => prefixes('openai', models, 1024, read, 128);

/**
 * What each maker's prompt cache does, as data. The first row that fits counts; a model without a row gets nothing.
 * Read and write factors follow from the price table where it has the model, and from here where it hasn't.
 *
 * Compiled from the makers' documentation as it stood in November 2026: OpenAI, guide "Prompt caching" (GPT-4o and
 * newer, fine-tuned ones too; both rule sets, exact match at a breakpoint); Anthropic, "Prompt caching" (minimum by
 * model, 20 blocks of lookback); Google, "Context caching" (implicit caching, the minimum by model); Amazon Bedrock,
 * "Prompt caching" (Nova, 1,000 tokens); DeepSeek, "Context caching"; xAI, "Prompt caching". The minimum of Opus 5.5 is
 * taken to be that of Opus 5, that of Fable 5 is from a third party: a marker too early is ignored and costs nothing.
 */
export const modelCaches: readonly ModelCache[] = [
  {
    maker: 'openai',
    models: /^gpt-(?:5\.6|6(?:\.\d)?)(?:-(?:sol|terra|luna|astra))?(?:-pro)?$/,
    finds: 'breakpoints',
    minimumTokens: 1024,
    stepTokens: 1,
    factors: { read: 0.1, writeShort: 1.25, writeLong: 1.25 },
  },
  // What has no price for cached tokens is billed for them as for others.
  openai(/^(?:gpt-5(?:\.[2-5])?|o[13])-pro$/, 1),
  openai(/^(?:gpt-4o|gpt-4o-mini|gpt-4\.5-preview|o1|o1-mini|o1-preview|o3-mini)(?:-high)?$/, 0.5),
  openai(
    /^(?:gpt-4\.1(?:-mini|-nano)?|o3|o4-mini(?:-high)?|o[34](?:-mini)?-deep-research|codex-mini)$/,
    0.25,
  ),
  openai(/^gpt-5(?:\.[1-5])?(?:-(?:mini|nano|codex|codex-mini|codex-max|chat))?$/, 0.1),
  openai(/^gpt-chat$/, 0.1),
  claude(512, 'opus-5', 'opus-5-5', 'fable-5-1', 'mythos-5-1'),
  claude(1024, 'opus-4', 'opus-4-1', 'opus-4-8', 'sonnet-4', 'sonnet-4-5', 'sonnet-4-6', 'sonnet-5'),
  claude(1024, '3-opus', '3-sonnet', '3-5-sonnet', '3-7-sonnet'),
  claude(2048, 'opus-4-7', 'fable-5', 'mythos-5', '3-haiku', '3-5-haiku'),
  claude(4096, 'opus-4-5', 'opus-4-6', 'haiku-4-5'),
  // Speech, pictures and live sessions aren't cached; a preview of a text model is.
  prefixes('google', gemini('flash(?:-lite)?'), 2048, 0.1),
  prefixes('google', gemini('pro'), 4096, 0.1),
  {
    maker: 'amazon',
    models: /^nova-(?:2-)?(?:micro|lite|pro|premier)$/,
    finds: 'breakpoints',
    minimumTokens: 1000,
    stepTokens: 1,
    factors: free(0.25),
  },
  prefixes('deepseek', /^deepseek-v4-flash/, 64, 0.0318, 64),
  prefixes('deepseek', /^deepseek-v4-pro/, 64, 0.0333, 64),
  prefixes('deepseek', /^deepseek-(?:chat|reasoner|r1|v[34])(?!.*distill)/, 64, 0.25, 64),
  prefixes('xai', /^grok(?:-(?:[3-9]|code|build)(?!.*(?:vision|voice|image)).*)?$/, 1024, 0.25),
];

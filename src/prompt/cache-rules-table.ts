import type { CacheLifetime, CacheRules, CacheRulesRow } from './cache-rules.ts';

/** The date of {@link cacheRulesTable}. */
export const cacheRulesDate = '2026-11-23';

const minute = 60_000;
const hour = 60 * minute;

/** An id that ends here, or goes on with a snapshot's date, `-latest`, or a Bedrock revision. */
const end = String.raw`(?:-latest|[-@]\d{8}|-\d{4}-\d{2}-\d{2})?(?:-v\d+(?::\d+)?)?$`;
const exactly = (...names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})${end}`);

const free: CacheLifetime = { name: 'in_memory', milliseconds: 5 * minute, writeFactor: 1 };
const anthropicLifetimes: CacheRules['lifetimes'] = [
  { name: '5m', milliseconds: 5 * minute, writeFactor: 1.25 },
  { name: '1h', milliseconds: hour, writeFactor: 2 },
];

const openaiAutomatic = (readFactor: number): CacheRules => ({
  id: 'openai-automatic',
  mechanism: 'automatic',
  minimumTokens: 1024,
  stepTokens: 128,
  readFactor,
  lifetimes: [free],
  request: [{ kind: 'key', namespaces: ['openai'] }],
});

const azureAutomatic = (readFactor: number): CacheRules => ({
  ...openaiAutomatic(readFactor),
  id: 'azure-automatic',
  // The chat models of the Azure provider read the namespace `openai`, its responses models `azure`.
  request: [{ kind: 'key', namespaces: ['azure', 'openai'] }],
});

const openaiMarkers: CacheRules = {
  id: 'openai-markers',
  mechanism: 'markers',
  minimumTokens: 1024,
  stepTokens: 1,
  readFactor: 0.1,
  // '12h' is taken by the Responses API only, so it isn't chosen unasked.
  lifetimes: [{ name: '30m', milliseconds: 30 * minute, writeFactor: 1.25 }],
  markers: { style: 'openai', limit: 4, places: ['system', 'user', 'tool-result'], lookbackBlocks: 0 },
  request: [{ kind: 'key', namespaces: ['openai'] }, { kind: 'explicit-mode' }],
};

const anthropic = (minimumTokens: number): CacheRules => ({
  id: 'anthropic',
  mechanism: 'markers',
  minimumTokens,
  stepTokens: 1,
  readFactor: 0.1,
  lifetimes: anthropicLifetimes,
  markers: {
    style: 'anthropic',
    limit: 4,
    places: ['tool', 'system', 'user', 'assistant', 'tool-result'],
    lookbackBlocks: 20,
  },
  request: [],
});

const bedrock = (minimumTokens: number): CacheRules => ({
  ...anthropic(minimumTokens),
  id: 'bedrock',
  markers: {
    style: 'bedrock',
    limit: 4,
    places: ['system', 'user', 'assistant', 'tool-result'],
    lookbackBlocks: 20,
  },
});

const openrouter = (minimumTokens: number): CacheRules => ({
  ...anthropic(minimumTokens),
  id: 'openrouter',
  markers: { style: 'openrouter', limit: 4, places: ['system', 'user'], lookbackBlocks: 20 },
});

const automatic = (
  id: string,
  minimumTokens: number,
  readFactor: number,
  request: CacheRules['request'] = [],
): CacheRules => ({
  id,
  mechanism: 'automatic',
  minimumTokens,
  stepTokens: 1,
  readFactor,
  lifetimes: [free],
  request,
});

/** Claude models by the least number of tokens that is cached. */
const claude: readonly (readonly [number, readonly string[]])[] = [
  [512, ['opus-5', 'fable-5-1', 'mythos-5-1']],
  [
    1024,
    [
      'opus-4-8',
      'sonnet-5',
      'sonnet-4-6',
      'sonnet-4-5',
      'sonnet-4',
      'sonnet-4-0',
      'opus-4',
      'opus-4-0',
      'opus-4-1',
    ],
  ],
  [2048, ['opus-4-7']],
  [4096, ['opus-4-6', 'opus-4-5', 'haiku-4-5']],
];
const claudeRows = (
  vendor: string,
  prefix: string,
  rules: (minimumTokens: number) => CacheRules,
): readonly CacheRulesRow[] => [
  ...claude.map(([minimum, names]) => ({
    vendor,
    models: exactly(...names.map((name) => `${prefix}claude-${name}`)),
    rules: rules(minimum),
  })),
  { vendor, models: exactly(`${prefix}claude-3-5-haiku`), rules: rules(2048) },
];

/** OpenAI models before GPT-5.6, by what a cached token costs. */
const beforeMarkers: readonly (readonly [number, readonly string[]])[] = [
  [0.5, ['gpt-4o', 'gpt-4o-mini', 'o1', 'o1-mini', 'o3-mini']],
  [0.25, ['gpt-4\\.1', 'gpt-4\\.1-mini', 'gpt-4\\.1-nano', 'o3', 'o4-mini']],
  [0.1, ['gpt-5(?:\\.[1-5])?(?:-(?:mini|nano|codex|codex-mini|codex-max|chat|chat-latest))?']],
];

/**
 * What each provider's prompt cache does, as data. The first row that fits counts; a model without a row gets nothing.
 *
 * Compiled from the providers' documentation as it stood in November 2026: OpenAI, guide "Prompt caching" (both rule
 * sets, exact match at a breakpoint, at most four writes); Anthropic, "Prompt caching" (minimum by model, four
 * breakpoints, 20 blocks of lookback, 5 minutes and 1 hour); Google, "Context caching" (implicit caching, the minimum
 * by model); Bedrock, "Prompt caching" (cache points; those of Claude are listed, at Anthropic's minimum); DeepSeek,
 * "Context caching"; xAI, Azure OpenAI and OpenRouter, "Prompt caching"; Vercel AI Gateway, `caching`. Names of options
 * are those of the sources of `@ai-sdk/openai` 4, `anthropic` 4, `google` 4 and `amazon-bedrock` 5, and tests hold them
 * to those packages on the wire; those for xAI, Azure, OpenRouter and the gateway are from documentation alone. Read
 * factors of DeepSeek and xAI are rounded from their prices and serve the report's break-even only.
 */
export const cacheRulesTable: readonly CacheRulesRow[] = [
  {
    vendor: 'openai',
    models: /^gpt-(?:5\.6|6(?:\.\d+)?)(?:-(?:sol|terra|luna|astra))?(?:-\d{4}-\d{2}-\d{2})?$/,
    rules: openaiMarkers,
  },
  ...beforeMarkers.map(([read, names]) => ({
    vendor: 'openai',
    models: exactly(...names),
    rules: openaiAutomatic(read),
  })),
  ...beforeMarkers.map(([read, names]) => ({
    vendor: 'azure',
    models: exactly(...names),
    rules: azureAutomatic(read),
  })),
  ...claudeRows('anthropic', '', anthropic),
  ...claudeRows('bedrock', String.raw`(?:[a-z]+\.)?anthropic\.`, bedrock),
  ...claudeRows('openrouter', 'anthropic/', openrouter),
  {
    vendor: 'google',
    models: /^(?:models\/)?gemini-(?:2\.5|3(?:\.\d+)?)-flash/,
    rules: automatic('gemini-implicit', 2048, 0.1),
  },
  {
    vendor: 'google',
    models: /^(?:models\/)?gemini-(?:2\.5|3(?:\.\d+)?)-pro/,
    rules: automatic('gemini-implicit', 4096, 0.1),
  },
  {
    vendor: 'deepseek',
    models: /^deepseek-(?:chat|reasoner|v[34])/,
    rules: { ...automatic('deepseek', 64, 0.25), stepTokens: 64 },
  },
  {
    vendor: 'xai.chat',
    models: /^grok-/,
    rules: automatic('xai-chat', 1024, 0.25, [{ kind: 'conversation-header', name: 'x-grok-conv-id' }]),
  },
  {
    vendor: 'xai',
    models: /^grok-/,
    rules: automatic('xai-responses', 1024, 0.25, [{ kind: 'key', namespaces: ['xai'] }]),
  },
  {
    vendor: 'gateway',
    models: /^(?:anthropic|openai|google|deepseek|xai)\//,
    rules: automatic('gateway', 1024, 0.1, [{ kind: 'gateway-auto' }]),
  },
];

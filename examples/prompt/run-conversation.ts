import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, type ModelMessage, wrapLanguageModel } from 'ai';
import { builtinPrices, promptCacheMonitor } from 'reprise/prompt';
import { anthropicRules } from './anthropic-rules.ts';
import type { CacheAccount, CachingRules } from './cache-account.ts';
import { openaiAutomaticRules } from './openai-automatic-rules.ts';
import { openaiBreakpointRules } from './openai-breakpoint-rules.ts';
import { startProviderServer } from './provider-server.ts';
import { type Strategy, strategies } from './strategies.ts';
import { answer, question } from './support-content.ts';

/** The rule sets that the conversation is played against. */
export const ruleSets = {
  'OpenAI before 5.6': { api: 'openai', model: 'gpt-5.4', rules: openaiAutomaticRules },
  'OpenAI from 5.6': { api: 'openai', model: 'gpt-5.6', rules: openaiBreakpointRules },
  Anthropic: { api: 'anthropic', model: 'claude-sonnet-4-5', rules: anthropicRules },
} as const satisfies Record<
  string,
  { api: 'openai' | 'anthropic'; model: string; rules: () => CachingRules }
>;

export type RuleSetName = keyof typeof ruleSets;

export interface ConversationResult {
  /** One for each turn, counted by the stand-in. */
  readonly accounts: readonly CacheAccount[];
  /** Dollars for the input of all turns, at the built-in prices. */
  readonly cost: number;
  /** Dollars for the same input without any caching. */
  readonly plainCost: number;
  /** Dollars saved as the library's monitor reports it. */
  readonly monitored: number | undefined;
}

/** Seconds between two turns. */
const pause = 40;

/** Plays a support conversation over HTTP with the real packages of the AI SDK. */
export async function runConversation(
  name: RuleSetName,
  strategy: Strategy,
  turns = 30,
): Promise<ConversationResult> {
  const { api, model: modelId, rules } = ruleSets[name];
  let now = Date.UTC(2026, 10, 23, 9);
  const server = await startProviderServer({ api, rules: rules(), clock: () => now, answer });
  try {
    const settings = { apiKey: 'none', baseURL: server.url };
    const model = api === 'openai' ? createOpenAI(settings)(modelId) : createAnthropic(settings)(modelId);
    const monitor = promptCacheMonitor({ clock: () => now });
    const watched = wrapLanguageModel({ model, middleware: monitor.middleware });
    const history: ModelMessage[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const call = strategies[strategy]({
        turn,
        now,
        history: [...history],
        provider: model.provider,
        model: modelId,
      });
      const { text } = await generateText({ model: watched, maxRetries: 0, ...call });
      history.push({ role: 'user', content: question(turn) }, { role: 'assistant', content: text });
      now += pause * 1000;
    }
    return {
      accounts: server.accounts,
      ...costs(server.accounts, api, modelId),
      monitored: monitor.report().saved,
    };
  } finally {
    await server.close();
  }
}

function costs(
  accounts: readonly CacheAccount[],
  provider: string,
  model: string,
): { cost: number; plainCost: number } {
  const price = builtinPrices.price(provider, model);
  if (price?.cacheRead === undefined) throw new Error(`No price for ${model}.`);
  const { input, cacheRead, cacheWrite } = price;
  const write = cacheWrite?.short ?? input;
  const cost = accounts.reduce(
    (sum, call) =>
      sum + (call.input - call.read - call.written) * input + call.read * cacheRead + call.written * write,
    0,
  );
  return { cost: cost / 1e6, plainCost: accounts.reduce((sum, call) => sum + call.input, 0) * (input / 1e6) };
}

/** What was read of what the rules allow to be cached, 0 to 1; `undefined` when nothing could be. */
export function shareOfAllowed(accounts: readonly CacheAccount[]): number | undefined {
  const allowed = accounts.reduce((sum, call) => sum + call.allowed, 0);
  return allowed === 0 ? undefined : accounts.reduce((sum, call) => sum + call.read, 0) / allowed;
}

/** What was read of all input, 0 to 1. */
export function cachedShare(accounts: readonly CacheAccount[]): number {
  return (
    accounts.reduce((sum, call) => sum + call.read, 0) / accounts.reduce((sum, call) => sum + call.input, 0)
  );
}

import type { JudgeCost } from '../contracts/judge.ts';
import type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
import type { TokenUsage } from '../response/cached-response.ts';

/** What an answer from the cache spared: the tokens that were billed when it was made, and their price if it is known. */
export interface Savings extends TokenUsage {
  /** US dollars; where a judge was asked, less what it cost. */
  readonly usd?: number;
  /** What the judge cost that found the answer. */
  readonly judge?: JudgeCost;
}

/** @param usage what the provider billed for the answer. @param prices where to look its model up. */
export function savingsOf(
  { provider, model }: { readonly provider: string; readonly model: string },
  usage: TokenUsage = {},
  prices: PriceSource,
): Savings {
  const usd = usageCost(usage, prices.price(provider, model));
  return usd === undefined ? usage : { ...usage, usd };
}

/** What is left of savings when a judge was paid for them; may be less than nothing. */
export function lessJudge(saved: Savings, judge: JudgeCost | undefined): Savings {
  if (judge === undefined) return saved;
  const usd = saved.usd === undefined ? undefined : saved.usd - (judge.usd ?? 0);
  return usd === undefined ? { ...saved, judge } : { ...saved, usd, judge };
}

const MILLION = 1_000_000;

/**
 * What a provider bills for an answer, in US dollars; `undefined` when the price or the tokens are unknown. Tokens that
 * its prompt cache served or stored are part of the input and have a price of their own; where that is unknown, the
 * price of other input stands for it.
 */
export function usageCost(usage: TokenUsage, price: ModelPrice | undefined): number | undefined {
  const { inputTokens, outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = usage;
  if (price === undefined || (inputTokens === undefined && outputTokens === undefined)) return undefined;
  const plain = Math.max(0, (inputTokens ?? 0) - cacheReadTokens - cacheWriteTokens);
  const dollars =
    plain * price.input +
    cacheReadTokens * (price.cacheRead ?? price.input) +
    cacheWriteTokens * (price.cacheWrite?.short ?? price.input) +
    (outputTokens ?? 0) * price.output;
  return dollars / MILLION;
}

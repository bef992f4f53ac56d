import type { PriceSource } from '../contracts/price-source.ts';
import type { TokenUsage } from '../response/cached-response.ts';
import { usageCost } from './usage-cost.ts';

/** What an answer from the cache spared: the tokens that were billed when it was made, and their price if it is known. */
export interface Savings extends TokenUsage {
  /** US dollars. */
  readonly usd?: number;
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

import type { ModelPrice } from '../contracts/price-source.ts';
import type { TokenUsage } from '../response/cached-response.ts';

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

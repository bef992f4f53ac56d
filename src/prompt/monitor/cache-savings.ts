import type { ModelPrice } from '../../contracts/price-source.ts';
import type { CacheUsage } from './cache-usage.ts';

/**
 * What the provider's cache saved in US dollars, the premium for writes taken off: negative when more was paid for
 * writing than reading gave back.
 * @returns `undefined` when a price or a count that it depends on isn't known. Unknown is never 0.
 */
export function cacheSavings(usage: CacheUsage, price: ModelPrice | undefined): number | undefined {
  if (price === undefined) return undefined;
  const { cacheRead, cacheWrite, cacheWriteLong = 0 } = usage;
  if (cacheRead === undefined) return undefined;
  if (cacheRead > 0 && price.cacheRead === undefined) return undefined;
  const saved = cacheRead * (price.input - (price.cacheRead ?? price.input));
  // Without a price for writes they cost what other input does.
  if (price.cacheWrite === undefined) return saved / 1e6;
  if (cacheWrite === undefined) return undefined;
  const short = premium(cacheWrite - cacheWriteLong, price.input, price.cacheWrite.short);
  const long = premium(cacheWriteLong, price.input, price.cacheWrite.long);
  return short === undefined || long === undefined ? undefined : (saved - short - long) / 1e6;
}

function premium(tokens: number, plain: number, written: number | undefined): number | undefined {
  if (tokens === 0) return 0;
  return written === undefined ? undefined : tokens * (written - plain);
}

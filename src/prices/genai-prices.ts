import type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
import { InvalidOptionError } from '../errors.ts';
import { type Vendor, vendorOf } from './vendor.ts';

/** The part of `@pydantic/genai-prices` that is used: its `calcPrice`. */
export type CalculatePrice = (
  usage: Record<string, number | undefined>,
  model: string,
  options: { readonly providerId: string; readonly timestamp: Date },
) => { readonly model_price: Readonly<Record<string, unknown>> } | null;

export interface GenaiPricesOptions {
  /** `import { calcPrice } from '@pydantic/genai-prices'`. */
  readonly calcPrice: CalculatePrice;
  /**
   * The date of the package's data, `YYYY-MM-DD`; the package doesn't tell. Default: `'2026-09-23'`, on which 0.1.8,
   * the lowest version this adapter is tested with, was published.
   */
  readonly date?: string;
  /**
   * The time to price for, in milliseconds: `Date.now` for prices of the hour, where a provider bills nights or peak
   * hours in another way. Default: noon UTC of `date`, so that a price is the same at any hour.
   */
  readonly time?: () => number;
}

const providerIds: Record<Vendor, string | undefined> = {
  openai: 'openai',
  azure: 'azure',
  anthropic: 'anthropic',
  google: 'google',
  bedrock: 'aws',
  deepseek: 'deepseek',
  xai: 'x-ai',
  openrouter: 'openrouter',
  gateway: undefined,
};

/**
 * Prices of the optional package `@pydantic/genai-prices` (several hundred models, updated often). The first tier of
 * a tiered price is taken: the surcharge for very long prompts is not in it.
 * @returns a `PriceSource`; a model that the package doesn't know has no price.
 * @throws InvalidOptionError when `date` is no date.
 */
export function genaiPrices({ calcPrice, date = '2026-09-23', time }: GenaiPricesOptions): PriceSource {
  const noon = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(noon)) throw new InvalidOptionError('date', 'a date in the form YYYY-MM-DD');
  const lookUp: LookUp = (providerId, model) =>
    modelPrice(
      calcPrice({ input_tokens: 1 }, model, { providerId, timestamp: new Date(time?.() ?? noon) })
        ?.model_price,
    );
  return {
    date,
    price(provider, model) {
      const vendor = vendorOf(provider);
      if (vendor === 'gateway') return gatewayPrice(lookUp, model);
      const providerId = vendor === undefined ? provider : providerIds[vendor];
      return providerId === undefined ? undefined : lookUp(providerId, model);
    },
  };
}

type LookUp = (providerId: string, model: string) => ModelPrice | undefined;

/** Vercel's gateway bills the vendor's list price and writes ids as `vendor/model`. */
function gatewayPrice(lookUp: LookUp, model: string): ModelPrice | undefined {
  const slash = model.indexOf('/');
  const vendor = slash < 0 ? undefined : vendorOf(model.slice(0, slash));
  const providerId = vendor && providerIds[vendor];
  return providerId === undefined ? undefined : lookUp(providerId, model.slice(slash + 1));
}

function modelPrice(prices: Readonly<Record<string, unknown>> | undefined): ModelPrice | undefined {
  if (prices === undefined) return undefined;
  const { input_mtok, output_mtok, cache_read_mtok, cache_write_mtok, cache_write_1h_mtok } = prices;
  const input = firstTier(input_mtok);
  const output = firstTier(output_mtok);
  if (input === undefined || output === undefined) return undefined;
  const cacheRead = firstTier(cache_read_mtok);
  const short = firstTier(cache_write_mtok);
  const long = firstTier(cache_write_1h_mtok);
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...((short !== undefined || long !== undefined) && {
      cacheWrite: { ...(short !== undefined && { short }), ...(long !== undefined && { long }) },
    }),
  };
}

function firstTier(price: unknown): number | undefined {
  if (typeof price === 'number') return price;
  if (typeof price !== 'object' || price === null || !('base' in price)) return undefined;
  return typeof price.base === 'number' ? price.base : undefined;
}

import type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
import { LeastRecentlyUsed } from '../least-recently-used.ts';
import { type Maker, type ModelName, modelName } from './model-name.ts';
import { type PriceRow, priceTable, priceTableDate } from './price-table.ts';
import type { Vendor } from './vendor.ts';

/**
 * The prices that come with the library: a small, dated table (`builtinPrices.date`) of the models in common use, at
 * list price for the first tier. A dated snapshot (`gpt-4o-2024-08-06`) costs what its model costs, unless it has a row
 * of its own (`gpt-4o-2024-05-13`); any other name that isn't in the table has no price, so that a new model is never
 * counted as free or as its neighbour. For more models, or newer prices, give `genaiPrices` or a `PriceSource` of your
 * own.
 */
export const builtinPrices: PriceSource = {
  date: priceTableDate,
  price(provider, model) {
    // Reading a name takes a dozen patterns, and is asked for at every hit.
    const asked = `${provider} ${model}`;
    const known = found.get(asked);
    if (known !== undefined) return known.price;
    const price = listPrice(provider, model);
    found.set(asked, { price });
    return price;
  },
};

const found = new LeastRecentlyUsed<{ readonly price: ModelPrice | undefined }>({ maxEntries: 200 });

function listPrice(provider: string, model: string): ModelPrice | undefined {
  const name = modelName(provider, model);
  // A variant such as `:free` or `:nitro`, and a model of the user's own making, have prices that aren't known here.
  if (name === undefined || name.isTuned || name.variant !== undefined || !name.isListedByMaker)
    return undefined;
  return priceAt(biller(name), name);
}

/** The price of a model at its maker, whoever sells it. */
export function makersPrice(name: ModelName): ModelPrice | undefined {
  return priceAt(vendors[name.maker], name);
}

const vendors: Readonly<Record<Maker, Vendor>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  amazon: 'bedrock',
  deepseek: 'deepseek',
  xai: 'xai',
};

/** Vercel's gateway and OpenRouter bill the maker's list price (their pricing pages, November 2026). */
function biller({ vendor, maker }: ModelName): Vendor {
  return vendor === 'gateway' || vendor === 'openrouter' ? vendors[maker] : vendor;
}

function priceAt(vendor: Vendor, { listed, id, base }: ModelName): ModelPrice | undefined {
  const rows = priceTable[vendor];
  const key = [listed, id, base].find((name) => rows !== undefined && Object.hasOwn(rows, name));
  const row = key === undefined ? undefined : rows?.[key];
  return row && priced(row);
}

function priced([input, output, cacheRead, short, long]: PriceRow): ModelPrice {
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(short !== undefined && { cacheWrite: long === undefined ? { short } : { short, long } }),
  };
}

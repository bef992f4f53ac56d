import type { ModelPrice, PriceSource } from '../contracts/price-source.ts';
import { type PriceRow, priceTable, priceTableDate } from './price-table.ts';
import { priceSubject } from './price-vendor.ts';

/** What may follow a model's name without making it another model: a snapshot's date, or `-latest`. */
const snapshot = /(-latest|-\d{4}-\d{2}-\d{2}|[-@]\d{8})$/;

/**
 * The prices that come with the library: a small, dated table (`builtinPrices.date`) of the models in common use, at
 * list price for the first tier. A dated snapshot (`gpt-4o-2024-08-06`) costs what its model costs; any other name
 * that isn't in the table has no price, so that a new model is never counted as free or as its neighbour. For more
 * models, or newer prices, give `genaiPrices` or a `PriceSource` of your own.
 */
export const builtinPrices: PriceSource = {
  date: priceTableDate,
  price(provider, model) {
    const subject = priceSubject(provider, model);
    const rows = subject && priceTable[subject.vendor];
    if (subject === undefined || rows === undefined) return undefined;
    const row = find(rows, subject.model) ?? find(rows, subject.model.replace(snapshot, ''));
    return row && priced(row);
  },
};

function find(rows: Readonly<Record<string, PriceRow>>, model: string): PriceRow | undefined {
  return Object.hasOwn(rows, model) ? rows[model] : undefined;
}

function priced([input, output, cacheRead, short, long]: PriceRow): ModelPrice {
  if (short === undefined) return { input, output, cacheRead };
  return { input, output, cacheRead, cacheWrite: long === undefined ? { short } : { short, long } };
}

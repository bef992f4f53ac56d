import type { ModelPrice, PriceSource } from '../../contracts/price-source.ts';
import { StoreFailedError } from '../../errors.ts';
import type { Surroundings } from './backend.ts';

/**
 * A price source that can't do harm: where the user's throws, or gives what is no price, the model has none, and an
 * event says so once for each model.
 */
export function failOpenPrices(source: PriceSource, { clock, emit }: Surroundings): PriceSource {
  const told = new Set<string>();
  const fail = (provider: string, model: string): undefined => {
    const name = `${provider} ${model}`;
    if (told.has(name) || told.size >= 1_000) return undefined;
    told.add(name);
    const { code } = new StoreFailedError('price', 'unexpected reply');
    emit({ type: 'failure', at: clock(), backend: 'prices', operation: 'price', code, durationMs: 0 });
    return undefined;
  };
  return {
    date: source.date,
    price(provider, model) {
      try {
        const price: unknown = source.price(provider, model);
        if (price === undefined) return undefined;
        if (isPrice(price)) return price;
        if (price instanceof Promise) price.catch(() => undefined);
        return fail(provider, model);
      } catch {
        return fail(provider, model);
      }
    },
  };
}

function isPrice(value: unknown): value is ModelPrice {
  if (typeof value !== 'object' || value === null) return false;
  const { input, output, cacheRead, cacheWrite }: Partial<Record<keyof ModelPrice, unknown>> = value;
  return (
    isAmount(input) &&
    isAmount(output) &&
    isOptionalAmount(cacheRead) &&
    (cacheWrite === undefined ||
      (typeof cacheWrite === 'object' &&
        cacheWrite !== null &&
        Object.values(cacheWrite).every(isOptionalAmount)))
  );
}

function isOptionalAmount(value: unknown): boolean {
  return value === undefined || isAmount(value);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

import type { Guard, PreparedPair } from './guard.ts';

const currencies = new Set(
  'dollar euro sterling yen rupee yuan won franc krona peso real canadian-dollar australian-dollar singapore-dollar ruble lira zloty rand bitcoin'.split(
    ' ',
  ),
);

type Kind = 'numbers' | 'units' | 'dates' | 'currencies';

function kindOf(quantity: string): Kind {
  const [left = '', right] = quantity.split(':');
  if (left === 'clock' || left === 'date' || left === 'month') return 'dates';
  if (right === undefined || left === 'ordinal' || left === 'code') return 'numbers';
  return currencies.has(right) ? 'currencies' : 'units';
}

/**
 * The quantities that only one of the texts has. A lone "one" goes with a 1, and with nothing; "I am 20" goes with "20
 * years": a unit may be left out on one side.
 */
export function loneQuantities({ a, b }: PreparedPair): {
  readonly a: readonly string[];
  readonly b: readonly string[];
} {
  if (a.quantities.size === 0 && b.quantities.size === 0) return { a: [], b: [] };
  const onlyA = [...a.quantities].filter(
    (quantity) => !b.quantities.has(quantity) && !(b.weakOne && quantity === '1'),
  );
  const onlyB = [...b.quantities].filter(
    (quantity) => !a.quantities.has(quantity) && !(a.weakOne && quantity === '1'),
  );
  dropNamed(onlyA, onlyB, b.amounts);
  dropNamed(onlyB, onlyA, a.amounts);
  if (onlyA.length === 0 && a.weakOne && onlyB.length > 0) return { a: ['1'], b: onlyB };
  if (onlyB.length === 0 && b.weakOne && onlyA.length > 0) return { a: onlyA, b: ['1'] };
  return { a: onlyA, b: onlyB };
}

/** Takes away the numbers without a unit that the other side has with one. */
function dropNamed(bare: string[], named: string[], amounts: ReadonlyMap<string, string>): void {
  for (let at = bare.length - 1; at >= 0; at--) {
    const partner = named.findIndex((quantity) => amounts.get(quantity) === bare[at]);
    if (partner < 0) continue;
    bare.splice(at, 1);
    named.splice(partner, 1);
  }
}

function quantityGuard(id: Kind): Guard {
  return {
    id,
    differs(pair) {
      const { a, b } = loneQuantities(pair);
      if (a.length === 0 || b.length === 0) return false;
      return a.some((quantity) => kindOf(quantity) === id) || b.some((quantity) => kindOf(quantity) === id);
    },
  };
}

/** Another number, ordinal or version. */
export const numbers = quantityGuard('numbers');
/** Another amount of a unit, or the same number of another unit. Amounts in one dimension are converted first. */
export const units = quantityGuard('units');
/** Another date, month or time of day. */
export const dates = quantityGuard('dates');
/** Another amount of money, or another currency. */
export const money = quantityGuard('currencies');

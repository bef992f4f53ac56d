import type { Guard, PreparedPair } from './guard.ts';

const currencies = new Set(
  'dollar euro pound sterling yen rupee yuan won franc krona peso real canadian-dollar australian-dollar singapore-dollar ruble lira zloty rand bitcoin'.split(
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
  for (const [one, other, amounts] of [
    [onlyA, onlyB, b.amounts],
    [onlyB, onlyA, a.amounts],
  ] as const) {
    drop(one, other, (bare, named) => amounts.get(named) === bare);
    drop(one, other, isOnePound);
  }
  if (onlyA.length === 0 && a.weakOne && onlyB.length > 0) return { a: ['1'], b: onlyB };
  if (onlyB.length === 0 && b.weakOne && onlyA.length > 0) return { a: onlyA, b: ['1'] };
  return { a: onlyA, b: onlyB };
}

/** Takes away, one for one, what is the same on both sides in another form. */
function drop(one: string[], other: string[], same: (mine: string, theirs: string) => boolean): void {
  for (let at = one.length - 1; at >= 0; at--) {
    const mine = one[at] ?? '';
    const partner = other.findIndex((theirs) => same(mine, theirs));
    if (partner < 0) continue;
    one.splice(at, 1);
    other.splice(partner, 1);
  }
}

/** A "pound" is money or a mass: which one, the other side may say. */
function isOnePound(pounds: string, other: string): boolean {
  const [amount = '', unit] = pounds.split(':');
  if (unit !== 'pound') return false;
  return (
    other === `${amount}:sterling` || other === `${Number((Number(amount) * 453.59237).toPrecision(5))}:mass`
  );
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

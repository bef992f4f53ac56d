/** Figures as a viewer reads them. */

export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** US dollars with enough places for the price of one short answer. */
export function money(usd: number): string {
  return `$${usd.toFixed(usd === 0 || usd >= 1 ? 2 : 5)}`;
}

export function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

export function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

export function number(value: number): string {
  if (Math.abs(value) >= 1e6) return `${(value / 1e6).toFixed(value >= 1e7 ? 0 : 1)} million`;
  return value < 10
    ? value.toFixed(value < 1 ? 2 : 1).replace(/\.0+$/, '')
    : Math.round(value).toLocaleString('en');
}

/** From the lower to the higher of two, as one where they are printed alike. */
export function range(low: number, high: number): string {
  return number(low) === number(high) ? number(low) : `${number(low)} to ${number(high)}`;
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${seconds / 60} min`;
  return seconds < 86_400 ? `${seconds / 3_600} h` : `${seconds / 86_400} d`;
}

import type { Screen } from './screen.ts';

export interface Column {
  /** Its lines; short ones stand at the bottom. */
  readonly title: readonly string[];
  readonly align: 'left' | 'right';
}

/** Rows under their titles, each column as wide as its widest cell; `emphasise` picks the rows that stand out. */
export function printTable(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  emphasise: (row: readonly string[]) => boolean = () => false,
): void {
  const height = Math.max(...columns.map(({ title }) => title.length));
  const titles = Array.from({ length: height }, (_, line) =>
    columns.map(({ title }) => title[line - (height - title.length)] ?? ''),
  );
  const widths = columns.map((_, index) =>
    Math.max(...[...titles, ...rows].map((cells) => (cells[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  for (const cells of titles) screen.print(`  ${screen.dim(line(cells))}`);
  for (const row of rows) screen.print(`  ${emphasise(row) ? screen.green(line(row)) : line(row)}`);
}

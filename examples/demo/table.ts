import type { Screen } from './screen.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows under their titles, each column as wide as its widest cell; `emphasise` picks the rows that stand out. */
export function printTable(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  emphasise: (row: readonly string[]) => boolean = () => false,
): void {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
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
  screen.print(`  ${screen.dim(line(columns.map(({ title }) => title)))}`);
  for (const row of rows) screen.print(`  ${emphasise(row) ? screen.green(line(row)) : line(row)}`);
}

/** Rows as aligned columns: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => plainLength(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - plainLength(cell)));
          return column === 0 ? cell + space : space + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const escapeCode = String.fromCharCode(27);

function plainLength(text: string): number {
  return text.replaceAll(new RegExp(`${escapeCode}\\[\\d+m`, 'g'), '').length;
}

/** Colours on a terminal, plain text in a pipe. */
export function painter(colours: boolean): (code: 'bold' | 'dim' | 'green' | 'red', text: string) => string {
  const codes = { bold: 1, dim: 2, green: 32, red: 31 };
  return (code, text) => (colours ? `${escapeCode}[${codes[code]}m${text}${escapeCode}[0m` : text);
}

/** Words of a table, one after another between white space. */
export const wordsOf = (table: string): readonly string[] => table.trim().split(/\s+/);

export const wordSet = (table: string): ReadonlySet<string> => new Set(wordsOf(table));

/** Lines of a table as phrases of words. */
export const phrasesOf = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split(/\s*[\n|]\s*/)
    .map(wordsOf);

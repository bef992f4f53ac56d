/** A filter that can't be read; the service answers it with a 400. */
export class VectorFilterError extends Error {
  override readonly name = 'VectorFilterError';
}

export type VectorFilterToken =
  | { readonly type: 'symbol'; readonly text: string }
  | { readonly type: 'literal'; readonly value: string | number }
  /** A path, or a word of the language: which one depends on where it stands. */
  | { readonly type: 'word'; readonly text: string };

const patterns = {
  space: /\s+/y,
  symbol: /!=|<=|>=|[=<>(),]/y,
  text: /'([^']*)'|"([^"]*)"/y,
  number: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
  word: /[a-zA-Z_][a-zA-Z_0-9.[\]#-]*/y,
};

/** Source of the lexical rules: upstash.com/docs/vector/features/filtering, November 2026. */
export function vectorFilterTokens(filter: string): readonly VectorFilterToken[] {
  const tokens: VectorFilterToken[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(filter);
    if (match !== null) position = pattern.lastIndex;
    return match;
  };
  while (position < filter.length) {
    if (take(patterns.space)) continue;
    const symbol = take(patterns.symbol);
    if (symbol) {
      tokens.push({ type: 'symbol', text: symbol[0] });
      continue;
    }
    const text = take(patterns.text);
    if (text) {
      tokens.push({ type: 'literal', value: text[1] ?? text[2] ?? '' });
      continue;
    }
    const number = take(patterns.number);
    if (number) {
      tokens.push({ type: 'literal', value: Number(number[0]) });
      continue;
    }
    const word = take(patterns.word);
    if (!word) throw new VectorFilterError(`unexpected character at position ${position}`);
    tokens.push({ type: 'word', text: word[0] });
  }
  return tokens;
}

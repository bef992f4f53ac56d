import { VectorFilterError, type VectorFilterToken, vectorFilterTokens } from './vector-filter-tokens.ts';

/** Whether an entry's metadata matches. */
export type VectorFilter = (metadata: unknown) => boolean;

type Literal = string | number;

/**
 * Parses a filter of Upstash Vector's language: `= != < <= > >= GLOB IN CONTAINS` with their `NOT`, `HAS FIELD`,
 * `HAS NOT FIELD`, `AND` over `OR`, parentheses, dotted paths, `[0]` and `[#-1]`. Words are case-insensitive;
 * booleans are `1` and `0`, or `true` and `false`. A field that is missing matches no comparison, not even `!=`.
 *
 * Source: upstash.com/docs/vector/features/filtering, November 2026.
 * @throws VectorFilterError when the filter can't be read.
 */
export function parseVectorFilter(filter: string): VectorFilter {
  const tokens = vectorFilterTokens(filter);
  let position = 0;

  const isWord = (token: VectorFilterToken | undefined, text: string) =>
    token?.type === 'word' && token.text.toUpperCase() === text;
  const takeWord = (text: string): boolean => {
    const found = isWord(tokens[position], text);
    if (found) position++;
    return found;
  };
  const takeSymbol = (text: string): boolean => {
    const token = tokens[position];
    const found = token?.type === 'symbol' && token.text === text;
    if (found) position++;
    return found;
  };
  const expected = (what: string) => new VectorFilterError(`expected ${what} at token ${position + 1}`);

  const literal = (): Literal => {
    const token = tokens[position];
    if (takeWord('TRUE')) return 1;
    if (takeWord('FALSE')) return 0;
    if (token?.type !== 'literal') throw expected('a literal');
    position++;
    return token.value;
  };

  const literals = (): Literal[] => {
    if (!takeSymbol('(')) throw expected('"("');
    const values = [literal()];
    while (takeSymbol(',')) values.push(literal());
    if (!takeSymbol(')')) throw expected('")"');
    return values;
  };

  const path = (): ((metadata: unknown) => unknown) => {
    const token = tokens[position];
    if (token?.type !== 'word') throw expected('a field');
    position++;
    const steps = pathSteps(token.text);
    return (metadata) => steps.reduce(fieldOf, metadata);
  };

  const comparison = (): VectorFilter => {
    if (takeWord('HAS')) {
      const wanted = !takeWord('NOT');
      if (!takeWord('FIELD')) throw expected('FIELD');
      const read = path();
      return (metadata) => (read(metadata) !== undefined) === wanted;
    }
    const read = path();
    const token = tokens[position];
    if (token?.type === 'symbol') {
      const compare = comparisons[token.text];
      if (compare === undefined) throw expected('an operator');
      position++;
      const value = literal();
      return (metadata) => compare(scalarOf(read(metadata)), value);
    }
    const wanted = !takeWord('NOT');
    if (takeWord('GLOB')) {
      const pattern = literal();
      if (typeof pattern !== 'string') throw expected('a pattern');
      const matches = globPattern(pattern);
      return (metadata) => {
        const value = read(metadata);
        return typeof value === 'string' && matches.test(value) === wanted;
      };
    }
    if (takeWord('IN')) {
      const values = literals();
      return (metadata) => {
        const value = scalarOf(read(metadata));
        return value !== undefined && values.includes(value) === wanted;
      };
    }
    if (takeWord('CONTAINS')) {
      const value = literal();
      return (metadata) => {
        const items = read(metadata);
        return Array.isArray(items) && items.some((item) => scalarOf(item) === value) === wanted;
      };
    }
    throw expected('an operator');
  };

  const term = (): VectorFilter => {
    if (!takeSymbol('(')) return comparison();
    const inner = alternatives();
    if (!takeSymbol(')')) throw expected('")"');
    return inner;
  };

  const conjunction = (): VectorFilter => {
    const terms = [term()];
    while (takeWord('AND')) terms.push(term());
    return (metadata) => terms.every((matches) => matches(metadata));
  };

  const alternatives = (): VectorFilter => {
    const options = [conjunction()];
    while (takeWord('OR')) options.push(conjunction());
    return (metadata) => options.some((matches) => matches(metadata));
  };

  const parsed = alternatives();
  if (position < tokens.length) throw expected('the end');
  return parsed;
}

type Scalar = string | number | undefined;

const numeric = (compare: (left: number, right: number) => boolean) => (left: Scalar, right: Literal) =>
  typeof left === 'number' && typeof right === 'number' && compare(left, right);

const comparisons: Readonly<Record<string, (left: Scalar, right: Literal) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== undefined && left !== right,
  '<': numeric((left, right) => left < right),
  '<=': numeric((left, right) => left <= right),
  '>': numeric((left, right) => left > right),
  '>=': numeric((left, right) => left >= right),
};

/** Booleans compare as 1 and 0. */
function scalarOf(value: unknown): Scalar {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

type PathStep =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'element'; readonly fromEnd: boolean; readonly offset: number };

function pathSteps(path: string): readonly PathStep[] {
  return path.split('.').flatMap((part): PathStep[] => {
    const match = /^([^[\]#]+)((?:\[(?:\d+|#-\d+)\])*)$/.exec(part);
    if (match === null) throw new VectorFilterError(`"${path}" is no path`);
    const elements = [...(match[2] ?? '').matchAll(/\[(#-)?(\d+)\]/g)];
    return [
      { type: 'field', name: match[1] ?? '' },
      ...elements.map(
        (element): PathStep => ({
          type: 'element',
          fromEnd: element[1] !== undefined,
          offset: Number(element[2]),
        }),
      ),
    ];
  });
}

function fieldOf(value: unknown, step: PathStep): unknown {
  if (step.type === 'element') {
    return Array.isArray(value) ? value[step.fromEnd ? value.length - step.offset : step.offset] : undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, step.name) ? Reflect.get(value, step.name) : undefined;
}

function globPattern(glob: string): RegExp {
  const escapeText = (text: string) => text.replace(/[.+^${}()|\\[\]*?/]/g, '\\$&');
  const source = glob.replace(/\*|\?|\[(\^?)([^\]]+)\]|[^*?]/gs, (part, negated?: string, set?: string) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    // In a set only a hyphen keeps its meaning.
    return set === undefined ? escapeText(part) : `[${negated ?? ''}${set.replace(/[\\^[\]]/g, '\\$&')}]`;
  });
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    throw new VectorFilterError('a range in the pattern is out of order');
  }
}

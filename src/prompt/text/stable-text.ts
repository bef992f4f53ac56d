import { NotSerialisableError, segmentNotSerialisable } from '../../errors.ts';
import { isRecord } from './json.ts';

/** Far above any prompt's, and below what overflows the stack here or in an SDK that serialises the request. */
const maxLevels = 1000;

/**
 * A value as text that is the same in every process: a text as it is, anything else as JSON with the keys in code
 * unit order. Not `localeCompare`: its order depends on the machine's language.
 * @throws NotSerialisableError for a function, a symbol, a bigint, NaN, an infinity, a cycle, more than 1,000 levels, or
 *   an object that isn't plain (a `Map`, a `Date`): their JSON would lose what they hold.
 */
export function stableText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(stableValue(value)) ?? 'null');
}

/**
 * What a segment renders as text; empty for null, undefined and blank text, which make no block: providers refuse
 * blank ones, and "null" tells a model nothing.
 * @throws NotSerialisableError naming the segment.
 */
export function segmentText(segment: string, rendered: unknown): string {
  if (rendered === null || rendered === undefined) return '';
  let text: string;
  try {
    text = stableText(rendered);
  } catch (error) {
    // What a getter or a proxy throws is the same to the caller: a value that can't be read.
    throw segmentNotSerialisable(
      segment,
      error instanceof NotSerialisableError ? error.kind : 'object that throws when it is read',
    );
  }
  return text.trim() === '' ? '' : text;
}

/** The value with the keys of every object in it in code unit order, and undefined fields left out. */
function stableValue(value: unknown, path: readonly object[] = []): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined)
    return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotSerialisableError('number that is not finite');
    return value;
  }
  if (!isRecord(value)) throw new NotSerialisableError(typeof value);
  if (path.includes(value)) throw new NotSerialisableError('cycle');
  if (path.length === maxLevels) throw new NotSerialisableError(`nesting of more than ${maxLevels} levels`);
  const inner = [...path, value];
  if (Array.isArray(value)) return value.map((item) => stableValue(item ?? null, inner));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotSerialisableError(value.constructor?.name ?? 'object');
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => [key, stableValue(value[key], inner)]),
  );
}

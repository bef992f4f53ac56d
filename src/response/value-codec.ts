import { NotSerialisableError } from '../errors.ts';
import { MAX_DEPTH, TAG, tagged, untagged } from '../request/tagged-value.ts';

/**
 * Any serialisable value as JSON text, and back by `decodeValue`. Bytes, dates, URLs, maps, sets, bigints and the
 * numbers that JSON lacks come back as what they were. A property that is undefined is left out, as in JSON.
 * @throws NotSerialisableError for functions, symbols, cycles and objects with hidden state.
 */
export function encodeValue(value: unknown): string {
  return JSON.stringify(toJson(value, 0));
}

/** @throws SyntaxError when the text is no JSON. @throws NotSerialisableError for a tag of an unknown kind. */
export function decodeValue(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Most entries hold plain JSON: one search of the text saves the walk through the tree.
  return text.includes(`"${TAG}"`) ? fromJson(value) : value;
}

function toJson(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
  const tag = tagged(value);
  if (tag !== undefined) {
    const payload =
      tag.kind === 'object' ? members(tag.payload as object, depth) : toJson(tag.payload, depth + 1);
    return { [TAG]: tag.kind, value: payload };
  }
  if (Array.isArray(value)) return Array.from(value, (item) => toJson(item, depth + 1));
  return typeof value === 'object' && value !== null ? members(value, depth) : value;
}

function members(value: object, depth: number): object {
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) define(result, key, toJson(member, depth + 1));
  }
  return result;
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value;
  if (TAG in value) {
    const { [TAG]: kind, value: payload } = value as { [TAG]: unknown; value?: unknown };
    return untagged(kind, kind === 'object' ? revivedMembers(payload as object) : fromJson(payload));
  }
  return revivedMembers(value);
}

function revivedMembers(value: object): object {
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) define(result, key, fromJson(member));
  return result;
}

// An assignment to `__proto__` would set the prototype instead of a property.
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

import { NotSerialisableError } from '../errors.ts';
import { base64 } from '../request/base64.ts';
import { isPlainObject, MAX_DEPTH, TAG, tagged, untagged } from '../request/tagged-value.ts';
import { WalkLimits } from '../request/walk-limits.ts';

/**
 * Any serialisable value as JSON text, and back by `decodeValue`. Bytes, dates, URLs, maps, sets, bigints and the
 * numbers that JSON lacks come back as what they were. A property that is undefined is left out, as in JSON.
 * @throws NotSerialisableError for functions, symbols, cycles and objects with hidden state.
 */
export function encodeValue(value: unknown): string {
  try {
    return JSON.stringify(toJson(value, 0, new WalkLimits()));
  } catch (error) {
    if (error instanceof NotSerialisableError) throw error;
    // A getter that throws, a buffer that is detached, more values than may be walked.
    throw new NotSerialisableError('value that can not be read');
  }
}

/** @throws SyntaxError when the text is no JSON. @throws NotSerialisableError for a tag of an unknown kind. */
export function decodeValue(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Most entries hold plain JSON: one search of the text saves the walk through the tree.
  return text.includes(`"${TAG}"`) ? fromJson(value) : value;
}

function toJson(value: unknown, depth: number, limits: WalkLimits): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return { [TAG]: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
    case 'undefined':
      return { [TAG]: 'undefined', value: null };
    case 'bigint':
      return { [TAG]: 'bigint', value: String(value) };
    case 'object':
      return value === null ? null : objectToJson(value, depth, limits);
    default:
      throw new NotSerialisableError(typeof value);
  }
}

function objectToJson(value: object, depth: number, limits: WalkLimits): unknown {
  if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) {
    limits.values(value.length);
    return Array.from(value, (item) => toJson(item, depth + 1, limits));
  }
  if (isPlainObject(value)) {
    const plain = members(value, depth, limits);
    return TAG in value ? { [TAG]: 'object', value: plain } : plain;
  }
  const found = tagged(value, limits);
  const payload = 'bytes' in found ? base64(found.bytes) : toJson(found.payload, depth + 1, limits);
  return { [TAG]: found.kind, value: payload };
}

function members(value: object, depth: number, limits: WalkLimits): object {
  const result: Record<string, unknown> = {};
  const entries = Object.entries(value);
  limits.values(entries.length);
  for (const [key, member] of entries) {
    if (member !== undefined) define(result, key, toJson(member, depth + 1, limits));
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

import { NotSerialisableError } from '../errors.ts';
import { isPlainObject, MAX_DEPTH } from '../request/tagged-value.ts';
import type { CachedResponse } from './cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/**
 * A copy that shares nothing with the original, so that a caller who changes its answer changes nobody else's. An
 * answer that can't be copied (it holds a function, say) is returned as it is: it was never stored either.
 */
export function copyResponse(response: CachedResponse): CachedResponse {
  return copyOrSame(response);
}

/** The same for one step of a stream. */
export function copyDelta(delta: ResponseDelta): ResponseDelta {
  // Nearly all steps are pieces of text, which hold nothing that could be shared.
  return 'delta' in delta && delta.providerMetadata === undefined ? { ...delta } : copyOrSame(delta);
}

function copyOrSame<Value>(value: Value): Value {
  try {
    // What is copied is what it was.
    return copied(value, 0) as Value;
  } catch {
    return value;
  }
}

/**
 * What the codec makes of a value and back, without the text in between where there is nothing but JSON.
 * @throws NotSerialisableError for what the codec doesn't take.
 */
function copied(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new NotSerialisableError(typeof value);
    return value;
  }
  if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return copiedItems(value, depth + 1);
  // An assignment to `__proto__` would set the prototype instead of a property.
  if (!isPlainObject(value) || Object.hasOwn(value, '__proto__')) return decodeValue(encodeValue(value));
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) copy[name] = copied(member, depth + 1);
  }
  return copy;
}

function copiedItems(values: readonly unknown[], depth: number): unknown[] {
  const copies: unknown[] = [...values];
  // Most lists are of numbers: the pieces of a stream, two for each of its parts.
  copies.forEach((value, index) => {
    if (typeof value !== 'string' && typeof value !== 'number') copies[index] = copied(value, depth);
  });
  return copies;
}

import { MAX_DEPTH } from './tagged-value.ts';

/**
 * The value without properties that are undefined, at any depth: SDKs set most unset options to `undefined`, and no
 * provider is sent one. Only arrays and plain objects are walked; everything else stays the same object.
 */
export function withoutUndefined(value: unknown, depth = 0): unknown {
  // A cycle is refused later, by the key; here it only has to end.
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, depth + 1));
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member, depth + 1)]),
  );
}

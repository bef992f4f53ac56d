import { isPlainObject, MAX_DEPTH } from './tagged-value.ts';
import { WalkLimits } from './walk-limits.ts';

/**
 * The value without properties that are undefined, at any depth: SDKs set most unset options to `undefined`, and no
 * provider is sent one. Only arrays and plain objects are walked; everything else stays the same object, and so does
 * whatever holds nothing undefined.
 * @throws RequestTooLargeError beyond the limits of `WalkLimits`.
 */
export function withoutUndefined(value: unknown): unknown {
  return stripped(value, 0, new WalkLimits());
}

function stripped(value: unknown, depth: number, limits: WalkLimits): unknown {
  // A cycle is refused later, by the key; here it only has to end.
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return strippedArray(value, depth + 1, limits);
  return isPlainObject(value) ? strippedObject(value, depth + 1, limits) : value;
}

function strippedArray(values: readonly unknown[], depth: number, limits: WalkLimits): readonly unknown[] {
  limits.values(values.length);
  let copy: unknown[] | undefined;
  values.forEach((item, index) => {
    const kept = stripped(item, depth, limits);
    if (kept === item) return;
    copy ??= values.slice();
    copy[index] = kept;
  });
  return copy ?? values;
}

function strippedObject(value: object, depth: number, limits: WalkLimits): object {
  const names = Object.keys(value);
  limits.values(names.length);
  let changed = false;
  const kept: [string, unknown][] = [];
  for (const name of names) {
    const member: unknown = Reflect.get(value, name);
    const clean = stripped(member, depth, limits);
    if (member === undefined || clean !== member) changed = true;
    if (member !== undefined) kept.push([name, clean]);
  }
  // `fromEntries` defines its properties, so that one named `__proto__` stays a property.
  return changed ? Object.fromEntries(kept) : value;
}

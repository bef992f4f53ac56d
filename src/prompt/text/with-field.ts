import { isRecord } from './json.ts';

/**
 * A copy of an object with one field changed. For an instance of a class (LangChain's tools) it is an object that
 * inherits from the instance, so that its methods still work on what it holds.
 */
export function withField<T extends object>(source: T, field: string, value: unknown): T {
  if (isPlain(source)) return { ...source, [field]: value };
  return Object.create(source, { [field]: { value, enumerable: true, writable: true, configurable: true } });
}

/** An object that is no list and no instance of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

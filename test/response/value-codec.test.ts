import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotSerialisableError } from '../../src/errors.ts';
import { decodeValue, encodeValue } from '../../src/response/value-codec.ts';
import { anyValue, structurallyEqual } from '../arbitraries.ts';

describe('the value codec', () => {
  it('gives back every value as what it was, but for properties that are undefined', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const revived = decodeValue(encodeValue(value));
        expect(structurallyEqual(revived, withoutUndefinedProperties(value))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not let a stored `__proto__` change a prototype', () => {
    const revived = decodeValue('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(
      Object.getPrototypeOf(decodeValue('{"a":{"$reprise":"bigint","value":"1"},"__proto__":{"x":1}}')),
    ).toBe(Object.prototype);
    expect(Object.keys(revived as object)).toEqual(['__proto__']);
  });

  it('refuses a tag of an unknown kind', () => {
    expect(() => decodeValue('{"$reprise":"Function","value":"x"}')).toThrow(NotSerialisableError);
  });
});

function withoutUndefinedProperties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefinedProperties);
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [key, withoutUndefinedProperties(item)]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const copy = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    Object.defineProperty(copy, key, {
      value: withoutUndefinedProperties(member),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

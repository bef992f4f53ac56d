import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotSerialisableError } from '../../src/errors.ts';
import { canonicalJson } from '../../src/request/canonical-json.ts';
import { anyValue, shuffledKeys, structurallyEqual } from '../arbitraries.ts';

describe('canonicalJson', () => {
  it('is the same for the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), (value, seed) => {
        expect(canonicalJson(shuffledKeys(value, seed))).toBe(canonicalJson(value));
      }),
    );
  });

  it('is another for every other value', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        expect(canonicalJson(one) === canonicalJson(other)).toBe(structurallyEqual(one, other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is JSON', () => {
    fc.assert(fc.property(anyValue, (value) => void JSON.parse(canonicalJson(value))));
  });

  const lookAlikes: readonly (readonly [string, unknown, unknown])[] = [
    ['a Map and an empty object', new Map([['a', 1]]), {}],
    ['a Map and an object', new Map([['a', 1]]), { a: 1 }],
    ['a Set and an array', new Set([1]), [1]],
    ['bytes and the object that JSON makes of them', new Uint8Array([1, 2]), { 0: 1, 1: 2 }],
    ['bytes and the same numbers', new Uint8Array([1, 2]), [1, 2]],
    ['views of other types over the same bytes', new Uint8Array([1, 0]), new Uint16Array([1])],
    ['a Date and its text', new Date(0), new Date(0).toJSON()],
    ['a URL and its text', new URL('https://example.org/'), 'https://example.org/'],
    ['a bigint and a number', 1n, 1],
    ['-0 and 0', -0, 0],
    ['NaN and null', Number.NaN, null],
    ['Infinity and null', Number.POSITIVE_INFINITY, null],
    ['undefined and null', [undefined], [null]],
    ['an undefined property and none', { a: undefined }, {}],
    ['two lone surrogates', '\ud800', '\udbff'],
    ['a lone surrogate and the replacement character', '\ud800', '\ufffd'],
    ['a user object that looks like a tag', { $reprise: 'bigint', value: '1' }, 1n],
    ['a regular expression and its text', /a/g, '/a/g'],
    ['the empty array and the empty object', [], {}],
    ['nesting', [[1], 2], [[1, 2]]],
  ];
  it.each(lookAlikes)('tells %s apart', (_, one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    [
      'an instance with hidden state',
      new (class {
        readonly #secret = 1;
        read = () => this.#secret;
      })(),
    ],
    ['a promise', Promise.resolve()],
  ])('refuses %s, which has no faithful form', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(NotSerialisableError);
  });

  it('refuses a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow(NotSerialisableError);
  });
});

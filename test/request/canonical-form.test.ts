import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotSerialisableError, RequestTooLargeError } from '../../src/errors.ts';
import { canonicalText as canonical, writeCanonical } from '../../src/request/canonical-form.ts';
import { anyValue, shuffledKeys, structurallyEqual } from '../arbitraries.ts';
import { readCanonical } from './read-canonical.ts';

function written(values: readonly unknown[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  return writeCanonical(values, {
    update: (bytes) => pieces.push(bytes.slice()),
    finish: (bytes) => Buffer.concat([...pieces, bytes]),
  });
}

/** Ways to hold values; the members of a Map or Set wait for their order. */
const wrappers: readonly ((parts: unknown[]) => unknown)[] = [
  (parts) => parts,
  (parts) => new Map(parts.map((part, index) => [index, part])),
  (parts) =>
    new Map([
      ['b', new Map([['parts', parts]])],
      ['a', new Map([['x', ['x'.repeat(40_000)]]])],
    ]),
];

/** Its strings as they were written are a property that doesn't enumerate. */
function taggedTemplate(strings: TemplateStringsArray, ..._: readonly unknown[]): TemplateStringsArray {
  return strings;
}

describe('the canonical form', () => {
  it('is the same for the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), (value, seed) => {
        expect(canonical(shuffledKeys(value, seed))).toBe(canonical(value));
      }),
    );
  });

  it('is another for every other value', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        expect(canonical(one) === canonical(other)).toBe(structurallyEqual(one, other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a prefix code: two lists of values are never one', () => {
    fc.assert(
      fc.property(fc.array(anyValue), fc.array(anyValue), (one, other) => {
        const run = (values: readonly unknown[]) => values.map((value) => canonical(value)).join('');
        expect(run(one) === run(other)).toBe(structurallyEqual(one, other));
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be read back: it can stand for no other value', () => {
    fc.assert(
      fc.property(fc.array(anyValue), (values) => {
        expect(structurallyEqual(readCanonical(written(values)), values)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be read back where values lie across its pieces', () => {
    const unit = fc.constantFrom('a', 'é', '漢', '😀', '\ud800');
    const nearPiece = fc.integer({ min: 65_520, max: 65_550 });
    const long = fc
      .tuple(unit, nearPiece)
      .map(([text, bytes]) => text.repeat(bytes / Buffer.byteLength(text)));
    const bytes = nearPiece.map((length) => new Uint8Array(length).fill(7));
    const values = fc.array(fc.oneof(long, bytes, anyValue), { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.constantFrom(...wrappers), (parts, wrapped) => {
        const value = wrapped(parts);
        expect(structurallyEqual(readCanonical(written([value])), [value])).toBe(true);
      }),
    );
  });

  it('is not disturbed by a form that is written meanwhile', () => {
    const meanwhile = {
      a: 'before',
      get b() {
        return canonical({ other: 'x'.repeat(100) });
      },
      c: 'after',
    };
    expect(canonical(meanwhile)).toBe(canonical({ ...meanwhile }));
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
    ['a text that says a length', ['a', 'b'], ['as1:b']],
    ['a hole and undefined', [undefined], new Array(1)],
    ['an array with a property', [1], Object.assign([1], { detail: 'high' })],
    ['two properties of arrays', Object.assign([1], { a: 1 }), Object.assign([1], { a: 2 })],
    ['a property called __proto__', JSON.parse('{"__proto__":{"a":1}}'), {}],
    ['buffers', new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  ];
  it.each(lookAlikes)('tells %s apart', (_, one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
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
    ['toJSON of an array', Object.assign([1], { toJSON: () => 2 })],
    ['toJSON of a date', Object.assign(new Date(0), { toJSON: () => 2 })],
    ['a hidden toJSON', Object.defineProperty({}, 'toJSON', { value: () => 2 })],
    ['a hidden property', Object.defineProperty({}, 'effort', { value: 'high' })],
    ['a hidden property of a list', Object.defineProperty(['a'], 'effort', { value: 'high' })],
    ['the strings of a tagged template', taggedTemplate`one ${1} two`],
    ['inherited properties', Object.create(Object.assign(Object.create(null), { effort: 'high' }))],
    ['a property of a date', Object.assign(new Date(0), { zone: 'CET' })],
    ['a forged date', { __proto__: { __proto__: Object.prototype, [Symbol.toStringTag]: 'Date' } }],
    ['a forged map', { __proto__: { __proto__: Object.prototype, [Symbol.toStringTag]: 'Map' } }],
    ['a forged URL', { __proto__: { __proto__: Object.prototype, [Symbol.toStringTag]: 'URL' } }],
    ['an instance of a subclass of Map', new (class extends Map {})()],
    ['an instance of a subclass of Array', new (class extends Array {})()],
    ['a boxed text', Object('a')],
    ['an error', new Error('a')],
    ['a huge bigint', 2n ** 200_000n],
  ])('refuses %s, which has no faithful form', (_, value) => {
    expect(() => canonical({ value })).toThrow(NotSerialisableError);
  });

  it('takes a forged name of a plain object for the property that it is', () => {
    expect(canonical({ [Symbol.toStringTag]: 'Date', a: 1 })).toBe(canonical({ a: 1 }));
  });

  const huge: readonly (readonly [string, () => unknown])[] = [
    ['a sparse array of 2^24', () => new Array(2 ** 24)],
    ['a sparse array of 2^32 - 1', () => Object.assign([], { length: 2 ** 32 - 1 })],
    ['100 MB of text', () => 'x'.repeat(100_000_000)],
    ['100 MB of bytes', () => new Uint8Array(100_000_000)],
    ['a 100 MB buffer', () => new ArrayBuffer(100_000_000)],
    ['300,000 numbers', () => Array.from({ length: 300_000 }, (_, index) => index)],
    [
      'few objects that are reached by many ways',
      () => Array.from({ length: 40 }).reduce((below) => [below, below], []),
    ],
  ];
  it.each(huge)('walks no more than a bound: %s', (_, value) => {
    expect(() => canonical(value())).toThrow(RequestTooLargeError);
  });

  it('refuses 5,000 levels', () => {
    const deep = Array.from({ length: 5_000 }).reduce((below) => [below], []);
    expect(() => canonical(deep)).toThrow(NotSerialisableError);
  });

  it('refuses a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonical(cycle)).toThrow(NotSerialisableError);
  });
});

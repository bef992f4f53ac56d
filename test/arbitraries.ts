import fc from 'fast-check';

/** Values of every kind that a request or an answer may hold, nested. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: -3, max: 3 }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined, -0, 0, Number.NaN, Number.POSITIVE_INFINITY, '$reprise', '\ud800'),
      fc.bigInt({ min: -5n, max: 5n }),
      fc.date({ noInvalidDate: false }),
      fc.webUrl().map((url) => new URL(url)),
      fc.uint8Array({ maxLength: 4 }),
      fc.float32Array({ maxLength: 2 }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('$reprise', 'value', '__proto__')),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
    fc
      .array(fc.tuple(fc.string({ maxLength: 2 }), tie('value')), { maxLength: 3 })
      .map((entries) => new Map(entries)),
    fc.array(fc.string({ maxLength: 2 }), { maxLength: 3 }).map((members) => new Set(members)),
  ),
})).value;

/** A copy whose objects list their keys, and whose maps and sets their members, in another order. */
export function shuffledKeys(value: unknown, seed: number): unknown {
  const turn = <Item>(items: readonly Item[]): Item[] => {
    const at = items.length === 0 ? 0 : seed % items.length;
    return [...items.slice(at), ...items.slice(0, at)].reverse();
  };
  if (Array.isArray(value)) return value.map((item) => shuffledKeys(item, seed));
  if (value instanceof Map)
    return new Map(turn([...value]).map(([key, item]) => [key, shuffledKeys(item, seed)]));
  if (value instanceof Set) return new Set(turn([...value]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const copy = {};
  for (const [key, member] of turn(Object.entries(value))) {
    Object.defineProperty(copy, key, {
      value: shuffledKeys(member, seed),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

/** Whether two values are the same request: an independent model of what the canonical form must decide. */
export function structurallyEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Date && other instanceof Date) return Object.is(one.getTime(), other.getTime());
  if (one instanceof URL && other instanceof URL) return one.href === other.href;
  if (ArrayBuffer.isView(one) && ArrayBuffer.isView(other)) {
    return Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(
      Buffer.from(other.buffer, other.byteOffset, other.byteLength),
    );
  }
  if (one instanceof Map && other instanceof Map) {
    return (
      one.size === other.size &&
      [...one].every(([key, item]) => other.has(key) && structurallyEqual(item, other.get(key)))
    );
  }
  if (one instanceof Set && other instanceof Set)
    return one.size === other.size && [...one].every((item) => other.has(item));
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => Object.hasOwn(other, key) && structurallyEqual(Reflect.get(one, key), Reflect.get(other, key)),
  );
}

import { NotSerialisableError } from '../errors.ts';
import { base64, fromBase64 } from './base64.ts';

/**
 * The mark of a value that JSON can't hold: `{"$reprise": kind, "value": payload}`. A user's own object with a
 * property of that name is itself marked, as kind `object`, so that the two can't be confused.
 */
export const TAG = '$reprise';

/** How many levels a value may have. A cycle reaches any limit; real requests stay far below this one. */
export const MAX_DEPTH = 512;

/** A value's kind and what it is made of; `payload` may hold further values, for `map`, `set` and `object`. */
export interface TaggedValue {
  readonly kind: string;
  readonly payload: unknown;
}

/**
 * What stands for a value that JSON can't hold; `undefined` for one that it can: a text, a boolean, null, a finite
 * number other than -0, an array, a plain object.
 * @throws NotSerialisableError for functions, symbols and objects whose state can't be seen from outside.
 */
export function tagged(value: unknown): TaggedValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return undefined;
      return { kind: 'number', payload: Object.is(value, -0) ? '-0' : String(value) };
    case 'undefined':
      return { kind: 'undefined', payload: null };
    case 'bigint':
      return { kind: 'bigint', payload: String(value) };
    case 'object':
      return value === null || Array.isArray(value) ? undefined : taggedObject(value);
    default:
      throw new NotSerialisableError(typeof value);
  }
}

/** The value that a tag of this kind stood for. `payload` is already free of tags. */
export function untagged(kind: unknown, payload: unknown): unknown {
  switch (kind) {
    case 'number':
      return Number(payload);
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(String(payload));
    case 'date':
      return new Date(Number(payload));
    case 'url':
      return new URL(String(payload));
    case 'map':
      return new Map(payload as Iterable<readonly [unknown, unknown]>);
    case 'set':
      return new Set(payload as Iterable<unknown>);
    case 'regexp': {
      const [source, flags] = payload as readonly [string, string];
      return new RegExp(source, flags);
    }
    case 'object':
      return payload;
    case 'ArrayBuffer':
      return fromBase64(String(payload)).buffer;
    default:
      return typedArray(String(kind), String(payload));
  }
}

// Brands from `Object.prototype.toString` hold across realms (a workerd or edge sandbox has its own `Map`), where
// `instanceof` doesn't.
function taggedObject(value: object): TaggedValue | undefined {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { kind: brand(value), payload: base64(bytes) };
  }
  const kind = brand(value);
  switch (kind) {
    case 'Object':
      return plainObject(value);
    case 'Date':
      return { kind: 'date', payload: String((value as Date).getTime()) };
    case 'URL':
      return { kind: 'url', payload: (value as URL).href };
    case 'Map':
      return { kind: 'map', payload: [...(value as Map<unknown, unknown>)] };
    case 'Set':
      return { kind: 'set', payload: [...(value as Set<unknown>)] };
    case 'RegExp':
      return { kind: 'regexp', payload: [(value as RegExp).source, (value as RegExp).flags] };
    case 'ArrayBuffer':
      return { kind, payload: base64(new Uint8Array(value as ArrayBuffer)) };
    default:
      throw new NotSerialisableError(kind);
  }
}

function plainObject(value: object): TaggedValue | undefined {
  const prototype = Object.getPrototypeOf(value);
  // A class may keep state in private fields: two instances that differ could look alike.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotSerialisableError('class instance');
  return TAG in value ? { kind: 'object', payload: value } : undefined;
}

function brand(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

const typedArrays: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => ArrayBufferView>> = {
  Uint8Array: (bytes) => bytes,
  Int8Array: (bytes) => new Int8Array(bytes.buffer),
  Uint8ClampedArray: (bytes) => new Uint8ClampedArray(bytes.buffer),
  Uint16Array: (bytes) => new Uint16Array(bytes.buffer),
  Int16Array: (bytes) => new Int16Array(bytes.buffer),
  Uint32Array: (bytes) => new Uint32Array(bytes.buffer),
  Int32Array: (bytes) => new Int32Array(bytes.buffer),
  Float32Array: (bytes) => new Float32Array(bytes.buffer),
  Float64Array: (bytes) => new Float64Array(bytes.buffer),
  BigInt64Array: (bytes) => new BigInt64Array(bytes.buffer),
  BigUint64Array: (bytes) => new BigUint64Array(bytes.buffer),
  DataView: (bytes) => new DataView(bytes.buffer),
};

function typedArray(kind: string, payload: string): ArrayBufferView {
  const revive = typedArrays[kind];
  if (revive === undefined) throw new NotSerialisableError(kind);
  return revive(fromBase64(payload));
}

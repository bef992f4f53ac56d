import { NotSerialisableError } from '../errors.ts';
import { fromBase64 } from './base64.ts';
import type { WalkLimits } from './walk-limits.ts';

/**
 * The mark of a value that JSON can't hold: `{"$reprise": kind, "value": payload}`. A user's own object with a
 * property of that name is itself marked, as kind `object`, so that the two can't be confused.
 */
export const TAG = '$reprise';

/** How many levels a value may have. A cycle reaches any limit; real requests stay far below this one. */
export const MAX_DEPTH = 512;

/** A value's kind and what it is made of: bytes, or a payload which may hold further values, for `map` and `set`. */
export type TaggedValue =
  | { readonly kind: string; readonly bytes: Uint8Array }
  | { readonly kind: string; readonly payload: unknown };

/**
 * What stands for an object that is neither an array nor plain. Each kind is asked for its inner state, since a name
 * (`Symbol.toStringTag`) can be forged; kinds of other realms (a workerd or edge sandbox has its own `Map`) answer too.
 * @param limits what the bytes count towards.
 * @throws NotSerialisableError for objects whose state can't be seen from outside, or that have properties besides it.
 */
export function tagged(value: object, limits?: WalkLimits): TaggedValue {
  if (ArrayBuffer.isView(value)) {
    limits?.units(value.byteLength);
    return {
      kind: viewKind(value),
      bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
    };
  }
  const found = isDirectInstance(value) ? builtin(value, limits) : undefined;
  if (found === undefined || hasStateOfItsOwn(value, found.kind))
    throw new NotSerialisableError('class instance');
  return found;
}

// A regular expression's `lastIndex` says nothing of what it matches, nor does the `constructor` that dates of fake timers
// have (@sinonjs/fake-timers, in Vitest and Jest) say anything of their time.
const sayNothing: Readonly<Record<string, string>> = { regexp: 'lastIndex', date: 'constructor' };

function hasStateOfItsOwn(value: object, kind: string): boolean {
  return Object.getOwnPropertyNames(value).some((name) => name !== sayNothing[kind]);
}

/** Whether an object has no state but its properties. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  if (typeof prototype !== 'object') return false;
  // The root of another realm, and no object without a prototype that the value inherits properties of.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'propertyIsEnumerable');
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

function builtin(value: object, limits: WalkLimits | undefined): TaggedValue | undefined {
  switch (brand(value)) {
    case 'Date':
      return { kind: 'date', payload: String(Date.prototype.getTime.call(value)) };
    case 'URL':
      return { kind: 'url', payload: address(value) };
    case 'Map':
      return { kind: 'map', payload: Array.from(Reflect.apply(Map.prototype.entries, value, [])) };
    case 'Set':
      return { kind: 'set', payload: Array.from(Reflect.apply(Set.prototype.values, value, [])) };
    case 'RegExp':
      return {
        kind: 'regexp',
        payload: [asked(RegExp.prototype, 'source', value), Reflect.get(value, 'flags')],
      };
    case 'ArrayBuffer': {
      limits?.units(Number(asked(ArrayBuffer.prototype, 'byteLength', value)));
      const bytes: ArrayBuffer = Reflect.apply(ArrayBuffer.prototype.slice, value, [0]);
      return { kind: 'ArrayBuffer', bytes: new Uint8Array(bytes) };
    }
    default:
      return undefined;
  }
}

/** What a built-in class's own getter says of an object; a TypeError for one that only claims to be of that class. */
function asked(prototype: object, name: string, value: object): unknown {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new NotSerialisableError('class without getters');
  return Reflect.apply(get, value, []);
}

// The URL of another realm doesn't answer to this one's getter: it is believed if its class has that name.
function address(value: object): unknown {
  const { constructor: own } = value;
  if (own === URL || own.name !== 'URL') return asked(URL.prototype, 'href', value);
  return String(Reflect.get(value, 'href'));
}

/** An instance of a user's subclass may keep state of its own. */
function isDirectInstance(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return false;
  // Fake timers put a subclass in the place of Date.
  if (prototype === Date.prototype) return true;
  const root: unknown = Object.getPrototypeOf(prototype);
  return typeof root === 'object' && root !== null && Object.getPrototypeOf(root) === null;
}

function viewKind(view: ArrayBufferView): string {
  const kind = brand(view);
  if (!Object.hasOwn(typedArrays, kind)) throw new NotSerialisableError('view of bytes');
  return kind;
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

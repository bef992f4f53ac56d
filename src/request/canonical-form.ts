import { NotSerialisableError, RepriseError } from '../errors.ts';
import { type ByteSink, ByteWriter } from './byte-writer.ts';
import { denseElements, propertyNames } from './own-members.ts';
import { isPlainObject, MAX_DEPTH, tagged } from './tagged-value.ts';
import { WalkLimits } from './walk-limits.ts';

/**
 * Writes values, one after another, in a form that is the same for the same values, whatever the order of their keys (and
 * of a Map's or Set's members), and another for all others. Each value begins with a number for its kind and ends where its
 * own count says, so that no two values run together (a prefix code). Texts are UTF-8 behind their length, numbers the
 * 64 bits that they are in memory, bytes themselves: nothing is escaped or put into decimals, which would cost more than
 * its hash. Keys sort by UTF-16 code units. `{a: undefined}` and `{}` are two values.
 * @returns what the sink makes of it.
 * @throws NotSerialisableError for what can't be told from other values: functions, symbols, cycles, instances and
 * properties with hidden state. @throws RequestTooLargeError beyond the limits of `WalkLimits`.
 */
export function writeCanonical<Result>(values: readonly unknown[], sink: ByteSink<Result>): Result {
  const output = new ByteWriter(sink);
  const writer = new CanonicalWriter(output);
  try {
    for (const value of values) writer.value(value, 0);
  } catch (error) {
    if (RepriseError.isInstance(error)) throw error;
    // A getter that throws, a proxy that was revoked, a buffer that is detached, an object that claims to be a Map.
    throw new NotSerialisableError('value that can not be read');
  }
  return output.finish();
}

/** The canonical form as a text, a character for each byte, to compare two values by. @throws as `writeCanonical`. */
export function canonicalText(value: unknown): string {
  let text = '';
  const update = (bytes: Uint8Array) => {
    for (let start = 0; start < bytes.length; start += ARGUMENTS)
      text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + ARGUMENTS));
  };
  return writeCanonical([value], {
    update,
    finish(bytes) {
      update(bytes);
      return text;
    },
  });
}

/** How many a function may be given at once. */
const ARGUMENTS = 8_192;

/** As how many values a date, a Map and their like count: reading one takes so much longer. */
const BUILTIN = 8;

/** The same for each key of a Map, with its value. */
const PAIR = 4;

/** The kinds of values, as their first byte tells them. */
const kinds = {
  text: 1,
  oddText: 2,
  number: 3,
  notANumber: 4,
  bigint: 5,
  true: 6,
  false: 7,
  undefined: 8,
  null: 9,
  array: 10,
  arrayWithNames: 11,
  record: 12,
  builtin: 13,
} as const;

class CanonicalWriter {
  readonly #output: ByteWriter<unknown>;
  readonly #limits = new WalkLimits();

  constructor(output: ByteWriter<unknown>) {
    this.#output = output;
  }

  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.#text(value);
        break;
      case 'number':
        this.#number(value);
        break;
      case 'boolean':
        this.#output.byte(value ? kinds.true : kinds.false);
        break;
      case 'undefined':
        this.#output.byte(kinds.undefined);
        break;
      case 'object':
        if (value === null) this.#output.byte(kinds.null);
        else this.#object(value, depth);
        break;
      case 'bigint':
        this.#bigint(value);
        break;
      default:
        throw new NotSerialisableError(typeof value);
    }
  }

  #text(text: string): void {
    this.#limits.units(text.length);
    if (this.#output.shortText(kinds.text, text)) return;
    const isSound = isWellFormed(text);
    this.#output.byte(isSound ? kinds.text : kinds.oddText);
    this.#output.count(text.length);
    if (isSound) this.#output.text(text);
    else this.#output.units(text);
  }

  #number(value: number): void {
    // There are many of them in memory, and which one it is says nothing.
    if (Number.isNaN(value)) {
      this.#output.byte(kinds.notANumber);
      return;
    }
    this.#output.float(kinds.number, value);
  }

  #bigint(value: bigint): void {
    if (BigInt.asIntN(MAX_BIGINT_BITS, value) !== value) throw new NotSerialisableError('huge bigint');
    this.#output.byte(kinds.bigint);
    this.#text(value.toString(16));
  }

  #object(value: object, depth: number): void {
    if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
    if (Array.isArray(value)) this.#array(value, depth + 1);
    else if (isPlainObject(value)) this.#members(value, depth + 1);
    else this.#builtin(value, depth + 1);
  }

  #builtin(value: object, depth: number): void {
    this.#limits.values(BUILTIN);
    const found = tagged(value, this.#limits);
    this.#output.byte(kinds.builtin);
    this.#text(found.kind);
    if ('bytes' in found) {
      this.#output.count(found.bytes.length);
      this.#output.bytes(found.bytes);
    } else if (Array.isArray(found.payload) && (found.kind === 'map' || found.kind === 'set')) {
      const isMap = found.kind === 'map';
      this.#limits.values((isMap ? PAIR : 1) * found.payload.length);
      this.#output.count(found.payload.length);
      // The order of a Map's or Set's members is no part of what they say. The pairs of a Map were made a moment ago.
      this.#output.unordered(found.payload, (member) => {
        if (isMap) this.#elements(member, depth + 1);
        else this.value(member, depth);
      });
    } else {
      this.value(found.payload, depth);
    }
  }

  #array(values: readonly unknown[], depth: number): void {
    const elements = denseElements(values, this.#limits);
    if (elements === undefined) {
      this.#output.byte(kinds.arrayWithNames);
      this.#output.count(values.length);
      this.#members(values, depth);
    } else this.#elements(elements, depth);
  }

  /** An array of which nothing is left to be found out. */
  #elements(elements: readonly unknown[], depth: number): void {
    this.#output.byte(kinds.array);
    this.#output.count(elements.length);
    for (let index = 0; index < elements.length; index++) this.value(elements[index], depth);
  }

  #members(value: object, depth: number): void {
    const names = propertyNames(value, this.#limits);
    this.#output.byte(kinds.record);
    this.#output.count(names.length);
    for (const name of names) {
      this.#text(name);
      this.value(Reflect.get(value, name), depth);
    }
  }
}

/** Far more than any request holds. */
const MAX_BIGINT_BITS = 16_384;

interface CheckableText {
  /** ECMAScript 2024. */
  readonly isWellFormed?: () => boolean;
}

/** A lone surrogate has no UTF-8: an encoder takes each for the replacement character. */
function isWellFormed(text: string): boolean {
  const checkable: CheckableText & string = text;
  return checkable.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);
}

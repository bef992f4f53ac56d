import { NotSerialisableError, RepriseError } from '../errors.ts';
import { isPlainObject, MAX_DEPTH, tagged } from './tagged-value.ts';
import { WalkLimits } from './walk-limits.ts';

/** Takes the canonical form piece by piece. Every piece is well-formed text. */
export type WriteText = (text: string) => void;

/**
 * Writes a value in a form that is the same for the same value, whatever the order of its keys (and of a Map's or
 * Set's members), and another for every other value. Each value begins with a letter for its kind and ends where its
 * own count says, so that no two values run together (a prefix code); texts stand as they are, with their length in
 * front, so that long ones cost no more than their hash. Keys sort by UTF-16 code units. `{a: undefined}` and `{}` are
 * two values.
 * @throws NotSerialisableError for what can't be told from other values: functions, symbols, cycles, instances and
 * properties with hidden state. @throws RequestTooLargeError beyond the limits of `WalkLimits`.
 */
export function writeCanonical(value: unknown, write: WriteText): void {
  try {
    new CanonicalWriter(write, new WalkLimits()).value(value, 0);
  } catch (error) {
    if (RepriseError.isInstance(error)) throw error;
    // A getter that throws, a proxy that was revoked, a buffer that is detached, an object that claims to be a Map.
    throw new NotSerialisableError('value that can not be read');
  }
}

/** The canonical form in one text, to compare two values by. @throws as `writeCanonical`. */
export function canonicalText(value: unknown): string {
  let text = '';
  writeCanonical(value, (piece) => {
    text += piece;
  });
  return text;
}

interface CheckableText {
  readonly length: number;
  /** ECMAScript 2024. */
  readonly isWellFormed?: () => boolean;
}

/** A lone surrogate has no UTF-8: a hash would take each for the replacement character. */
function isWellFormed(text: string): boolean {
  const checkable: CheckableText = text;
  return checkable.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);
}

class CanonicalWriter {
  readonly #write: WriteText;
  readonly #limits: WalkLimits;

  constructor(write: WriteText, limits: WalkLimits) {
    this.#write = write;
    this.#limits = limits;
  }

  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.#text(value);
        break;
      case 'number':
        this.#write(`n${Object.is(value, -0) ? '-0' : value};`);
        break;
      case 'boolean':
        this.#write(value ? 't' : 'f');
        break;
      case 'undefined':
        this.#write('u');
        break;
      case 'object':
        if (value === null) this.#write('z');
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
    const { length } = text;
    this.#limits.units(length);
    if (!isWellFormed(text)) {
      const escaped = JSON.stringify(text);
      this.#write(`j${escaped.length}:${escaped}`);
    } else if (length < LONG) {
      this.#write(`s${length}:${text}`);
    } else {
      this.#write(`s${length}:`);
      this.#write(text);
    }
  }

  #bigint(value: bigint): void {
    // Writing one in decimals takes the square of its length.
    if (BigInt.asIntN(MAX_BIGINT_BITS, value) !== value) throw new NotSerialisableError('huge bigint');
    this.#write(`i${value};`);
  }

  #object(value: object, depth: number): void {
    if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
    if (Array.isArray(value)) this.#array(value, depth + 1);
    else if (isPlainObject(value)) this.#members(value, depth + 1);
    else this.#builtin(value, depth + 1);
  }

  #builtin(value: object, depth: number): void {
    const { kind, payload } = tagged(value, this.#limits);
    if (kind === 'map' || kind === 'set') {
      this.#unordered(kind, payload, depth);
    } else {
      this.#write(`x${kind};`);
      this.value(payload, depth);
    }
  }

  #array(values: readonly unknown[], depth: number): void {
    // A subclass may keep state in private fields; the prototype of arrays is an array, in every realm.
    if (!Array.isArray(Object.getPrototypeOf(values))) throw new NotSerialisableError('class instance');
    const { length } = values;
    // Before anything is done for each place: a sparse array may have four billion of them.
    this.#limits.values(length);
    const keys = Object.keys(values);
    if (keys.length !== length || Object.getOwnPropertyNames(values).length !== length + 1) {
      this.#write(`h${length};`);
      this.#members(values, depth);
      return;
    }
    refuseToJson(values);
    this.#write(`a${length};`);
    for (let index = 0; index < length; index++) this.value(values[index], depth);
  }

  #members(value: object, depth: number): void {
    const keys = Object.keys(value);
    this.#limits.values(keys.length);
    refuseHidden(value, keys);
    refuseToJson(value);
    this.#write(`o${keys.length};`);
    for (const key of keys.length > 1 ? keys.sort() : keys) {
      this.#text(key);
      this.value(Reflect.get(value, key), depth);
    }
  }

  // The order of a Map's or Set's members is no part of what they say: each is written alone, then all are sorted.
  #unordered(kind: string, payload: unknown, depth: number): void {
    if (!Array.isArray(payload)) throw new NotSerialisableError(kind);
    this.#limits.values(payload.length);
    const members = payload.map((member: unknown) => {
      let text = '';
      const writer = new CanonicalWriter((piece) => {
        text += piece;
      }, this.#limits);
      writer.value(member, depth);
      return text;
    });
    this.#write(`x${kind};a${members.length};`);
    for (const member of members.sort()) this.#write(member);
  }
}

/** Far more than any request holds. */
const MAX_BIGINT_BITS = 16_384;

/** Texts from this length on are hashed where they are instead of being copied behind what stands before. */
const LONG = 2_048;

// Zod's JSON schemas carry their validator, and `@cfworker/json-schema`, which is part of LangChain's core, notes in
// each schema where it stands. Neither is sent.
const unsentNames: ReadonlySet<string> = new Set([
  '~standard',
  '__absolute_uri__',
  '__absolute_ref__',
  '__absolute_recursive_ref__',
]);

/** A property that doesn't enumerate is read by whoever knows its name. */
function refuseHidden(value: object, keys: readonly string[]): void {
  const names = Object.getOwnPropertyNames(value);
  if (names.length === keys.length) return;
  const known = new Set(keys);
  const length = Array.isArray(value) ? 'length' : undefined;
  if (!names.every((name) => known.has(name) || unsentNames.has(name) || name === length))
    throw new NotSerialisableError('property that does not enumerate');
}

/** What is sent is what `toJSON` makes of the value, and that can't be known. */
function refuseToJson(value: object): void {
  if ('toJSON' in value && typeof value.toJSON === 'function') throw new NotSerialisableError('toJSON');
}

import { NotSerialisableError } from '../errors.ts';
import type { WalkLimits } from './walk-limits.ts';

/** As how many values a list counts beside its elements: looking through its names takes as long as reading so many. */
const LIST = 6;

/**
 * The elements of an array that has all of them, and nothing else; `undefined` for one with holes or properties, also
 * such as don't enumerate.
 * @throws NotSerialisableError for a subclass, and for one with `toJSON`.
 */
export function denseElements(
  values: readonly unknown[],
  limits: WalkLimits,
): readonly unknown[] | undefined {
  // A subclass may keep state in private fields; the prototype of arrays is an array, in every realm.
  if (!Array.isArray(Object.getPrototypeOf(values))) throw new NotSerialisableError('class instance');
  // Before anything is done for each place: a sparse array may have four billion of them.
  limits.values(LIST + values.length);
  refuseToJson(values);
  // A place that is no hole has a name; so has the length.
  if (Object.getOwnPropertyNames(values).length !== values.length + 1) return undefined;
  const elements = Object.values(values);
  return elements.length === values.length ? elements : undefined;
}

/**
 * The names of an object's properties, sorted by UTF-16 code units.
 * @throws NotSerialisableError when it has one that doesn't enumerate, or `toJSON`.
 */
export function propertyNames(value: object, limits: WalkLimits): readonly string[] {
  const names = Object.keys(value);
  limits.values(1 + names.length);
  refuseHidden(value, names);
  refuseToJson(value);
  sortInPlace(names);
  return names;
}

/** Few names are sorted before the call of `sort` has begun. */
const FEW = 12;

/** Sorts by UTF-16 code units. */
function sortInPlace(names: string[]): void {
  if (names.length > FEW) {
    names.sort();
    return;
  }
  for (let end = 1; end < names.length; end++) {
    const name = names[end] ?? '';
    let place = end;
    for (; place > 0; place--) {
      const before = names[place - 1] ?? '';
      if (before <= name) break;
      names[place] = before;
    }
    names[place] = name;
  }
}

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

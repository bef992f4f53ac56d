import { isRecord, type JsonObject, type JsonValue } from '../text/json.ts';

/** Options for a provider, by its namespace, as the AI SDK takes them. */
export type ProviderOptions = Readonly<Record<string, JsonObject>>;

/** The mutable form that the frameworks' types ask for. */
export type ProviderOptionsOut = Record<string, JsonObjectOut>;
export type JsonOut = null | string | number | boolean | JsonObjectOut | JsonOut[];
export interface JsonObjectOut {
  [key: string]: JsonOut;
}

type Options = Readonly<Record<string, unknown>>;

/** Adds what isn't there yet: at every level a value of the user's stays, and ours fills the gaps. */
export function mergeOptions<Own extends Options, Added extends Options>(
  own: Own | undefined,
  added: Added,
): Own & Added;
export function mergeOptions(own: Options | undefined, added: Options): Options {
  if (own === undefined) return added;
  const merged: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(added)) {
    const before = merged[key];
    if (before === undefined) merged[key] = value;
    else if (isRecord(before) && isRecord(value) && !Array.isArray(before))
      merged[key] = mergeOptions(before, value);
  }
  return merged;
}

/** A copy, shared with nobody. */
export function optionsOut(options: ProviderOptions): ProviderOptionsOut {
  return Object.fromEntries(
    Object.entries(options).map(([namespace, inner]) => [namespace, objectOut(inner)]),
  );
}

export function jsonOut(value: JsonValue): JsonOut {
  if (value === null || typeof value !== 'object') return value;
  return isList(value) ? value.map(jsonOut) : objectOut(value);
}

function objectOut(value: JsonObject): JsonObjectOut {
  const out: JsonObjectOut = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) out[key] = jsonOut(inner);
  }
  return out;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

import type { UnknownRecord } from '../record.ts';

/**
 * Reads the key that core makes of a model and a call's options: `name:JSON` pairs, sorted and joined by commas. What
 * JSON can't say (a function) stands there as `undefined`.
 * @returns nothing when it isn't such a key: then what it holds isn't known, and nothing is cached under it.
 */
export function parseLlmKey(key: string): UnknownRecord | undefined {
  const values: Record<string, unknown> = {};
  let position = 0;
  while (position < key.length) {
    const colon = key.indexOf(':', position);
    const name = key.slice(position, Math.max(position, colon));
    if (!/^[\w$-]+$/.test(name)) return undefined;
    const end = valueEnd(key, colon + 1);
    const text = key.slice(colon + 1, end);
    try {
      values[name] = text === 'undefined' ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
    position = end + 1;
  }
  return values;
}

/** Where the JSON value that begins at a place ends: at the comma that is in no text and no bracket. */
function valueEnd(key: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let place = start; place < key.length; place++) {
    const character = key[place];
    if (quoted) {
      if (character === '\\') place++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ',' && depth === 0) return place;
  }
  return key.length;
}

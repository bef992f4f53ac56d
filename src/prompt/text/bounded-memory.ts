/** Remembers values by a text, up to a size; what was not asked for longest is forgotten. */
export interface BoundedMemory<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * Two generations of a map: when the young one holds half of the limit, it becomes the old one, and what the old one
 * held and nobody asked for is dropped (the method of `hashlru`, D. Tarr, 2016).
 * @param maxCharacters the most characters of keys that are kept, each key counted as one more than its length.
 */
export function boundedMemory<Value>(maxCharacters: number): BoundedMemory<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let characters = 0;
  const remember = (key: string, value: Value) => {
    young.set(key, value);
    characters += key.length + 1;
    if (characters * 2 < maxCharacters) return;
    old = young;
    young = new Map();
    characters = 0;
  };
  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const aged = old.get(key);
      if (aged !== undefined) remember(key, aged);
      return aged;
    },
    set(key, value) {
      if (key.length + 1 > maxCharacters) return;
      if (young.has(key)) young.set(key, value);
      else remember(key, value);
    },
  };
}

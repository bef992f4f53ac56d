export interface LeastRecentlyUsedOptions<Value> {
  /** How many values are kept: a whole number, 1 or more. Default: no bound. */
  readonly maxEntries?: number;
  /** The sum of their sizes. Default: no bound. */
  readonly maxSize?: number;
  /** Called for each value that goes: deleted, replaced or evicted; not by `clear`. */
  readonly onRemoved?: (value: Value, key: string) => void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
}

/** A bounded map: when it holds too much, what was read or written longest ago goes first. */
export class LeastRecentlyUsed<Value> {
  readonly #options: LeastRecentlyUsedOptions<Value>;
  // In the order of their use, since a map keeps the order in which it was written.
  readonly #entries = new Map<string, Entry<Value>>();
  // All ahead of it has gone or was used since. A new iterator would pass over what a map keeps of each entry that has
  // gone, until it is written anew: with many evictions that is most of it.
  #oldest = this.#entries.keys();
  #moved = 0;
  #size = 0;

  constructor(options: LeastRecentlyUsedOptions<Value>) {
    this.#options = options;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** The value, which is then the one used last. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#append(key, entry);
    return entry.value;
  }

  /** @param size what it counts towards `maxSize`. One that is larger is not kept, and what it replaces goes. */
  set(key: string, value: Value, size = 1): void {
    const { maxEntries = Number.POSITIVE_INFINITY, maxSize = Number.POSITIVE_INFINITY } = this.#options;
    this.delete(key);
    if (size > maxSize) return;
    this.#append(key, { value, size });
    this.#size += size;
    while (this.#entries.size > maxEntries || this.#size > maxSize) this.#evict();
  }

  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    this.#size -= entry.size;
    this.#options.onRemoved?.(entry.value, key);
    return true;
  }

  clear(): void {
    this.#entries.clear();
    this.#oldest = this.#entries.keys();
    this.#size = 0;
  }

  /** What it holds, without counting as a use; the least recently used first. */
  *entries(): Generator<readonly [key: string, value: Value]> {
    for (const [key, { value }] of this.#entries) yield [key, value];
  }

  #append(key: string, entry: Entry<Value>): void {
    this.#entries.set(key, entry);
    // An iterator that stands still holds every table that its map has outgrown since. To begin again costs what it
    // passes over, and that is no more than what was moved.
    if (++this.#moved <= this.#entries.size) return;
    this.#oldest = this.#entries.keys();
    this.#moved = 0;
  }

  #evict(): void {
    const { value: key, done } = this.#oldest.next();
    // An iterator that came to the end stays there, though values are added after it.
    if (done) this.#oldest = this.#entries.keys();
    else this.delete(key);
  }
}

/** What a value has to carry to be kept in order. */
export interface Ordered<Value> {
  older: Value | undefined;
  newer: Value | undefined;
}

/**
 * Values in the order in which they were added, with removal and the oldest in O(1). A `Map` would do but for its
 * oldest key: looking for it walks over the holes of all keys that were deleted before.
 */
export class InsertionOrder<Value extends Ordered<Value>> {
  #oldest: Value | undefined;
  #newest: Value | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get oldest(): Value | undefined {
    return this.#oldest;
  }

  add(value: Value): void {
    value.older = this.#newest;
    value.newer = undefined;
    if (this.#newest === undefined) this.#oldest = value;
    else this.#newest.newer = value;
    this.#newest = value;
    this.#size++;
  }

  remove(value: Value): void {
    if (value.older === undefined) this.#oldest = value.newer;
    else value.older.newer = value.newer;
    if (value.newer === undefined) this.#newest = value.older;
    else value.newer.older = value.older;
    value.older = undefined;
    value.newer = undefined;
    this.#size--;
  }
}

import { signDistances, signWordCount, writeSignBits } from './sign-bits.ts';

/** Up to this many vectors a plain scan takes less than 0.1 ms, so there is nothing that a prefilter could win. */
const exactScanSize = 128;

/** A vector's position in its group; kept up to date when the vector moves. */
export interface VectorSlot {
  slot: number;
}

export interface ScoredSlot<Item> {
  readonly item: Item;
  readonly similarity: number;
}

/**
 * The unit vectors that are compared with each other: those of one partition and context. Adding and removing are
 * O(1), amortised: the last vector takes the place of a removed one, and the arrays double and halve.
 */
export class VectorGroup<Item extends VectorSlot> {
  readonly #dimensions: number;
  readonly #words: number;
  readonly #items: Item[] = [];
  #vectors: Float32Array;
  #bits: Uint32Array;
  #distances = new Uint16Array(0);

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#words = signWordCount(dimensions);
    this.#vectors = new Float32Array(dimensions);
    this.#bits = new Uint32Array(this.#words);
  }

  get size(): number {
    return this.#items.length;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  add(item: Item, vector: Float32Array): void {
    const slot = this.#items.length;
    if ((slot + 1) * this.#dimensions > this.#vectors.length) this.#resize(slot * 2);
    item.slot = slot;
    this.#items.push(item);
    this.#vectors.set(vector, slot * this.#dimensions);
    writeSignBits(vector, this.#bits, slot * this.#words);
  }

  remove(item: Item): void {
    const last = this.#items.pop();
    if (last === undefined) return;
    const size = this.#items.length;
    if (last !== item) {
      this.#items[item.slot] = last;
      this.#vectors.copyWithin(
        item.slot * this.#dimensions,
        size * this.#dimensions,
        (size + 1) * this.#dimensions,
      );
      this.#bits.copyWithin(item.slot * this.#words, size * this.#words, (size + 1) * this.#words);
      last.slot = item.slot;
    }
    // A quarter, not a half: a group that shrinks and grows by one must not copy its arrays each time.
    const capacity = this.#vectors.length / this.#dimensions;
    if (size > 0 && size <= capacity / 4) this.#resize(capacity / 2);
  }

  /**
   * The nearest, nearest first.
   * @param query a unit vector.
   * @param rescore how many candidates of the prefilter are compared exactly.
   */
  nearest(query: Float32Array, limit: number, rescore: number): ScoredSlot<Item>[] {
    const wanted = Math.max(limit, rescore);
    const candidates =
      this.size <= Math.max(exactScanSize, wanted) ? this.#items : this.#prefilter(query, wanted);
    const scored = candidates.map((item) => ({ item, similarity: this.#cosine(query, item.slot) }));
    return scored.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
  }

  #cosine(query: Float32Array, slot: number): number {
    const vectors = this.#vectors;
    const dimensions = this.#dimensions;
    const offset = slot * dimensions;
    let sum = 0;
    for (let index = 0; index < dimensions; index++) {
      sum += (query[index] ?? 0) * (vectors[offset + index] ?? 0);
    }
    // Rounding can carry the product of two equal vectors past 1.
    return Math.max(-1, Math.min(1, sum));
  }

  /** The vectors whose signs differ least from the query's. */
  #prefilter(query: Float32Array, wanted: number): Item[] {
    const size = this.size;
    if (this.#distances.length < size) {
      this.#distances = new Uint16Array(this.#vectors.length / this.#dimensions);
    }
    const distances = this.#distances;
    const queryBits = new Uint32Array(this.#words);
    writeSignBits(query, queryBits, 0);
    signDistances(this.#bits, queryBits, size, distances);

    const histogram = new Uint32Array(this.#dimensions + 1);
    for (let slot = 0; slot < size; slot++) {
      const distance = distances[slot] ?? 0;
      histogram[distance] = (histogram[distance] ?? 0) + 1;
    }
    let cutoff = 0;
    let nearer = 0;
    for (; nearer + (histogram[cutoff] ?? 0) < wanted; cutoff++) nearer += histogram[cutoff] ?? 0;

    const chosen: Item[] = [];
    // All that are nearer than the cutoff, and of those that tie at it enough to fill up: thousands can tie.
    let ties = wanted - nearer;
    for (let slot = 0; slot < size; slot++) {
      const distance = distances[slot] ?? 0;
      if (distance > cutoff || (distance === cutoff && ties-- <= 0)) continue;
      const item = this.#items[slot];
      if (item !== undefined) chosen.push(item);
    }
    return chosen;
  }

  #resize(capacity: number): void {
    const rows = Math.max(1, capacity);
    const vectors = new Float32Array(rows * this.#dimensions);
    const bits = new Uint32Array(rows * this.#words);
    vectors.set(this.#vectors.subarray(0, vectors.length));
    bits.set(this.#bits.subarray(0, bits.length));
    this.#vectors = vectors;
    this.#bits = bits;
    this.#distances = new Uint16Array(0);
  }
}

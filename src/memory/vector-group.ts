import { COARSE_BITS, COARSE_WORDS, fineWordCount, writeSignBits } from './sign-bits.ts';
import { BLOCK_BITS, BLOCK_ROWS, VectorBlock } from './vector-block.ts';

const ROW_MASK = BLOCK_ROWS - 1;

/** Up to this many vectors a plain scan takes less than 0.1 ms, so there is nothing that a prefilter could win. */
const exactScanSize = 128;

/** What is near by its first signs is compared by all of them: one vector in so many, */
const COARSE_SHARE = 32;
/** and so many at least. */
const LEAST_COARSE = 512;

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
 * O(1), amortised: the last vector takes the place of a removed one.
 */
export class VectorGroup<Item extends VectorSlot> {
  readonly #dimensions: number;
  readonly #items: Item[] = [];
  readonly #blocks: VectorBlock[] = [];
  #distances = new Uint8Array(0);

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  get size(): number {
    return this.#items.length;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  add(item: Item, vector: Float32Array): void {
    item.slot = this.#items.length;
    this.#items.push(item);
    let block = this.#blocks.at(-1);
    if (block === undefined || block.count === BLOCK_ROWS) {
      block = new VectorBlock(this.#dimensions);
      this.#blocks.push(block);
    }
    block.push(vector);
  }

  remove(item: Item): void {
    const last = this.#items.pop();
    const block = this.#blocks.at(-1);
    if (last === undefined || block === undefined) return;
    if (last !== item) {
      this.#items[item.slot] = last;
      this.#blocks[item.slot >>> BLOCK_BITS]?.set(item.slot & ROW_MASK, block.vector(block.count - 1));
      last.slot = item.slot;
    }
    block.pop();
    if (block.count === 0) this.#blocks.pop();
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
    return this.#blocks[slot >>> BLOCK_BITS]?.cosine(query, slot & ROW_MASK) ?? -1;
  }

  /** The vectors whose signs differ least from the query's, among those whose first signs do. */
  #prefilter(query: Float32Array, wanted: number): Item[] {
    const size = this.size;
    const coarse = new Int32Array(COARSE_WORDS);
    const fine = new Int32Array(fineWordCount(this.#dimensions));
    writeSignBits(query, coarse, fine, 0);

    if (this.#distances.length < size) this.#distances = new Uint8Array(Math.ceil(size * 1.25));
    const distances = this.#distances;
    const histogram = new Uint32Array(COARSE_BITS + 1);
    this.#blocks.forEach((block, index) => {
      block.coarseDistances(coarse, distances, index << BLOCK_BITS, histogram);
    });
    const near = nearestOf(
      distances,
      size,
      histogram,
      Math.max(wanted, LEAST_COARSE, Math.ceil(size / COARSE_SHARE)),
    );

    const whole = new Uint16Array(near.length);
    const wholeHistogram = new Uint32Array(COARSE_BITS + fine.length * 32 + 1);
    for (let index = 0; index < near.length; index++) {
      const slot = near[index] ?? 0;
      const rest = this.#blocks[slot >>> BLOCK_BITS]?.fineDistance(fine, slot & ROW_MASK) ?? 0;
      const distance = (distances[slot] ?? 0) + rest;
      whole[index] = distance;
      wholeHistogram[distance] = (wholeHistogram[distance] ?? 0) + 1;
    }
    const chosen: Item[] = [];
    for (const index of nearestOf(whole, near.length, wholeHistogram, wanted)) {
      const item = this.#items[near[index] ?? -1];
      if (item !== undefined) chosen.push(item);
    }
    return chosen;
  }
}

/**
 * The places of the `wanted` least of the first `count` distances: all below a cutoff, and of those that tie at it
 * enough to fill up, since thousands can tie.
 */
function nearestOf(
  distances: Uint8Array | Uint16Array,
  count: number,
  histogram: Uint32Array,
  wanted: number,
): Uint32Array {
  const chosen = new Uint32Array(Math.min(count, wanted));
  let cutoff = 0;
  let nearer = 0;
  for (; cutoff < histogram.length - 1 && nearer + (histogram[cutoff] ?? 0) < wanted; cutoff++)
    nearer += histogram[cutoff] ?? 0;
  let ties = wanted - nearer;
  let found = 0;
  for (let place = 0; place < count; place++) {
    const distance = distances[place] ?? 0;
    if (distance < cutoff || (distance === cutoff && ties-- > 0)) chosen[found++] = place;
  }
  return chosen.subarray(0, found);
}

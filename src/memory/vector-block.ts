import { COARSE_WORDS, coarseDistances, fineDistance, fineWordCount, writeSignBits } from './sign-bits.ts';

/** Vectors side by side, of some hundred: what grows and is copied when vectors come and go. */
export const BLOCK_BITS = 8;
export const BLOCK_ROWS = 1 << BLOCK_BITS;

const LEAST_ROWS = 8;

/** Unit vectors of one length, with their signs. It grows and shrinks by halves, up to `BLOCK_ROWS`. */
export class VectorBlock {
  readonly #dimensions: number;
  #vectors = new Float32Array(0);
  #coarse = new Int32Array(0);
  #fine = new Int32Array(0);
  #count = 0;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#resize(LEAST_ROWS);
  }

  get count(): number {
    return this.#count;
  }

  /** Writes the distances of all rows by their first signs behind `offset`, and counts how often each occurs. */
  coarseDistances(query: Int32Array, distances: Uint8Array, offset: number, histogram: Uint32Array): void {
    coarseDistances(this.#coarse, query, this.#count, distances, offset, histogram);
  }

  /** The distance of a row by its other signs. */
  fineDistance(query: Int32Array, row: number): number {
    return fineDistance(this.#fine, query, row);
  }

  push(vector: Float32Array): void {
    if (this.#count === this.#rows) this.#resize(this.#rows * 2);
    this.set(this.#count++, vector);
  }

  pop(): void {
    this.#count--;
    // A quarter, not a half: a block that shrinks and grows by one must not copy its arrays each time.
    if (this.#rows > LEAST_ROWS && this.#count <= this.#rows / 4) this.#resize(this.#rows / 2);
  }

  set(row: number, vector: Float32Array): void {
    this.#vectors.set(vector, row * this.#dimensions);
    writeSignBits(vector, this.#coarse, this.#fine, row);
  }

  vector(row: number): Float32Array {
    return this.#vectors.subarray(row * this.#dimensions, (row + 1) * this.#dimensions);
  }

  /** The cosine of a unit vector and the one of a row. */
  cosine(query: Float32Array, row: number): number {
    const vectors = this.#vectors;
    const start = row * this.#dimensions;
    const whole = this.#dimensions & ~3;
    // Four sums, none of which waits for another.
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let index = 0, at = start; index < whole; index += 4, at += 4) {
      one += (query[index] ?? 0) * (vectors[at] ?? 0);
      two += (query[index + 1] ?? 0) * (vectors[at + 1] ?? 0);
      three += (query[index + 2] ?? 0) * (vectors[at + 2] ?? 0);
      four += (query[index + 3] ?? 0) * (vectors[at + 3] ?? 0);
    }
    for (let index = whole; index < this.#dimensions; index++)
      one += (query[index] ?? 0) * (vectors[start + index] ?? 0);
    // Rounding can carry the product of two equal vectors past 1.
    return Math.max(-1, Math.min(1, one + two + three + four));
  }

  get #rows(): number {
    return this.#coarse.length / COARSE_WORDS;
  }

  #resize(rows: number): void {
    this.#vectors = resized(this.#vectors, new Float32Array(rows * this.#dimensions));
    this.#coarse = resized(this.#coarse, new Int32Array(rows * COARSE_WORDS));
    this.#fine = resized(this.#fine, new Int32Array(rows * fineWordCount(this.#dimensions)));
  }
}

function resized<Numbers extends Float32Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from.subarray(0, to.length));
  return to;
}

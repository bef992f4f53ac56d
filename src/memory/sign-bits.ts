/**
 * One bit a dimension: whether the value is negative. The number of bits in which two unit vectors differ estimates
 * the angle between them (Charikar, "Similarity Estimation Techniques from Rounding Algorithms", STOC 2002), at a
 * thirty-second of the memory that exact values take to read.
 */

/** How many 32-bit words a vector's signs take: padded to a multiple of 4, which the distance loop is unrolled by. */
export function signWordCount(dimensions: number): number {
  return Math.ceil(dimensions / 128) * 4;
}

/** Writes a vector's signs to `bits`, from word `offset` on. */
export function writeSignBits(vector: Float32Array, bits: Uint32Array, offset: number): void {
  const words = signWordCount(vector.length);
  for (let word = 0; word < words; word++) {
    let packed = 0;
    const first = word * 32;
    const last = Math.min(first + 32, vector.length);
    for (let index = first; index < last; index++) {
      packed |= Number((vector[index] ?? 0) < 0) << (index - first);
    }
    bits[offset + word] = packed;
  }
}

/**
 * The number of differing signs between a query and each of `count` vectors, into `distances`. At most 65,535
 * dimensions, the range of `distances`.
 */
export function signDistances(
  bits: Uint32Array,
  query: Uint32Array,
  count: number,
  distances: Uint16Array,
): void {
  const words = query.length;
  let position = 0;
  for (let slot = 0; slot < count; slot++) {
    let distance = 0;
    for (let word = 0; word < words; word += 4) {
      const a = (bits[position] ?? 0) ^ (query[word] ?? 0);
      const b = (bits[position + 1] ?? 0) ^ (query[word + 1] ?? 0);
      const c = (bits[position + 2] ?? 0) ^ (query[word + 2] ?? 0);
      const d = (bits[position + 3] ?? 0) ^ (query[word + 3] ?? 0);
      position += 4;
      // Two adders make three words of the four, worth 1, 1 and 2: fewer bits to count.
      const half = a ^ b;
      const ones = half ^ c;
      const twos = (a & b) | (half & c);
      const pairsOnes = ones - ((ones >>> 1) & 0x55555555);
      const pairsTwos = twos - ((twos >>> 1) & 0x55555555);
      const pairsRest = d - ((d >>> 1) & 0x55555555);
      const nibblesTwos = (pairsTwos & 0x33333333) + ((pairsTwos >>> 2) & 0x33333333);
      const nibbles =
        ((pairsOnes & 0x33333333) +
          ((pairsOnes >>> 2) & 0x33333333) +
          (pairsRest & 0x33333333) +
          ((pairsRest >>> 2) & 0x33333333)) |
        0;
      const bytes =
        (nibbles & 0x0f0f0f0f) +
        ((nibbles >>> 4) & 0x0f0f0f0f) +
        (((nibblesTwos & 0x0f0f0f0f) + ((nibblesTwos >>> 4) & 0x0f0f0f0f)) << 1);
      distance += Math.imul(bytes, 0x01010101) >>> 24;
    }
    distances[slot] = distance;
  }
}

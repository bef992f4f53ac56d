/** The length of {@link wordVector}. */
export const dimensions = 512;

/** Places that a word has in the vector, each with a sign: words that share one hardly share two. */
const placesOfWord = 8;

/** A text's words, hashed into a vector: texts that share words are near each other, and it costs next to nothing. */
export function wordVector(text: string): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? ['']) {
    let state = 2_166_136_261;
    for (let index = 0; index < word.length; index++) {
      state = Math.imul(state ^ word.charCodeAt(index), 16_777_619);
    }
    for (let place = 0; place < placesOfWord; place++) {
      // A step of xorshift.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const at = (state >>> 1) % dimensions;
      vector[at] = (vector[at] ?? 0) + (state & 1 ? 1 : -1);
    }
  }
  return vector;
}

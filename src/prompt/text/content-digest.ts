/** How many characters one number of {@link blockDigests} stands for: the accuracy of a drift's position. */
export const digestBlock = 64;

// FNV-1a, 32 bit: offset basis and prime (Fowler, Noll, Vo: the FNV hash, isthe.com/chongo/tech/comp/fnv).
const offset = 0x811c9dc5;
const prime = 0x01000193;

/**
 * A digest of a text for comparing prompts: 16 hexadecimal digits, two FNV-1a hashes of the UTF-16 code units.
 * Synchronous, since planning is. Not a secret-keeping hash: who can guess a text can check the guess.
 */
export function contentDigest(text: string): string {
  let low = offset;
  let high = offset ^ 0x5bd1e995;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, prime);
    high = Math.imul(high ^ (unit + index), prime);
  }
  return hex(low) + hex(high);
}

/** One 32-bit number for every {@link digestBlock} characters, so that two texts can be compared without keeping them. */
export function blockDigests(text: string): readonly number[] {
  const digests: number[] = [];
  for (let start = 0; start < text.length; start += digestBlock) {
    const end = Math.min(start + digestBlock, text.length);
    let hash = offset;
    for (let index = start; index < end; index++) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
    digests.push(hash >>> 0);
  }
  return digests;
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

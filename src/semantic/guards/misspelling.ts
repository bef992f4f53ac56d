const prefixes = /^(hyper|hypo|inter|intra|intro|macro|micro|pre|pro|per|peri|para|post|poly|sub|super)/;
const suffixes = /(ee|er|or|ed|ing|est|ist|ism|ly|ate|ite|ide|ine|ane|ene|one|ol|al|ic|ive|s)$/;

/**
 * Whether one word is a slip of the other: one edit (two in words of eight letters and more) by the restricted
 * Damerau-Levenshtein distance (F. J. Damerau, CACM 7(3), 1964), the first letter equal or two letters swapped, and at
 * least one of the two no known word: "form" and "from" are two words, "recieve" and "receive" one. What makes another
 * word of a stem is no slip: `hyper-` and `hypo-`, `-ate` and `-ite`.
 */
export function isMisspelling(a: string, b: string, knownWords: ReadonlySet<string>): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer < 4 || Math.abs(a.length - b.length) > 2 || /\d|_/.test(a + b)) return false;
  if (a.charCodeAt(0) !== b.charCodeAt(0) && !(a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0)))
    return false;
  const edits = distance(a, b);
  if (edits > (longer >= 8 ? 2 : 1)) return false;
  const known = [a, b].filter((word) => knownWords.has(word)).length;
  if (known === 2 || haveOther(prefixes, a, b)) return false;
  const swapped = sortedLetters(a) === sortedLetters(b);
  // One letter for another makes a real word of most short ones: "bank", "bark".
  const ending = /(?:ing|ed|ers?|s)$/.exec(a)?.[0] ?? '';
  const stem = b.endsWith(ending) ? longer - ending.length : longer;
  if (stem < 6 && a.length === b.length && !swapped) return false;
  if (known === 1) return true;
  // Two unknown words: only what leaves the sound, or a letter more or less in a long word.
  if (swapped) return true;
  if (haveOther(suffixes, a, b)) return false;
  if (longer >= 8 && skeleton(a) === skeleton(b)) return true;
  return edits === 1 && (longer >= 9 || (longer >= 7 && a.length !== b.length));
}

/** Whether both have such a part, and not the same. */
function haveOther(parts: RegExp, a: string, b: string): boolean {
  const [partOfA, partOfB] = [parts.exec(a)?.[0], parts.exec(b)?.[0]];
  return partOfA !== undefined && partOfB !== undefined && partOfA !== partOfB;
}

/** The consonants, one for two of a kind: what the ear keeps of a word that is spelt wrong. */
function skeleton(word: string): string {
  return word.replace(/[aeiouy]/g, '').replace(/(.)\1/g, '$1');
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      if (
        row > 1 &&
        column > 1 &&
        a.charAt(row - 1) === b.charAt(column - 2) &&
        a.charAt(row - 2) === b.charAt(column - 1)
      ) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

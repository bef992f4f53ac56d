/**
 * Whether one word is a slip of the other: one edit (two in words of eight letters and more) by the restricted
 * Damerau-Levenshtein distance (F. J. Damerau, CACM 7(3), 1964), the first letter equal or two letters swapped, and at
 * least one of the two no known word: "form" and "from" are two words, "recieve" and "receive" one.
 */
export function isMisspelling(a: string, b: string, knownWords: ReadonlySet<string>): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer < 4 || Math.abs(a.length - b.length) > 2 || /\d|_/.test(a + b)) return false;
  if (knownWords.has(a) && knownWords.has(b)) return false;
  if (a.charCodeAt(0) !== b.charCodeAt(0) && !(a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0)))
    return false;
  const limit = longer >= 8 ? 2 : 1;
  const edits = distance(a, b);
  if (edits > limit) return false;
  // Two unknown words: only a slip that changes no letter, a swap or a letter more or less in a long word.
  if (!knownWords.has(a) && !knownWords.has(b))
    return (
      sortedLetters(a) === sortedLetters(b) ||
      (longer >= 7 && a.length !== b.length && edits === 1) ||
      (longer >= 9 && edits === 1)
    );
  return true;
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

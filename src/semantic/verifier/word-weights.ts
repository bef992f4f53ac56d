/** How common words are among the texts that a verifier was trained on: plain data, part of its weights. */
export interface WordCounts {
  /** How many texts were counted. */
  readonly texts: number;
  /** In how many of them a word occurs, for the most common words. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Words beyond these are rare all the same, and a weight of theirs says little. */
const KEPT = 2_000;

export function countWords(texts: Iterable<ReadonlySet<string>>): WordCounts {
  const counts = new Map<string, number>();
  let total = 0;
  for (const words of texts) {
    total++;
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const kept = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, KEPT);
  return { texts: total, counts: Object.fromEntries(kept) };
}

/**
 * What a word weighs: its inverse document frequency, so that a name outweighs a "the". Source: K. Spärck Jones, "A
 * statistical interpretation of term specificity and its application in retrieval", Journal of Documentation 28(1), 1972.
 */
export function wordWeights({ texts, counts }: WordCounts): (word: string) => number {
  const weight = (count: number): number => Math.log((texts + 1) / (count + 0.5));
  const known = new Map(Object.entries(counts).map(([word, count]) => [word, weight(count)]));
  const unknown = weight(0);
  return (word) => known.get(word) ?? unknown;
}

import type { PreparedText } from '../guards/prepared-text.ts';

/** What the verifier compares of a text besides what the guards do: its words, their order, and their letters. */
export interface TextShape {
  /** Lemmas in order, words of grammar among them. */
  readonly words: readonly string[];
  readonly wordCounts: ReadonlyMap<string, number>;
  readonly contentCounts: ReadonlyMap<string, number>;
  /** Words of grammar alone. */
  readonly grammar: ReadonlySet<string>;
  readonly wordPairs: ReadonlyMap<string, number>;
  /** Hashes of letters in a row, sorted, each as often as it occurs. */
  readonly triples: Uint32Array;
  /** Words of content with a capital, in lower case, but for a text's first. */
  readonly capitals: ReadonlySet<string>;
  readonly lowerCase: string;
  readonly questions: number;
}

const letter = /^\p{L}/u;

export function textShape(prepared: PreparedText): TextShape {
  const { text, language } = prepared;
  const words = prepared.tokens.filter((token) => letter.test(token)).map(language.lemma);
  const contentCounts = countEach(prepared.content.map(({ key }) => key));
  const lowerCase = text.toLowerCase();
  return {
    words,
    wordCounts: countEach(words),
    contentCounts,
    grammar: new Set(words.filter((word) => !contentCounts.has(word))),
    wordPairs: countEach(words.slice(1).map((word, index) => `${words[index]} ${word}`)),
    triples: letterRuns(lowerCase, 3),
    capitals: new Set(prepared.content.filter(({ capital }) => capital).map(({ surface }) => surface)),
    lowerCase,
    questions: text.split('?').length - 1,
  };
}

function countEach(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function letterRuns(text: string, length: number): Uint32Array {
  const padded = ` ${text} `;
  const runs = new Uint32Array(Math.max(0, padded.length - length + 1));
  for (let at = 0; at < runs.length; at++) {
    let hash = 0;
    for (let offset = 0; offset < length; offset++)
      hash = (Math.imul(hash, 961) + padded.charCodeAt(at + offset)) >>> 0;
    runs[at] = hash;
  }
  return runs.sort();
}

import type { ComparedQuestion } from '../contracts/verify-pair.ts';

/** What a near question was found to be. */
export type Verdict = Exclude<ComparedQuestion['verdict'], 'uncompared'>;

/** How many near questions had which similarity, by verdict: 0 to 1 in twenty steps; what is below 0 is in the first. */
export type SimilarityCounts = Readonly<Record<Verdict, readonly number[]>>;

const bins = 20;
const none = () => new Array<number>(bins).fill(0);

/** Counts near questions as they are compared. */
export class SimilarityHistogram {
  readonly #counts = { same: none(), different: none(), unsure: none(), judged: none() };

  add({ similarity, verdict }: ComparedQuestion): void {
    if (verdict === 'uncompared') return;
    const counts = this.#counts[verdict];
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(similarity * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }

  counts(): SimilarityCounts {
    return this.#counts;
  }
}

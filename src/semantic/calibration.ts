/** A threshold with what it promises, bound to an embedder; or that these data allow none. */
export type Calibration =
  | {
      readonly status: 'calibrated';
      readonly embedder: string;
      readonly threshold: number;
      readonly maxErrorRate: number;
      readonly confidence: number;
      /** What the threshold accepted of the data, and how many of these were wrong. */
      readonly accepted: number;
      readonly wrong: number;
      /** The upper bound of the wrong-hit rate at the confidence. */
      readonly bound: number;
    }
  | {
      readonly status: 'not-possible';
      readonly embedder: string;
      readonly maxErrorRate: number;
      readonly confidence: number;
      /** `too-few-accepted`: fewer than 300 pairs at every threshold. `over-budget`: the strictest fails already. */
      readonly reason: 'too-few-accepted' | 'over-budget';
    };

import { type RateInterval, rateInterval } from '../observe/rate-interval.ts';
import type { MergedStats } from '../observe/statistics.ts';

/** What one source says of how often an answer by meaning is wrong. */
export interface WrongHits {
  /**
   * `shadow`: would have been served, and were compared with fresh answers; `audits`: were served, and compared;
   * `rejections`: were served, and users said that they are wrong.
   */
  readonly source: 'shadow' | 'audits' | 'rejections';
  readonly wrong: number;
  readonly of: number;
  /** With its exact 95% interval; for `rejections` a lower bound, since not everybody says so. */
  readonly rate: RateInterval;
}

/** The wrong-hit rate from all that is known. */
export function wrongHits({ audits, wrongHits: known, hits, overall }: MergedStats): readonly WrongHits[] {
  const { total, wrong, shadow } = audits;
  const [audited, auditedWrong] = [total - shadow.total, wrong - shadow.wrong];
  const rejected = overall?.wrongHits ?? known - auditedWrong;
  // What this process served another may have been told to reject.
  const served = Math.max(rejected, (overall ?? { hits }).hits.semantic);
  return [
    {
      source: 'shadow',
      wrong: shadow.wrong,
      of: shadow.total,
      rate: rateInterval(shadow.wrong, shadow.total),
    },
    { source: 'audits', wrong: auditedWrong, of: audited, rate: rateInterval(auditedWrong, audited) },
    { source: 'rejections', wrong: rejected, of: served, rate: rateInterval(rejected, served) },
  ];
}

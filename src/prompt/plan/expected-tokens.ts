import type { CacheRules } from '../provider-rules/cache-rules.ts';
import type { CacheAnchors, PlacedMark } from '../marks/choose-marks.ts';
import type { ExpectedTokens, PlanReport } from './plan-report.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';

/** What a call should read and write, by the provider's rules. */
export function expectedTokens(
  draft: PromptDraft,
  rules: CacheRules,
  anchors: CacheAnchors,
  marks: readonly PlacedMark[],
): PlanReport['expected'] {
  const total = draft.totalTokens;
  const upTo = (block: number) => cacheable(draft.blocks[block]?.endTokens ?? 0, rules);
  const written = rules.mechanism === 'automatic' ? cacheable(total, rules) : upTo(marks.at(-1)?.block ?? -1);
  // Automatic caches hold whatever was sent; marked ones only what ended at a marker.
  const repeated =
    rules.mechanism === 'automatic'
      ? upTo(anchors.previousTail)
      : Math.min(upTo(anchors.previousTail), written);
  const split = (read: number): ExpectedTokens => ({
    read,
    written: rules.mechanism === 'automatic' ? 0 : Math.max(0, written - read),
    uncached: total - Math.max(read, rules.mechanism === 'automatic' ? 0 : written),
  });
  return { first: split(0), next: split(repeated) };
}

/** How much of a prefix of that many tokens the provider keeps. */
export function cacheable(tokens: number, { minimumTokens, stepTokens }: CacheRules): number {
  return tokens < minimumTokens ? 0 : tokens - (tokens % stepTokens);
}

import type { DescribedTool } from '../draft/described-tool.ts';
import type { DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';
import type { ChosenMarks } from '../marks/choose-marks.ts';
import { type CacheRules, cacheable } from '../provider-rules/cache-rules.ts';
import { cacheRulesDate } from '../provider-rules/model-caches.ts';
import type { ExpectedTokens, PlanReport, SegmentReport } from './plan-report.ts';
import { planWarnings, type WarningInputs } from './plan-warnings.ts';

export interface ReportInputs extends WarningInputs {
  readonly id: string;
  readonly version: string;
  readonly chosen: ChosenMarks;
}

/** What a plan tells of itself. */
export function planReport({ id, version, chosen, ...inputs }: ReportInputs): PlanReport {
  const { provider, model, draft, rules, lifetime } = inputs;
  return {
    prompt: { id, version },
    provider,
    model,
    rules: rules && { id: rules.id, date: cacheRulesDate },
    segments: segmentReports(draft),
    totalTokens: draft.totalTokens,
    markers: chosen.marks.flatMap(({ block, from, lifetime: name }) => {
      const at = draft.blocks[block];
      if (at === undefined || at.place === 'none') return [];
      return [
        { after: at.segment, place: at.place, tokens: at.endTokens, lifetime: name ?? 'default', from },
      ];
    }),
    expected: rules && expectedTokens(draft, rules, chosen),
    breakEvenCalls: rules && lifetime && breakEvenCalls(rules, lifetime.writeFactor),
    warnings: planWarnings(inputs, chosen),
  };
}

/** What a call should read and write, by the provider's rules. */
function expectedTokens(
  draft: PromptDraft,
  rules: CacheRules,
  { anchors, marks }: ChosenMarks,
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

/**
 * From how many calls on a prefix is cheaper cached: the first pays `write`, each later one `read`, where a plain call
 * pays 1. The smallest whole n with `write + (n - 1) * read < n`.
 */
function breakEvenCalls({ readFactor }: CacheRules, writeFactor: number): number | undefined {
  if (readFactor >= 1) return undefined;
  // Nothing is lost by caching that is free to write, from the first call on.
  if (writeFactor <= 1) return 1;
  return Math.floor((writeFactor - readFactor) / (1 - readFactor)) + 1;
}

/** The segments with their sizes; the tools count as one. */
function segmentReports({ blocks, tools }: PromptDraft): readonly SegmentReport[] {
  const reports = new Map<string, { tokens: number; characters: number; readonly first: DraftBlock }>();
  for (const block of blocks) {
    const name = block.at.kind === 'tool' ? '' : block.segment;
    const report = reports.get(name) ?? { tokens: 0, characters: 0, first: block };
    report.tokens += block.measured.tokens;
    report.characters += block.text.length;
    reports.set(name, report);
  }
  return [...reports].map(([name, { tokens, characters, first }]) => ({
    name: name === '' ? toolsName(tools) : name,
    stability: first.stability,
    tokens,
    characters,
  }));
}

function toolsName(tools: readonly DescribedTool[]): string {
  return `tools (${tools.length})`;
}

import type { DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';
import type { ChosenMarks } from '../marks/choose-marks.ts';
import { isReadBehind } from '../marks/placed-marks.ts';
import type { Adapter } from '../provider-rules/adapter-reads.ts';
import type { CacheLifetime, CacheRules } from '../provider-rules/cache-rules.ts';
import type { PlanWarning } from './plan-report.ts';

export interface WarningInputs {
  readonly draft: PromptDraft;
  readonly rules: CacheRules | undefined;
  readonly lifetime: CacheLifetime | undefined;
  readonly gap: number | undefined;
  readonly provider: string;
  readonly model: string;
  readonly adapter: Adapter | undefined;
}

/** What is likely to keep a prompt from hitting, as far as one request shows it. */
export function planWarnings(
  { draft, rules, lifetime, gap, provider, model, adapter }: WarningInputs,
  { overBudget }: Pick<ChosenMarks, 'overBudget'>,
): readonly PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const isUnderestimated = draft.blocks.at(-1)?.isUnderestimated === true;
  if (rules === undefined) {
    warnings.push({
      code: 'unknown-model',
      message: `No caching rules are known for "${model}" of "${provider}"; nothing was added.`,
    });
  } else if (draft.totalTokens < rules.minimumTokens && !isUnderestimated) {
    warnings.push({
      code: 'below-minimum',
      message: `The prompt has about ${draft.totalTokens} tokens; below ${rules.minimumTokens} the provider caches nothing.`,
    });
  }
  if (gap !== undefined && lifetime !== undefined && gap > lifetime.milliseconds) {
    warnings.push({
      code: 'gap-exceeds-lifetime',
      message: `Calls come ${gap / 1000} s apart, and the longest time this provider keeps a prefix is ${lifetime.milliseconds / 1000} s.`,
    });
  }
  if (overBudget) {
    warnings.push({
      code: 'too-many-user-markers',
      message: `The request holds more markers of your own than the ${rules?.markers?.limit ?? 0} that the provider takes; some will be dropped or refused.`,
    });
  }
  if (isUnderestimated) {
    warnings.push({
      code: 'unestimated-part',
      message: 'The size of a file or image is not known here; it counts as 0 tokens in this report.',
    });
  }
  if (rules !== undefined && adapter !== undefined)
    warnings.push(...notDelivered({ draft, rules, lifetime, adapter }));
  return [...warnings, ...volatileSegments(draft.blocks)];
}

/** What the package that sends the request leaves out. */
function notDelivered({
  draft: { blocks },
  rules,
  lifetime,
  adapter,
}: {
  readonly draft: PromptDraft;
  readonly rules: CacheRules;
  readonly lifetime: CacheLifetime | undefined;
  readonly adapter: Adapter;
}): readonly PlanWarning[] {
  const name = adapter.name ?? 'The package';
  const missing: string[] = [];
  const tail = blocks.findLast(
    ({ place, repeats }) => repeats && place !== 'none' && rules.markers?.places.includes(place) === true,
  );
  if (tail !== undefined && !isReadBehind(tail, adapter)) {
    missing.push(
      tail.framework === 'langchain' && adapter.style === 'openai' && tail.place === 'tool-result'
        ? `no marker on tool results of this form; where the model speaks one API for sure, say "openai.responses" or "openai.chat" as the provider`
        : `no marker at the end of "${tail.segment}"`,
    );
  }
  const reads = adapter.reads;
  if (reads?.drops === 'lifetime' && lifetime !== undefined && lifetime !== rules.lifetimes[0])
    missing.push(`no lifetime, so that of ${lifetime.name} becomes the default`);
  if (reads?.drops === 'cache-mode') missing.push('no cache mode, so the implicit breakpoint stays on');
  return missing.map((what) => ({ code: 'not-delivered', message: `${name} sends ${what}.` }));
}

function volatileSegments(blocks: readonly DraftBlock[]): readonly PlanWarning[] {
  return blocks
    .filter(
      ({ stability, at }) =>
        at.kind === 'message' &&
        (stability === 'static' || stability === 'tenant' || stability === 'session'),
    )
    .flatMap(({ segment, stability, measured }) =>
      measured.volatile().map(({ kind, index }) => ({
        code: 'volatile-text' as const,
        segment,
        message: `The ${stability} segment "${segment}" holds what looks like a ${kind} at character ${index}. If it changes between calls, move it to a turn segment.`,
      })),
    );
}

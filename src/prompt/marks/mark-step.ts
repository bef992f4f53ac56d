import type { DescribedTool } from '../draft/described-tool.ts';
import { draftRequest, type ModelRequest, type TailChoice } from '../draft/draft-request.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';
import type { Adapter } from '../provider-rules/adapter-reads.ts';
import type { CacheLifetime, CacheRules, MarkerStyle } from '../provider-rules/cache-rules.ts';
import { findMark } from '../provider-rules/marker-syntax.ts';
import type { MeasuredText } from '../text/measured-text.ts';
import { aiSdkMessages, aiSdkTools, withoutPlannedMarks } from './ai-sdk-messages.ts';
import { chooseMarks } from './choose-marks.ts';
import type { PlacedMark } from './placed-marks.ts';

export interface StepSettings {
  readonly rules: CacheRules;
  readonly adapter: Adapter;
  readonly lifetime: CacheLifetime;
  readonly measure: (text: string) => MeasuredText;
  readonly tail: TailChoice;
  /** Whether what is marked here may be marked anew by a middleware behind. */
  readonly isPlanned: boolean;
  /** Tools that are described already and stay as they are. Default: those of the request. */
  readonly tools?: readonly DescribedTool[];
}

export interface MarkedStep {
  readonly draft: PromptDraft;
  readonly marks: readonly PlacedMark[];
  readonly messages: readonly object[];
  readonly tools: readonly object[];
}

/** Marks one call of a tool loop for the provider's cache. What a plan has marked is taken over and moved. */
export function markStep(given: ModelRequest, settings: StepSettings): MarkedStep {
  const { rules, adapter, lifetime, measure, tail, isPlanned, tools } = settings;
  const planned = plannedBlocks(adapter.style, draftRequest(given, measure, tail, tools));
  const request = planned.length > 0 ? withoutPlan(adapter.style, given) : given;
  const draft = draftRequest(request, measure, tail, tools);
  const marks =
    rules.markers === undefined
      ? []
      : chooseMarks(draft, rules, rules.markers, {
          adapter,
          providerOptions: request.providerOptions,
          lifetime,
          everyStep: true,
          planned,
        }).marks;
  const writing = { marks, adapter, isPlanned };
  return {
    draft,
    marks,
    messages: aiSdkMessages(draft, writing).others,
    tools: aiSdkTools(draft.tools, writing).map(({ tool }) => tool),
  };
}

/** The blocks that a plan has marked, in order. */
function plannedBlocks(style: MarkerStyle, { blocks }: PromptDraft): readonly number[] {
  return blocks.flatMap(({ carriers }, block) =>
    carriers.some((carrier) => findMark(style, carrier)?.isPlanned === true) ? [block] : [],
  );
}

function withoutPlan(style: MarkerStyle, { prompt, tools, ...request }: ModelRequest): ModelRequest {
  return {
    ...request,
    ...(prompt && { prompt: prompt.map((message) => withoutPlannedMarks(style, message)) }),
    ...(tools && { tools: tools.map((tool) => withoutPlannedMarks(style, tool)) }),
  };
}

import { milliseconds } from '../../duration.ts';
import { InvalidOptionError } from '../../errors.ts';
import { type PromptTools, toolsLike } from '../draft/described-tool.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';
import { fingerprint } from '../drift/prompt-fingerprint.ts';
import { aiSdkMessages, aiSdkTools } from '../marks/ai-sdk-messages.ts';
import { type CacheAnchors, findAnchors } from '../marks/cache-anchors.ts';
import { type ChosenMarks, chooseMarks } from '../marks/choose-marks.ts';
import { langChainMessages, langChainOptions, langChainTools } from '../marks/langchain-messages.ts';
import { chooseLifetime } from '../marks/lifetime.ts';
import { isReadBehind } from '../marks/placed-marks.ts';
import { type Adapter, findAdapter } from '../provider-rules/adapter-reads.ts';
import { findCacheRules } from '../provider-rules/find-cache-rules.ts';
import { takesRequestPlace } from '../provider-rules/marker-syntax.ts';
import { optionsOut } from '../provider-rules/provider-options.ts';
import { isRecord } from '../text/json.ts';
import { planReport } from './make-report.ts';
import type { PlanReport } from './plan-report.ts';
import { stepMarker, systemField } from './prepare-step.ts';
import type { PlanTarget } from './prompt-plan.ts';
import { callKeys, requestOptions } from './request-options.ts';

export interface PlanSource {
  readonly id: string;
  readonly version: string;
  readonly draft: PromptDraft;
  /** As the user gave them, for their shape. */
  readonly tools: PromptTools | undefined;
}

/** A plan before it is given the types of the user's messages and tools. */
export interface UntypedPlan {
  readonly report: PlanReport;
  toAISDK(target?: { readonly version: 5 | 6 | 7 }): object;
  toLangChain(): object;
  fingerprint(options?: { readonly keepText?: boolean }): ReturnType<typeof fingerprint>;
}

const nothingChosen = (anchors: CacheAnchors): ChosenMarks => ({
  marks: [],
  anchors,
  userMarks: 0,
  overBudget: false,
});

/** Places the markers and options for a provider and model. */
export function makePlan({ id, version, draft, tools }: PlanSource, target: PlanTarget): UntypedPlan {
  const { provider, model, key } = target;
  const rules = findCacheRules(provider, model, target.deployments);
  const gap = target.gap === undefined ? undefined : milliseconds(target.gap, 'gap');
  const lifetime = rules && chooseLifetime(rules, gap);
  const adapter =
    rules?.markers && findAdapter({ style: rules.markers.style, provider, adapter: target.adapter });
  const everyStep = isPlannedByStep(draft) || (rules?.markers?.lookbackBlocks === 0 && keepsLoop(draft));
  const keepsImplicit = adapter !== undefined && !marksEveryStep(draft, adapter) && !takesPlace(target);
  const chosen =
    rules?.markers && lifetime && adapter
      ? chooseMarks(draft, rules, rules.markers, {
          adapter,
          providerOptions: target.providerOptions,
          lifetime,
          spareMarkers: spare(target),
          requestPlaces: keepsImplicit ? 1 : 0,
          everyStep,
        })
      : nothingChosen(findAnchors(draft, ({ place }) => place !== 'none', everyStep));
  const { marks } = chosen;
  const request = requestOptions(rules, target.providerOptions, {
    ...callKeys(id, version, draft, key),
    isExplicit: !keepsImplicit && marks.some(({ from }) => from === 'plan'),
  });
  const writing = { marks, adapter, isPlanned: true };
  return {
    report: planReport({ id, version, provider, model, draft, rules, lifetime, gap, adapter, chosen }),
    toAISDK({ version: major = 7 } = { version: 7 }) {
      const { system, others } = aiSdkMessages(draft, writing);
      const ordered = aiSdkTools(draft.tools, writing);
      const prepareStep =
        rules && lifetime && adapter && ordered.length > 0 && marks.some(({ from }) => from === 'plan')
          ? stepMarker({
              major,
              system,
              providerOptions: target.providerOptions,
              settings: {
                rules,
                adapter,
                lifetime,
                measure: draft.measure,
                tail: 'always',
                isPlanned: true,
                tools: ordered,
              },
            })
          : undefined;
      const call = {
        ...(tools && { tools: toolsLike(tools, ordered) }),
        ...(prepareStep && { prepareStep }),
        providerOptions: optionsOut(request.providerOptions),
        ...(Object.keys(request.headers).length > 0 && { headers: { ...request.headers } }),
      };
      if (major === 5) return { messages: [...system, ...others], allowSystemInMessages: true, ...call };
      return { [systemField(major)]: system, messages: others, ...call };
    },
    toLangChain: () => ({
      messages: langChainMessages(draft, writing),
      options: langChainOptions(request.providerOptions),
      ...(tools && { tools: toolsLike(tools, langChainTools(draft.tools, writing)) }),
    }),
    fingerprint: ({ keepText = false } = {}) =>
      fingerprint(
        {
          draft,
          provider,
          model,
          rules,
          providerOptions: request.providerOptions,
          plannedLifetimes: marks.map((mark) => mark.lifetime),
        },
        keepText,
      ),
  };
}

/** @throws InvalidOptionError when the provider or the model isn't told. */
export function assertTarget(target: unknown): void {
  const { provider, model }: { provider?: unknown; model?: unknown } = isRecord(target) ? target : {};
  for (const [option, name] of Object.entries({ provider, model })) {
    if (typeof name !== 'string' || name === '')
      throw new InvalidOptionError(option, 'a text that is not empty');
  }
}

/**
 * Whether the plan is for one step of a tool loop: it ends with a tool's result, or its history is LangChain's, which
 * has no middleware, so that a loop is planned step by step or not at all.
 */
function isPlannedByStep({ roles, blocks }: PromptDraft): boolean {
  return roles.at(-1) === 'tool' || blocks.some(({ framework }) => framework === 'langchain');
}

/**
 * Whether the last turn's loop stands in the history behind all that it stood behind when it was sent: then its last
 * step is where the last call ended. What a turn adds and the history drops (passages) stood ahead of the loop.
 */
function keepsLoop({ tools, blocks }: PromptDraft): boolean {
  return tools.length > 0 && blocks.every(({ stability, repeats }) => stability !== 'turn' || repeats);
}

/**
 * Whether all that the loop adds can be marked. Where it can't, OpenAI's implicit breakpoint, at the end of the latest
 * message, caches it, and in explicit mode it would be billed in full.
 */
function marksEveryStep({ blocks }: PromptDraft, adapter: Adapter): boolean {
  if (adapter.style !== 'openai') return true;
  const results = blocks.filter(({ place }) => place === 'tool-result');
  return adapter.reads?.drops !== 'cache-mode' && results.every((block) => isReadBehind(block, adapter));
}

function takesPlace({ providerOptions }: PlanTarget): boolean {
  return takesRequestPlace('openai', providerOptions);
}

function spare({ spareMarkers = 0 }: PlanTarget): number {
  if (Number.isInteger(spareMarkers) && spareMarkers >= 0) return spareMarkers;
  throw new InvalidOptionError('spareMarkers', 'a whole number from 0');
}

import { InvalidOptionError } from '../../errors.ts';
import type { PromptTools } from '../draft/described-tool.ts';
import { type DraftMessage, type DraftPart, draftPrompt, type PromptDraft } from '../draft/prompt-draft.ts';
import { stabilityRank } from '../draft/stability.ts';
import { assertTarget, makePlan } from '../plan/make-plan.ts';
import type { PlanTarget, PromptPlan } from '../plan/prompt-plan.ts';
import { estimateTokens, type TokenCounter, textMeasurer } from '../text/measured-text.ts';
import { segmentText } from '../text/stable-text.ts';
import { orderTools } from './ordered-tools.ts';
import { replayedMessage } from './replayed-message.ts';
import type { AnySegment, HistoryName, MessageIn, OrderedSegments, SegmentValues } from './segment.ts';

export interface PromptDefinition<Segments extends readonly AnySegment[], Tools> {
  /** Names the prompt; part of the routing key. */
  readonly id: string;
  /** Change it with every change of the static text or the tools. */
  readonly version: string;
  /** Tools of the AI SDK, by name, or of LangChain, in a list. They are sent in one order, by name. */
  readonly tools?: Tools;
  /** The parts, the most stable first. */
  readonly segments: Segments;
}

export interface Prompt<Values = never, History = string, Tools = unknown> {
  readonly id: string;
  readonly version: string;
  readonly segments: readonly AnySegment[];
  /**
   * Renders the segments and places markers, key and options for a provider.
   * @throws InvalidOptionError when `provider` or `model` is missing, the history isn't a list, or `gap`, `key` or
   *   `spareMarkers` is out of its range; NotSerialisableError, naming the segment, when one renders what has no
   *   faithful text.
   */
  plan<Given extends Values>(values: Given, target: PlanTarget): PromptPlan<MessageIn<Given, History>, Tools>;
}

/** `segments` in the form that is checked while compiling. */
type Checked<Segments extends readonly AnySegment[]> = Segments & OrderedSegments<Segments>;

/**
 * Defines a prompt whose beginning stays the same from call to call, so that the provider's prompt cache finds it.
 *
 * The segments stand in the order static, tenant, session, history, turn; an order that puts a more stable segment
 * behind a less stable one doesn't compile where the types are known, and is refused otherwise. Rendering is
 * deterministic: tools in one order, objects with their keys in one order, schemas as they were first seen.
 *
 * @throws InvalidOptionError when a name is missing or used twice, there are two histories, or the order is wrong.
 */
export function definePrompt<
  const Segments extends readonly AnySegment[],
  Tools extends PromptTools | undefined = undefined,
>(
  definition: PromptDefinition<Checked<Segments>, Tools>,
): Prompt<SegmentValues<Segments>, HistoryName<Segments>, Tools>;
export function definePrompt({
  id,
  version,
  tools,
  segments,
}: PromptDefinition<readonly AnySegment[], PromptTools | undefined>): object {
  if (id === '') throw new InvalidOptionError('id', 'a text that is not empty');
  checkSegments(segments);
  const measurers = new Map<TokenCounter, ReturnType<typeof textMeasurer>>();
  const measurerFor = (count: TokenCounter) => {
    const measure = measurers.get(count) ?? textMeasurer(count);
    // One counter is the rule; a new function in every call must not fill the memory.
    if (!measurers.has(count) && measurers.size < 4) measurers.set(count, measure);
    return measure;
  };
  const owner = `${id}@${version}`;
  const ordered = orderTools(owner, tools);
  const draft = (values: object, count: TokenCounter): PromptDraft => {
    const measure = measurerFor(count);
    return draftPrompt(ordered, renderMessages(owner, segments, values, measure), measure);
  };
  return {
    id,
    version,
    segments,
    plan: (values: object, target: PlanTarget) => {
      assertTarget(target);
      return makePlan(
        { id, version, draft: draft(values, target.countTokens ?? estimateTokens), tools },
        target,
      );
    },
  };
}

function checkSegments(segments: readonly AnySegment[]): void {
  const names = new Set<string>();
  segments.forEach((current, index) => {
    if (names.has(current.name))
      throw new InvalidOptionError('segments', `names that differ; "${current.name}" occurs twice`);
    names.add(current.name);
    const before = segments[index - 1];
    if (before === undefined) return;
    if (stabilityRank(current.stability) < stabilityRank(before.stability)) {
      throw new InvalidOptionError(
        'segments',
        `the most stable first; "${current.name}" (${current.stability}) stands after "${before.name}" (${before.stability})`,
      );
    }
    if (current.kind === 'history' && before.kind === 'history')
      throw new InvalidOptionError('segments', 'at most one history');
  });
}

function renderMessages(
  owner: string,
  segments: readonly AnySegment[],
  values: object,
  measure: PromptDraft['measure'],
): readonly DraftMessage[] {
  const messages: DraftMessage[] = [];
  const turn: DraftPart[] = [];
  // A history is replayed for those who share all ahead of it: for others nothing of it is in the provider's cache.
  let sharers = owner;
  for (const segment of segments) {
    const rendered = callRender(segment, values);
    if (segment.kind === 'history') {
      for (const message of historyMessages(segment.name, rendered)) {
        messages.push({
          source: 'user',
          message: replayedMessage(sharers, message),
          segment: segment.name,
          stability: 'history',
          repeats: true,
        });
      }
      continue;
    }
    const { name, stability, repeats = false } = segment;
    const part = {
      segment: name,
      stability,
      text: segmentText(name, rendered),
      repeats: stability !== 'turn' || repeats,
    };
    if (part.text === '') continue;
    if (stability === 'turn') turn.push(part);
    else {
      messages.push({ source: 'segments', role: 'system', parts: [part] });
      sharers += `\n${measure(part.text).digest}`;
    }
  }
  return turn.length === 0 ? messages : [...messages, { source: 'segments', role: 'user', parts: turn }];
}

function historyMessages(name: string, rendered: unknown): readonly object[] {
  const isMessages = (value: unknown): value is readonly object[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
  if (!isMessages(rendered)) throw new InvalidOptionError(`values.${name}`, 'a list of messages');
  return rendered;
}

/** The types tie a segment to its values where the prompt is defined; here they are only known to be an object. */
function callRender({ render }: AnySegment, values: object): unknown {
  return Reflect.apply(render, undefined, [values]);
}

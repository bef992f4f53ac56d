import { InvalidOptionError } from '../errors.ts';
import { isRecord } from './json.ts';
import { assertTarget, makePlan } from './make-plan.ts';
import { estimateTokens, textMeasurer } from './measured-text.ts';
import { type DraftMessage, draftPrompt } from './prompt-draft.ts';
import type { PlanTarget, PromptPlan } from './prompt-plan.ts';
import { orderTools, type PromptTools } from './prompt-tools.ts';
import { type Stability, stabilityRank } from './stability.ts';
import { replayedMessage } from './stable-history.ts';

/** The part of LangChain's `ChatPromptTemplate` that is used. */
export interface ChatTemplate<Message extends object = object> {
  readonly promptMessages: readonly object[];
  // Only its type is used, for the kind of messages: the parts are formatted one by one.
  readonly formatMessages: (values: never) => Promise<readonly Message[]>;
}

export interface TemplatePromptOptions<Tools> {
  readonly id: string;
  readonly version: string;
  readonly tools?: Tools;
  /**
   * How often each variable of the template changes. Default: `turn`. A message is as stable as the least stable
   * variable in it, and a placeholder for messages is the history.
   */
  readonly variables?: Readonly<Record<string, Stability>>;
  /** Whether the last question is found word for word in the next call's history. Default: `false`. */
  readonly repeats?: boolean;
}

export interface TemplatePrompt<Tools, Message = object> {
  /** As `Prompt.plan`; a promise, since templates render asynchronously. */
  plan(values: Readonly<Record<string, unknown>>, target: PlanTarget): Promise<PromptPlan<Message, Tools>>;
}

/**
 * Makes a prompt of a LangChain `ChatPromptTemplate`, keeping its messages, with any markers that stand in them.
 * @throws InvalidOptionError when a more stable message stands behind a less stable one, or a message of the template
 *   can't be formatted.
 */
export function promptFromTemplate<Message extends object, Tools extends PromptTools | undefined = undefined>(
  template: ChatTemplate<Message>,
  options: TemplatePromptOptions<Tools>,
): TemplatePrompt<Tools, Message>;
export function promptFromTemplate(
  template: ChatTemplate,
  { id, version, tools, variables = {}, repeats = false }: TemplatePromptOptions<PromptTools | undefined>,
): object {
  const owner = `${id}@${version}`;
  const ordered = orderTools(owner, tools);
  const measure = textMeasurer(estimateTokens);
  const parts = template.promptMessages.map((part, index) => ({
    part,
    name: `message ${index + 1}`,
    stability: partStability(part, variables),
  }));
  parts.forEach(({ stability, name }, index) => {
    const before = parts[index - 1];
    if (before !== undefined && stabilityRank(stability) < stabilityRank(before.stability)) {
      throw new InvalidOptionError(
        'template',
        `the most stable messages first; ${name} (${stability}) stands after ${before.name} (${before.stability})`,
      );
    }
  });
  return {
    async plan(values: Readonly<Record<string, unknown>>, target: PlanTarget) {
      assertTarget(target);
      const formatted = await Promise.all(parts.map(({ part }) => formatPart(part, values)));
      const messages = parts.flatMap(({ name, stability }, index): readonly DraftMessage[] =>
        (formatted[index] ?? []).map((message) => ({
          source: 'user',
          message: replayedMessage(owner, message),
          segment: name,
          stability,
          repeats: stability !== 'turn' || repeats,
        })),
      );
      const counted = target.countTokens === undefined ? measure : textMeasurer(target.countTokens);
      return makePlan({ id, version, draft: draftPrompt(ordered, messages, counted), tools }, target);
    },
  };
}

function partStability(part: object, variables: Readonly<Record<string, Stability>>): Stability {
  if ('variableName' in part) return 'history';
  const names: unknown = 'inputVariables' in part ? part.inputVariables : [];
  const used = Array.isArray(names) ? names.map((name): Stability => variables[String(name)] ?? 'turn') : [];
  const least = used.toSorted((left, right) => stabilityRank(right) - stabilityRank(left))[0];
  // An example message in the template that isn't the system's comes after it, and is as fixed.
  return least ?? 'static';
}

async function formatPart(
  part: object,
  values: Readonly<Record<string, unknown>>,
): Promise<readonly object[]> {
  if (!('formatMessages' in part) || typeof part.formatMessages !== 'function') return [part];
  const messages: unknown = await part.formatMessages(values);
  if (Array.isArray(messages) && messages.every(isRecord)) return messages;
  throw new InvalidOptionError('template', 'parts that format to messages');
}

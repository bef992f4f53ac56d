import { InvalidOptionError } from '../../errors.ts';
import type { PromptTools } from '../draft/described-tool.ts';
import { type DraftMessage, draftPrompt } from '../draft/prompt-draft.ts';
import { readMessage } from '../draft/read-message.ts';
import { type Stability, stabilityRank } from '../draft/stability.ts';
import { assertTarget, makePlan } from '../plan/make-plan.ts';
import type { PlanTarget, PromptPlan } from '../plan/prompt-plan.ts';
import { isRecord } from '../text/json.ts';
import { estimateTokens, textMeasurer } from '../text/measured-text.ts';
import { orderTools } from './ordered-tools.ts';
import { replayedMessage } from './replayed-message.ts';

/** The part of LangChain's `ChatPromptTemplate` that is used. */
export interface ChatTemplate<Message extends object = object> {
  readonly promptMessages: readonly object[];
  // Only its type is used, for the kind of messages: the parts are formatted one by one.
  readonly formatMessages: (values: never) => Promise<readonly Message[]>;
  /** What `.partial()` has filled in: texts, or functions that give one. */
  readonly partialVariables?: Readonly<Record<string, unknown>> | undefined;
}

export interface TemplatePromptOptions<Tools> {
  readonly id: string;
  readonly version: string;
  readonly tools?: Tools;
  /**
   * How often each variable of the template changes. Default: `turn`; `static` for a text that `.partial()` filled in,
   * and `history` for a placeholder of messages. A message is as stable as the least stable variable in it. A
   * placeholder behind the turn is the turn's tool loop (`agent_scratchpad`): all ahead of it repeats from step to step.
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
  const parts = templateParts(template, variables);
  return {
    async plan(values: Readonly<Record<string, unknown>>, target: PlanTarget) {
      assertTarget(target);
      const filled = await withPartials(template, values);
      parts.forEach((part) => {
        assertFilled(part, filled);
      });
      const formatted = await Promise.all(parts.map(({ part }) => formatPart(part, filled)));
      const counted = target.countTokens === undefined ? measure : textMeasurer(target.countTokens);
      // As in `definePrompt`: a history is replayed for those who share all ahead of it.
      const ahead = parts.flatMap(({ stability }, index) =>
        stabilityRank(stability) < stabilityRank('history')
          ? (formatted[index] ?? []).flatMap((message) =>
              readMessage(message).blocks.map(({ text }) => counted(text).digest),
            )
          : [],
      );
      const sharers = [owner, ...ahead].join('\n');
      const messages = parts.flatMap(({ name, stability, loops }, index): readonly DraftMessage[] =>
        (formatted[index] ?? []).map((message) => ({
          source: 'user',
          message: replayedMessage(sharers, message),
          segment: name,
          stability,
          repeats: stability !== 'turn' || repeats || loops,
        })),
      );
      return makePlan({ id, version, draft: draftPrompt(ordered, messages, counted), tools }, target);
    },
  };
}

interface TemplatePart {
  readonly part: object;
  readonly name: string;
  readonly stability: Stability;
  /** Whether a tool loop of the turn stands in it or behind it. */
  readonly loops: boolean;
}

function templateParts(
  template: ChatTemplate,
  variables: Readonly<Record<string, Stability>>,
): readonly TemplatePart[] {
  const known = { ...fixedPartials(template), ...variables };
  const stabilities = template.promptMessages.map((part) => partStability(part, known));
  const turn = stabilities.indexOf('turn');
  const isLoop = (index: number) =>
    turn >= 0 &&
    index > turn &&
    isPlaceholder(template.promptMessages[index]) &&
    stabilities[index] === 'history';
  const lastLoop = stabilities.findLastIndex((_stability, index) => isLoop(index));
  const parts = template.promptMessages.map((part, index) => ({
    part,
    name: `message ${index + 1}`,
    stability: isLoop(index) ? ('turn' as const) : (stabilities[index] ?? 'turn'),
    loops: index <= lastLoop,
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
  return parts;
}

function fixedPartials({ partialVariables = {} }: ChatTemplate): Readonly<Record<string, Stability>> {
  return Object.fromEntries(
    Object.entries(partialVariables).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, 'static' as const]] : [],
    ),
  );
}

function isPlaceholder(part: object | undefined): part is { readonly variableName: unknown } {
  return part !== undefined && 'variableName' in part;
}

function partStability(part: object, variables: Readonly<Record<string, Stability>>): Stability {
  if (isPlaceholder(part)) return variables[String(part.variableName)] ?? 'history';
  const used = inputNames(part).map((name): Stability => variables[name] ?? 'turn');
  const least = used.toSorted((left, right) => stabilityRank(right) - stabilityRank(left))[0];
  // An example message in the template that isn't the system's comes after it, and is as fixed.
  return least ?? 'static';
}

function inputNames(part: object): readonly string[] {
  const names: unknown = 'inputVariables' in part ? part.inputVariables : [];
  return Array.isArray(names) ? names.map(String) : [];
}

/** The values with what `.partial()` filled in; a value that is given goes first, as in LangChain. */
async function withPartials(
  { partialVariables = {} }: ChatTemplate,
  values: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(partialVariables))
    filled[name] = typeof value === 'function' ? await value() : value;
  return { ...filled, ...values };
}

function assertFilled({ part, name }: TemplatePart, values: Readonly<Record<string, unknown>>): void {
  const isOptional = 'optional' in part && part.optional === true;
  const needed = isPlaceholder(part) ? (isOptional ? [] : [String(part.variableName)]) : inputNames(part);
  const missing = needed.find((variable) => values[variable] === undefined);
  if (missing !== undefined)
    throw new InvalidOptionError(`values.${missing}`, `given: ${name} of the template needs it`);
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

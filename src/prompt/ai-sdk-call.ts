import { markOptions } from './cache-marks.ts';
import type { MarkerStyle } from './cache-rules.ts';
import type { PlacedMark } from './choose-marks.ts';
import { isRecord } from './json.ts';
import { mergeOptions } from './merge-options.ts';
import type { DraftMessage, PromptDraft } from './prompt-draft.ts';
import { optionsOut, type SystemMessage, type TurnMessage } from './prompt-plan.ts';
import { type OrderedTool, withField } from './prompt-tools.ts';

/** The messages for the AI SDK, with our markers on them. */
export function aiSdkMessages(
  { messages }: PromptDraft,
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
): { readonly system: SystemMessage[]; readonly others: object[] } {
  const system: SystemMessage[] = [];
  const others: object[] = [];
  messages.forEach((message, index) => {
    const marked = (block: number) => optionsAt(style, marks, index, block);
    if (message.source === 'user') others.push(markedMessage(message.message, marked));
    else if (message.role === 'system') {
      message.parts.forEach(({ text }, block) => {
        system.push({ role: 'system', content: text, ...marked(block) });
      });
    } else others.push(turnMessage(message, marked));
  });
  return { system, others };
}

/** The tools with our markers on them; the user's tool objects are not changed. */
export function aiSdkTools(
  tools: readonly OrderedTool[],
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
): readonly OrderedTool[] {
  return tools.map((tool, index) => {
    const mark = marks.find(({ at, from }) => from === 'plan' && at.kind === 'tool' && at.tool === index);
    if (mark === undefined || style === undefined) return tool;
    return { ...tool, tool: withOptions(tool.tool, { providerOptions: markOptions(style, mark.lifetime) }) };
  });
}

type Marked = { providerOptions?: ReturnType<typeof optionsOut> };

function optionsAt(
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
  message: number,
  block: number,
): Marked {
  const mark = marks.find(
    ({ at, from }) =>
      from === 'plan' && at.kind === 'message' && at.message === message && at.block === block,
  );
  return mark === undefined || style === undefined
    ? {}
    : { providerOptions: optionsOut(markOptions(style, mark.lifetime)) };
}

function turnMessage(
  message: Extract<DraftMessage, { source: 'segments' }>,
  marked: (block: number) => Marked,
): TurnMessage {
  return {
    role: 'user',
    content: message.parts.map(({ text }, block) => ({ type: 'text', text, ...marked(block) })),
  };
}

/** A message of the user's with markers on its parts, or itself when it has none of ours. */
function markedMessage(message: object, marked: (block: number) => Marked): object {
  const content: unknown = 'content' in message ? message.content : undefined;
  if (Array.isArray(content)) {
    const parts = content.map((part: unknown, block) =>
      isRecord(part) ? withOptions(part, marked(block)) : part,
    );
    return parts.some((part, index) => part !== content[index]) ? { ...message, content: parts } : message;
  }
  const own = marked(0);
  if (own.providerOptions === undefined) return message;
  if ('role' in message && message.role === 'system') return withOptions(message, own);
  // A part, since a marker on a whole message is ignored by some converters.
  return { ...message, content: [{ type: 'text', text: content, ...own }] };
}

function withOptions(
  target: object,
  { providerOptions }: { readonly providerOptions?: Readonly<Record<string, unknown>> },
): object {
  if (providerOptions === undefined) return target;
  const own: unknown = 'providerOptions' in target ? target.providerOptions : undefined;
  return withField(target, 'providerOptions', mergeOptions(isRecord(own) ? own : undefined, providerOptions));
}

import type { DescribedTool } from '../draft/described-tool.ts';
import type { DraftMessage, PromptDraft } from '../draft/prompt-draft.ts';
import type { MarkCarrier } from '../provider-rules/adapter-reads.ts';
import type { MarkerStyle } from '../provider-rules/cache-rules.ts';
import { markOptions, withoutPlannedMark } from '../provider-rules/marker-syntax.ts';
import { mergeOptions, type ProviderOptionsOut } from '../provider-rules/provider-options.ts';
import { isRecord } from '../text/json.ts';
import { withField } from '../text/with-field.ts';
import { type MarkWriting, markedTools, markOnBlock } from './placed-marks.ts';

export interface SystemMessage {
  role: 'system';
  content: string;
  providerOptions?: ProviderOptionsOut;
}

export interface TurnMessage {
  role: 'user';
  content: { type: 'text'; text: string; providerOptions?: ProviderOptionsOut }[];
  providerOptions?: ProviderOptionsOut;
}

/** Markers of ours for the AI SDK. */
export interface AiSdkMarks extends MarkWriting {
  /** Whether the middleware may move them. */
  readonly isPlanned: boolean;
}

/** A marker on a message or a part. */
interface OptionMark {
  readonly carriers: readonly MarkCarrier[];
  readonly providerOptions: ProviderOptionsOut;
}

/** The messages for the AI SDK, with our markers on them. */
export function aiSdkMessages(
  draft: PromptDraft,
  writing: AiSdkMarks,
): { readonly system: SystemMessage[]; readonly others: object[] } {
  const system: SystemMessage[] = [];
  const others: object[] = [];
  draft.messages.forEach((message, index) => {
    const markAt = (block: number): OptionMark | undefined => {
      const mark = markOnBlock(draft, writing, 'ai-sdk', index, block);
      return (
        mark && {
          carriers: mark.carriers,
          providerOptions: markOptions(mark.style, mark.lifetime, writing.isPlanned),
        }
      );
    };
    if (message.source === 'user') others.push(markedMessage(message.message, markAt));
    else if (message.role === 'system') {
      message.parts.forEach(({ text }, block) => {
        const mark = markAt(block);
        system.push({
          role: 'system',
          content: text,
          ...(mark && { providerOptions: mark.providerOptions }),
        });
      });
    } else others.push(...turnMessages(message, markAt));
  });
  return { system, others };
}

/** The tools with our markers on them; the user's tool objects are not changed. */
export function aiSdkTools(tools: readonly DescribedTool[], writing: AiSdkMarks): readonly DescribedTool[] {
  return markedTools(tools, writing, (tool, { style, lifetime }) =>
    withOptions(tool, markOptions(style, lifetime, writing.isPlanned)),
  );
}

/** A message or tool without the markers that a plan left on it; the same object when it has none. */
export function withoutPlannedMarks(style: MarkerStyle, carrier: object): object {
  const bare = withoutPlannedMark(style, carrier);
  const parts: unknown = 'content' in bare ? bare.content : undefined;
  if (!Array.isArray(parts)) return bare;
  const bareParts = parts.map((part: unknown) => (isRecord(part) ? barePart(style, part) : part));
  return bareParts.some((part, index) => part !== parts[index]) ? { ...bare, content: bareParts } : bare;
}

function barePart(style: MarkerStyle, part: object): object {
  const bare = withoutPlannedMark(style, part);
  return withItems(bare, (item) => withoutPlannedMark(style, item));
}

/** One message; where markers are read at the end of messages only, a new one begins behind each marker. */
function turnMessages(
  { parts }: Extract<DraftMessage, { source: 'segments' }>,
  markAt: (block: number) => OptionMark | undefined,
): readonly TurnMessage[] {
  const messages: TurnMessage[] = [];
  let content: TurnMessage['content'] = [];
  const close = (providerOptions?: ProviderOptionsOut) => {
    if (content.length > 0)
      messages.push({ role: 'user', content, ...(providerOptions && { providerOptions }) });
    content = [];
  };
  parts.forEach(({ text }, block) => {
    const mark = markAt(block);
    const isForMessage = mark?.carriers.includes('message') === true;
    content.push({
      type: 'text',
      text,
      ...(mark && !isForMessage && { providerOptions: mark.providerOptions }),
    });
    if (isForMessage) close(mark.providerOptions);
  });
  close();
  return messages;
}

/** A message of the user's with our markers, or itself when it has none. */
function markedMessage(message: object, markAt: (block: number) => OptionMark | undefined): object {
  const content: unknown = 'content' in message ? message.content : undefined;
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  let marked = message;
  parts.forEach((part, block) => {
    const mark = markAt(block);
    if (mark === undefined) return;
    const { carriers, providerOptions } = mark;
    if (carriers.includes('message') || ('role' in message && message.role === 'system'))
      marked = withOptions(marked, providerOptions);
    let markedPart: object = isRecord(part) ? part : { type: 'text', text: part };
    if (carriers.includes('part')) markedPart = withOptions(markedPart, providerOptions);
    if (carriers.includes('item')) {
      markedPart = withItems(markedPart, (item, isLast) =>
        isLast ? withOptions(item, providerOptions) : item,
      );
    }
    if (carriers.includes('part') || carriers.includes('item')) marked = withPart(marked, block, markedPart);
  });
  return marked;
}

function withPart(message: object, block: number, part: object): object {
  const content: unknown = 'content' in message ? message.content : undefined;
  return { ...message, content: Array.isArray(content) ? content.with(block, part) : [part] };
}

/** A tool result with the items of its list mapped; any other part as it is. */
function withItems(part: object, map: (item: object, isLast: boolean) => object): object {
  const output: unknown = 'output' in part ? part.output : undefined;
  if (!isRecord(output) || output.type !== 'content' || !Array.isArray(output.value)) return part;
  const items: readonly unknown[] = output.value;
  const mapped = items.map((item, index) => (isRecord(item) ? map(item, index === items.length - 1) : item));
  if (mapped.every((item, index) => item === items[index])) return part;
  return { ...part, output: { ...output, value: mapped } };
}

function withOptions(target: object, providerOptions: Readonly<Record<string, unknown>>): object {
  const own: unknown = 'providerOptions' in target ? target.providerOptions : undefined;
  return withField(target, 'providerOptions', mergeOptions(isRecord(own) ? own : undefined, providerOptions));
}

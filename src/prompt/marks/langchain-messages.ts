import type { DescribedTool } from '../draft/described-tool.ts';
import type { DraftMessage, PromptDraft } from '../draft/prompt-draft.ts';
import { markFields } from '../provider-rules/marker-syntax.ts';
import {
  type JsonObjectOut,
  type JsonOut,
  jsonOut,
  mergeOptions,
  type ProviderOptions,
} from '../provider-rules/provider-options.ts';
import { isRecord, type JsonValue } from '../text/json.ts';
import { withField } from '../text/with-field.ts';
import { type MarkWriting, markedTools, markOnBlock, type WrittenMark } from './placed-marks.ts';

/** A block with the fields that mark it, or with what stands behind it. */
interface BlockMark {
  /** The block's type, where the marker asks for one of its own. */
  readonly type?: 'input_text';
  readonly fields: JsonObjectOut;
  readonly behind?: JsonObjectOut;
}

const unmarked: BlockMark = { fields: {} };

/**
 * The messages for LangChain. All leading system text goes into one message, since some of its integrations take no
 * second: as blocks where the provider takes markers, else as one text.
 */
export function langChainMessages(draft: PromptDraft, writing: MarkWriting): object[] {
  const { messages, roles } = draft;
  const marksOf = (message: number) => (block: number) =>
    blockMark(markOnBlock(draft, writing, 'langchain', message, block));
  const firstOther = roles.findIndex((role) => role !== 'system');
  const leading = firstOther < 0 ? messages : messages.slice(0, firstOther);
  const blocks = leading.flatMap((message, index) => systemBlocks(message, marksOf(index)));
  const system: object[] = [];
  if (blocks.length > 0) {
    const hasFields = blocks.some((block) => Object.keys(block).length > 2);
    system.push({
      role: 'system',
      content: writing.adapter !== undefined || hasFields ? blocks : blocks.map(textOf).join('\n\n'),
    });
  }
  const others = messages.slice(leading.length).map((message, index) => {
    const markAt = marksOf(index + leading.length);
    if (message.source === 'user') return markedMessage(message.message, markAt);
    const parts = message.parts.flatMap(({ text }, block) =>
      markedBlock({ type: 'text', text }, markAt(block)),
    );
    const [only] = parts;
    return {
      role: message.role,
      content:
        parts.length === 1 && only !== undefined && Object.keys(only).length === 2 ? textOf(only) : parts,
    };
  });
  return [...system, ...others];
}

/** The tools with our markers: in `extras` for LangChain's, on the tool itself for a provider's format. */
export function langChainTools(
  tools: readonly DescribedTool[],
  writing: MarkWriting,
): readonly DescribedTool[] {
  return markedTools(tools, writing, (tool, { style, lifetime }) => {
    const fields = markFields(style, lifetime);
    if ('input_schema' in tool) return { ...tool, ...fields };
    const extras: unknown = 'extras' in tool ? tool.extras : undefined;
    return withField(tool, 'extras', mergeOptions(isRecord(extras) ? extras : undefined, fields));
  });
}

/** The AI SDK's options by the names of LangChain's call options. */
export function langChainOptions(providerOptions: ProviderOptions): Record<string, JsonOut> {
  const options: Record<string, JsonOut> = {};
  const { openai, anthropic } = providerOptions;
  for (const name of ['promptCacheKey', 'promptCacheRetention'] as const) {
    const value = openai?.[name];
    if (value !== undefined) options[name] = jsonOut(value);
  }
  const cacheOptions = openai?.promptCacheOptions;
  if (cacheOptions !== undefined) options.promptCacheOptions = snakeCased(cacheOptions);
  const cacheControl = anthropic?.cacheControl;
  if (cacheControl !== undefined) options.cache_control = jsonOut(cacheControl);
  return options;
}

/** LangChain hands the inner names on as they are, so they must be the wire's. */
function snakeCased(value: JsonValue): JsonOut {
  const out = jsonOut(value);
  if (out === null || typeof out !== 'object' || Array.isArray(out)) return out;
  return Object.fromEntries(
    Object.entries(out).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inner,
    ]),
  );
}

function blockMark(mark: WrittenMark | undefined): BlockMark {
  if (mark === undefined) return unmarked;
  const fields = markFields(mark.style, mark.lifetime);
  switch (mark.carriers[0]) {
    case 'block':
      return { fields };
    case 'input-text':
      return { type: 'input_text', fields };
    case 'cache-point':
      return { fields: {}, behind: fields };
    default:
      return unmarked;
  }
}

/** The block with its marker, and what has to stand behind it. */
function markedBlock(
  block: Readonly<Record<string, unknown>>,
  { type, fields, behind }: BlockMark,
): object[] {
  const marked =
    Object.keys(fields).length === 0 ? block : { ...mergeOptions(block, fields), ...(type && { type }) };
  return behind === undefined ? [marked] : [marked, behind];
}

function systemBlocks(message: DraftMessage, markAt: (block: number) => BlockMark): readonly object[] {
  if (message.source === 'segments') {
    return message.parts.flatMap(({ text }, block) => markedBlock({ type: 'text', text }, markAt(block)));
  }
  const content: unknown = 'content' in message.message ? message.message.content : '';
  // What is neither a list nor a text says nothing; an object without a prototype has no text at all.
  const parts: readonly unknown[] = Array.isArray(content)
    ? content
    : [{ type: 'text', text: typeof content === 'string' ? content : '' }];
  return parts.flatMap((part, block) => (isRecord(part) ? markedBlock(part, markAt(block)) : []));
}

function textOf(block: object): string {
  return 'text' in block && typeof block.text === 'string' ? block.text : '';
}

/** The user's message with markers on its blocks; an instance stays one of its class. */
function markedMessage(message: object, markAt: (block: number) => BlockMark): object {
  const content: unknown = 'content' in message ? message.content : undefined;
  const isList = Array.isArray(content);
  const parts: readonly unknown[] = isList ? content : [content];
  if (parts.every((_part, block) => markAt(block) === unmarked)) return message;
  if (!isList && typeof content !== 'string') return message;
  const marked = parts.flatMap((part, block) => {
    if (!isList) return markedBlock({ type: 'text', text: part }, markAt(block));
    return isRecord(part) ? markedBlock(part, markAt(block)) : [part];
  });
  return withField(message, 'content', marked);
}

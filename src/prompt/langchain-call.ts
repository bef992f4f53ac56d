import { markFields } from './cache-marks.ts';
import type { MarkerStyle } from './cache-rules.ts';
import type { PlacedMark } from './choose-marks.ts';
import { isRecord, type JsonObject, type JsonValue } from './json.ts';
import { mergeOptions } from './merge-options.ts';
import type { DraftMessage, PromptDraft } from './prompt-draft.ts';
import {
  type JsonOut,
  jsonOut,
  type LangChainMessage,
  objectOut,
  type ProviderOptions,
} from './prompt-plan.ts';
import { type OrderedTool, withField } from './prompt-tools.ts';

type TextBlock = { type: 'text'; text: string } & Record<string, JsonOut>;

/**
 * The messages for LangChain. All leading system text goes into one message, since some of its integrations take no
 * second: as blocks where the provider takes markers, else as one text.
 */
export function langChainMessages(
  { messages, roles }: PromptDraft,
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
): object[] {
  const fieldsAt = (message: number) => (block: number) => fieldsOf(style, marks, message, block);
  const firstOther = roles.findIndex((role) => role !== 'system');
  const leading = firstOther < 0 ? messages : messages.slice(0, firstOther);
  const blocks = leading.flatMap((message, index) => systemBlocks(message, fieldsAt(index)));
  const system: LangChainMessage[] = [];
  if (blocks.length > 0) {
    const hasFields = blocks.some((block) => Object.keys(block).length > 2);
    system.push({
      role: 'system',
      content: style !== undefined || hasFields ? blocks : blocks.map(({ text }) => text).join('\n\n'),
    });
  }
  const others = messages.slice(leading.length).map((message, index) => {
    const fields = fieldsAt(index + leading.length);
    if (message.source === 'user') return markedMessage(message.message, fields);
    const parts = message.parts.map(
      ({ text }, block): TextBlock => ({ type: 'text', text, ...objectOut(fields(block)) }),
    );
    const [only] = parts;
    return {
      role: message.role,
      content: parts.length === 1 && only !== undefined && Object.keys(only).length === 2 ? only.text : parts,
    };
  });
  return [...system, ...others];
}

/** The tools with our markers: in `extras` for LangChain's, on the tool itself for a provider's format. */
export function langChainTools(
  tools: readonly OrderedTool[],
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
): readonly OrderedTool[] {
  return tools.map((ordered, index) => {
    const mark = marks.find(({ at, from }) => from === 'plan' && at.kind === 'tool' && at.tool === index);
    if (mark === undefined || style === undefined) return ordered;
    const { tool } = ordered;
    const fields = markFields(style, mark.lifetime);
    if ('input_schema' in tool) return { ...ordered, tool: { ...tool, ...fields } };
    const extras: unknown = 'extras' in tool ? tool.extras : undefined;
    return {
      ...ordered,
      tool: withField(tool, 'extras', mergeOptions(isRecord(extras) ? extras : undefined, fields)),
    };
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

function fieldsOf(
  style: MarkerStyle | undefined,
  marks: readonly PlacedMark[],
  message: number,
  block: number,
): JsonObject {
  const mark = marks.find(
    ({ at, from }) =>
      from === 'plan' && at.kind === 'message' && at.message === message && at.block === block,
  );
  return mark === undefined || style === undefined ? {} : markFields(style, mark.lifetime);
}

function systemBlocks(message: DraftMessage, fields: (block: number) => JsonObject): readonly TextBlock[] {
  if (message.source === 'segments') {
    return message.parts.map(({ text }, block) => ({ type: 'text', text, ...objectOut(fields(block)) }));
  }
  const content: unknown = 'content' in message.message ? message.message.content : '';
  const parts: readonly unknown[] = Array.isArray(content)
    ? content
    : [{ type: 'text', text: String(content) }];
  return parts.flatMap((part, block): TextBlock[] =>
    isRecord(part) && typeof part.text === 'string'
      ? [{ ...jsonFields(part), type: 'text', text: part.text, ...objectOut(fields(block)) }]
      : [],
  );
}

function jsonFields(part: Readonly<Record<string, unknown>>): Record<string, JsonOut> {
  const plain: Record<string, JsonOut> = JSON.parse(JSON.stringify(part));
  return plain;
}

/** The user's message with markers on its blocks; an instance stays one of its class. */
function markedMessage(message: object, fields: (block: number) => JsonObject): object {
  const content: unknown = 'content' in message ? message.content : undefined;
  if (!Array.isArray(content)) {
    const own = fields(0);
    if (Object.keys(own).length === 0 || typeof content !== 'string') return message;
    return withField(message, 'content', [{ type: 'text', text: content, ...own }]);
  }
  const parts = content.map((part: unknown, block) =>
    isRecord(part) ? mergeOptions(part, fields(block)) : part,
  );
  const changed = content.some((_part, block) => Object.keys(fields(block)).length > 0);
  return changed ? withField(message, 'content', parts) : message;
}

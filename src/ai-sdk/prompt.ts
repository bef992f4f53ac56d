import {
  CallOrdinals,
  type ConversationMessage,
  type ConversationPart,
  type FileData,
  fileBytes,
} from '../request/conversation.ts';
import { answerOptions, type OptionsPlace } from '../request/provider-options.ts';
import { WalkLimits } from '../request/walk-limits.ts';
import { withoutUndefined } from '../request/without-undefined.ts';
import { isNativeRecord, type NativeMessage, type NativeRecord } from './native-model.ts';

/** A prompt of any version in neutral terms. */
export function neutralPrompt(prompt: readonly NativeMessage[]): readonly ConversationMessage[] {
  const calls = new CallOrdinals();
  const limits = new WalkLimits();
  limits.values(prompt.length);
  return prompt.map((message) => {
    const { role, content, providerOptions, ...more } = message;
    if (typeof content !== 'string') limits.values(content.length);
    const place = role === 'assistant' || role === 'tool' ? 'answer' : 'input';
    const options = neutralOptions(providerOptions, place);
    const parts =
      typeof content === 'string'
        ? [{ type: 'text', text: content } as const]
        : content.map((part) => neutralPart(part, calls, place)).filter((part) => !saysNothing(part, place));
    return { role, parts, ...(options === undefined ? {} : { options }), ...unknownFields(more) };
  });
}

/** Provider options without what no answer depends on. */
export function neutralOptions(options: unknown, place: OptionsPlace): unknown {
  return options === undefined ? undefined : answerOptions(withoutUndefined(options), place);
}

// Reasoning that the provider keeps to itself is an id and no text: live it stands in the history, behind a hit it
// doesn't.
function saysNothing(part: ConversationPart, place: OptionsPlace): boolean {
  if (place !== 'answer' || part.type !== 'other' || !isNativeRecord(part.value)) return false;
  const { type, text, ...more } = part.value;
  return type === 'reasoning' && text === '' && Object.keys(more).length === 0;
}

/** What a message or a part says beside what is known of its kind: it counts, whatever it means. */
function unknownFields(fields: object): { readonly more?: unknown } {
  const said = withoutUndefined(fields);
  return isNativeRecord(said) && Object.keys(said).length > 0 ? { more: said } : {};
}

function neutralPart(native: object, calls: CallOrdinals, place: OptionsPlace): ConversationPart {
  if (!isNativeRecord(native)) return { type: 'other', value: native };
  const { providerOptions, ...part } = native;
  const cleaned = neutralOptions(providerOptions, place);
  const options = cleaned === undefined ? {} : { options: cleaned };
  if (part.type === 'text' && typeof part.text === 'string') {
    const { type: _, text, ...more } = part;
    return { type: 'text', text: part.text, ...options, ...unknownFields(more) };
  }
  if (part.type === 'file' && typeof part.mediaType === 'string') {
    const { type: _, mediaType, data, filename, ...more } = part;
    return {
      type: 'file',
      mediaType: part.mediaType,
      data: fileData(data),
      ...(filename === undefined ? {} : { filename }),
      ...options,
      ...unknownFields(more),
    };
  }
  if ((part.type === 'tool-call' || part.type === 'tool-result') && typeof part.toolName === 'string') {
    const { type, toolCallId, toolName: name, input, output, ...more } = part;
    const told = { call: calls.of(toolCallId), name: part.toolName, ...options, ...unknownFields(more) };
    return type === 'tool-call'
      ? { type: 'tool-call', input: withoutUndefined(input), ...told, ...unknownFields({ ...more, output }) }
      : {
          type: 'tool-result',
          output: withoutUndefined(output),
          ...told,
          ...unknownFields({ ...more, input }),
        };
  }
  const { toolCallId } = part;
  const call = toolCallId === undefined ? {} : { toolCallId: calls.of(toolCallId) };
  return { type: 'other', value: { ...asRecord(withoutUndefined(part)), ...call, ...options } };
}

// v2 and v3 give the data itself, v4 tells its kind.
function fileData(data: unknown): FileData {
  if (typeof data === 'string' || data instanceof Uint8Array) return fileBytes(data);
  if (data instanceof URL) return { url: data.href };
  if (!isNativeRecord(data)) return { other: data };
  const { type, data: bytes, url, ...more } = data;
  if (Object.values(more).some((value) => value !== undefined)) return { other: withoutUndefined(data) };
  if (type === 'url' && bytes === undefined && (typeof url === 'string' || url instanceof URL))
    return { url: typeof url === 'string' ? url : url.href };
  if (type === 'data' && url === undefined && (typeof bytes === 'string' || bytes instanceof Uint8Array))
    return fileBytes(bytes);
  return { other: withoutUndefined(data) };
}

function asRecord(value: unknown): NativeRecord {
  return isNativeRecord(value) ? value : {};
}

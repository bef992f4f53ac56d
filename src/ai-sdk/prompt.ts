import { CallOrdinals } from '../request/call-ordinals.ts';
import {
  type ConversationMessage,
  type ConversationPart,
  type FileData,
  fileBytes,
} from '../request/conversation.ts';
import { answerOptions, type ProviderOptions } from '../request/provider-options.ts';
import { withoutUndefined } from '../request/without-undefined.ts';
import { isNativeRecord, type NativeMessage, type NativeRecord } from './native-model.ts';

/** A prompt of any version in neutral terms. */
export function neutralPrompt(prompt: readonly NativeMessage[]): readonly ConversationMessage[] {
  const calls = new CallOrdinals();
  return prompt.map((message) => {
    const options = neutralOptions(message.providerOptions);
    const parts =
      typeof message.content === 'string'
        ? [{ type: 'text', text: message.content } as const]
        : message.content.map((part) => neutralPart(part, calls));
    return { role: message.role, parts, ...(options === undefined ? {} : { options }) };
  });
}

/** Provider options without what no answer depends on. */
export function neutralOptions(options: unknown): ProviderOptions | undefined {
  const clean = withoutUndefined(options);
  return isProviderOptions(clean) ? answerOptions(clean) : undefined;
}

function neutralPart(native: object, calls: CallOrdinals): ConversationPart {
  if (!isNativeRecord(native)) return { type: 'other', value: native };
  const { providerOptions, ...part } = native;
  const cleaned = neutralOptions(providerOptions);
  const options = cleaned === undefined ? {} : { options: cleaned };
  const { type, text, mediaType, filename, toolCallId, toolName, input, output } = part;
  if (type === 'text' && typeof text === 'string') return { type, text, ...options };
  if (type === 'file' && typeof mediaType === 'string') {
    return {
      type,
      mediaType,
      data: fileData(part.data),
      ...(typeof filename === 'string' ? { filename } : {}),
      ...options,
    };
  }
  if (type === 'tool-call' && typeof toolName === 'string') {
    return { type, call: calls.of(toolCallId), name: toolName, input: withoutUndefined(input), ...options };
  }
  if (type === 'tool-result' && typeof toolName === 'string') {
    return { type, call: calls.of(toolCallId), name: toolName, output: withoutUndefined(output), ...options };
  }
  const call = toolCallId === undefined ? {} : { toolCallId: calls.of(toolCallId) };
  return { type: 'other', value: { ...asRecord(withoutUndefined(part)), ...call, ...options } };
}

// v2 and v3 give the data itself, v4 tells its kind.
function fileData(data: unknown): FileData {
  if (typeof data === 'string') return fileBytes(data);
  if (data instanceof URL) return { url: data.href };
  if (data instanceof Uint8Array) return fileBytes(data);
  if (isNativeRecord(data) && (data.type === 'data' || data.type === 'url'))
    return fileData(data.data ?? data.url);
  return { other: data };
}

function asRecord(value: unknown): NativeRecord {
  return isNativeRecord(value) ? value : {};
}

function isProviderOptions(value: unknown): value is ProviderOptions {
  return isNativeRecord(value) && Object.values(value).every(isNativeRecord);
}

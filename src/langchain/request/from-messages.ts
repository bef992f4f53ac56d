import type { BaseMessage } from '@langchain/core/messages';
import type { ConversationMessage, ConversationPart } from '../../request/conversation.ts';
import { CallOrdinals } from '../../request/conversation.ts';
import { withoutUndefined } from '../../request/without-undefined.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { isProviderItem } from './provider-items.ts';

/** Messages in neutral terms. Ids of messages and calls are not part of it: they are new in every run. */
export function fromMessages(messages: readonly BaseMessage[]): readonly ConversationMessage[] {
  const calls = new CallOrdinals();
  return messages.map((message) => neutralMessage(message, calls));
}

const roles: Readonly<Record<string, ConversationMessage['role']>> = {
  system: 'system',
  human: 'user',
  ai: 'assistant',
  tool: 'tool',
};

function neutralMessage(message: BaseMessage, calls: CallOrdinals): ConversationMessage {
  const options = messageOptions(message);
  const more = unknownFields(message);
  const told = { ...(options === undefined ? {} : { options }), ...(more === undefined ? {} : { more }) };
  const role = roles[message.type];
  if (role === undefined) {
    // A role of the user's own, a function's result of old, a removal: the whole message counts, as it is.
    const value = { type: message.type, role: Reflect.get(message, 'role'), content: message.content };
    return { role: 'user', parts: [{ type: 'other', value: withoutUndefined(value) }], ...told };
  }
  if (role === 'tool') return { role, parts: [toolResult(message, calls)], ...told };
  // A call of tools has no text, which is an empty text or an empty list, from one integration to the next.
  const silent = role === 'assistant' && message.content === '';
  const parts = silent ? [] : contentParts(message.content, calls, role === 'assistant');
  return { role, parts: role === 'assistant' ? [...parts, ...toolCalls(message, calls)] : parts, ...told };
}

function contentParts(content: unknown, calls: CallOrdinals, answered: boolean): readonly ConversationPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [{ type: 'other', value: content }];
  return content.map((block: unknown) => contentPart(block, calls, answered));
}

// Marks for the provider's prompt cache, as content blocks carry them.
const blockMarks: ReadonlySet<string> = new Set(['cache_control', 'cachePoint', 'prompt_cache_breakpoint']);
const callBlocks: ReadonlySet<unknown> = new Set(['tool_use', 'tool_call', 'function_call', 'functionCall']);

function contentPart(block: unknown, calls: CallOrdinals, answered: boolean): ConversationPart {
  if (!isRecord(block)) return { type: 'other', value: block };
  // `index` tells where a block of a streamed answer belongs; an answer that was not streamed has none.
  const known = Object.fromEntries(
    Object.entries(block).filter(
      ([name, value]) =>
        value !== undefined &&
        !blockMarks.has(name) &&
        !(answered && name === 'index' && typeof value === 'number'),
    ),
  );
  const { type, text, ...rest } = known;
  if (type === 'text' && typeof text === 'string') {
    const extra = Object.keys(rest).length === 0 ? {} : { options: { langchain: withoutUndefined(rest) } };
    return { type: 'text', text, ...extra };
  }
  if (callBlocks.has(type) && 'id' in known) {
    return { type: 'other', value: { ...asRecord(withoutUndefined(known)), id: calls.of(known.id) } };
  }
  return { type: 'other', value: withoutUndefined(known) };
}

function toolCalls(message: BaseMessage, calls: CallOrdinals): readonly ConversationPart[] {
  const list: unknown = Reflect.get(message, 'tool_calls');
  if (!Array.isArray(list)) return [];
  return list.map((call: unknown): ConversationPart => {
    if (!isRecord(call) || typeof call.name !== 'string')
      return { type: 'other', value: withoutUndefined(call) };
    const { id, name: _, args, type, ...rest } = call;
    const more = asRecord(withoutUndefined({ ...rest, ...(type === 'tool_call' ? {} : { type }) }));
    return {
      type: 'tool-call',
      call: calls.of(id),
      name: call.name,
      input: withoutUndefined(args),
      ...(Object.keys(more).length === 0 ? {} : { more }),
    };
  });
}

function toolResult(message: BaseMessage, calls: CallOrdinals): ConversationPart {
  const { content } = message;
  const failed = Reflect.get(message, 'status') === 'error';
  const output =
    typeof content === 'string'
      ? { type: failed ? 'error-text' : 'text', value: content }
      : { type: failed ? 'error-content' : 'content', value: withoutUndefined(content) };
  return {
    type: 'tool-result',
    call: calls.of(Reflect.get(message, 'tool_call_id')),
    name: message.name ?? '',
    output,
  };
}

// Repeats of what the message says elsewhere, and the envelope in which Anthropic sends a message.
const repeated: ReadonlySet<string> = new Set([
  '__raw_response',
  'id',
  'model',
  'parsed',
  'role',
  'stop_details',
  'stop_reason',
  'stop_sequence',
  'tool_calls',
  'type',
  'usage',
]);

/** What a message says beside its content, such as its author's name or an answer's reasoning. */
function messageOptions(message: BaseMessage): unknown {
  const said: Record<string, unknown> = {};
  // A tool's name is told with its result.
  if (message.name !== undefined && message.type !== 'tool') said.name = message.name;
  const more = Object.entries(asRecord(withoutUndefined(message.additional_kwargs))).filter(
    ([name, value]) => message.type !== 'ai' || !saysNothing(message, name, value),
  );
  if (more.length > 0) said.additional_kwargs = Object.fromEntries(more);
  const invalid: unknown = Reflect.get(message, 'invalid_tool_calls');
  if (Array.isArray(invalid) && invalid.length > 0) {
    said.invalid_tool_calls = invalid.filter(isRecord).map(({ id: _, ...call }) => withoutUndefined(call));
  }
  // The standard form of content is sent to the provider in another way.
  if (message.response_metadata?.output_version === 'v1') said.output_version = 'v1';
  return Object.keys(said).length === 0 ? undefined : { langchain: said };
}

function saysNothing(message: BaseMessage, name: string, value: unknown): boolean {
  if (value === null || isProviderItem(name, value)) return true;
  // Where the message has no calls of its own, integrations send those of the provider's form.
  if (name === 'tool_calls')
    return hasMembers(message, 'tool_calls') || hasMembers(message, 'invalid_tool_calls');
  return repeated.has(name);
}

function hasMembers(message: BaseMessage, name: string): boolean {
  const list: unknown = Reflect.get(message, name);
  return Array.isArray(list) && list.length > 0;
}

// Fields of core's messages, as of `@langchain/core` 1.4: told elsewhere, or not sent (`artifact`, `id`, usage).
const knownFields: ReadonlySet<string> = new Set([
  'additional_kwargs',
  'artifact',
  'concat',
  'content',
  'example',
  'id',
  'invalid_tool_calls',
  'metadata',
  'name',
  'response_metadata',
  'role',
  'status',
  'tool_call_chunks',
  'tool_call_id',
  'tool_calls',
  'type',
  'usage_metadata',
]);

/** What a message has that core doesn't know: an integration may send it. */
function unknownFields(message: BaseMessage): unknown {
  const unknown = Object.entries(message).filter(
    ([name, value]) =>
      value !== undefined && !knownFields.has(name) && !name.startsWith('lc_') && typeof value !== 'function',
  );
  return unknown.length === 0 ? undefined : withoutUndefined(Object.fromEntries(unknown));
}

function asRecord(value: unknown): UnknownRecord {
  return isRecord(value) ? value : {};
}

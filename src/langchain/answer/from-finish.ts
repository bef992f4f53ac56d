import type { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import { OWN_NAMESPACE } from '../../request/provider-options.ts';
import { withoutUndefined } from '../../request/without-undefined.ts';
import type { FinishReason, ProviderMetadata } from '../../response/cached-response.ts';
import type { FinishDelta } from '../../response/response-delta.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { isProviderItem } from '../request/provider-items.ts';
import { type AnswerForm, LANGCHAIN } from './content-part.ts';
import { fromFinishReason } from './finish-reason.ts';
import { reasoningText } from './reasoning-text.ts';
import { neutralUsage } from './usage.ts';

// What a hit must not repeat: ids of items on the provider's side, and the transport's details.
const passing: ReadonlySet<string> = new Set([
  '__raw_response',
  'headers',
  'id',
  'output',
  'request_id',
  OWN_NAMESPACE,
]);

// What was billed: a hit has the same counts, all of them 0.
const billed: ReadonlySet<string> = new Set(['estimatedTokenUsage', 'tokenUsage', 'token_usage', 'usage']);

/** What an answer's metadata says of the model that gave it. */
export function modelIdOf(metadata: UnknownRecord): string | undefined {
  const { model_name: name, model, modelId } = metadata;
  return [name, model, modelId].find((id): id is string => typeof id === 'string' && id !== '');
}

/**
 * The end of an answer in neutral terms; nothing when it isn't known to have ended.
 * @param assumed the reason to take where the answer doesn't say.
 * @param form how the message was told.
 */
export function fromFinish(
  message: AIMessage | AIMessageChunk,
  metadata: UnknownRecord,
  assumed: FinishReason | undefined,
  form: AnswerForm,
): FinishDelta | undefined {
  const said = fromFinishReason(metadata) ?? fromFinishReason(message.additional_kwargs);
  const ended = said ?? (assumed === undefined ? undefined : { finishReason: assumed });
  if (ended === undefined) return undefined;
  const called = (message.tool_calls?.length ?? 0) > 0;
  // Some integrations say `stop` for an answer that calls tools.
  const finishReason = ended.finishReason === 'stop' && called ? 'tool-calls' : ended.finishReason;
  const broken = (message.invalid_tool_calls?.length ?? 0) > 0;
  return {
    type: 'finish',
    ...ended,
    finishReason: broken ? 'other' : finishReason,
    usage: neutralUsage(message.usage_metadata),
    providerMetadata: ownMetadata(message, metadata, form),
  };
}

function ownMetadata(
  message: AIMessage | AIMessageChunk,
  metadata: UnknownRecord,
  { content, leading = 0, trailing = 0 }: AnswerForm,
): ProviderMetadata {
  const response = Object.entries(metadata)
    .filter(([name]) => !passing.has(name))
    .map(([name, value]) => [name, billed.has(name) ? zeroed(value) : value] as const);
  const more = additional(message.additional_kwargs);
  return {
    [LANGCHAIN]: {
      ...(content === 'text' ? {} : { content }),
      ...(leading === 0 ? {} : { leading }),
      ...(trailing === 0 ? {} : { trailing }),
      ...(response.length === 0 ? {} : { response_metadata: withoutUndefined(Object.fromEntries(response)) }),
      ...(Object.keys(more).length === 0 ? {} : { additional_kwargs: withoutUndefined(more) }),
    },
  };
}

// Tool calls as the provider wrote them repeat the message's own, with ids that a hit renews: the ids are left out.
// A text of reasoning is a part of its own.
function additional(kwargs: UnknownRecord): UnknownRecord {
  const { tool_calls: calls, ...others } = kwargs;
  const reasoned = reasoningText(kwargs)?.name;
  const rest = Object.fromEntries(
    Object.entries(others).filter(
      ([name, value]) => name !== reasoned && !passing.has(name) && !isProviderItem(name, value),
    ),
  );
  if (!Array.isArray(calls)) return rest;
  return {
    ...rest,
    tool_calls: calls.filter(isRecord).map(({ id: _id, ...call }) => call),
  };
}

function zeroed(value: unknown): unknown {
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(zeroed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, zeroed(member)]));
}

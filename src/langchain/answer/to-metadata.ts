import { OWN_NAMESPACE } from '../../request/provider-options.ts';
import type {
  CachedResponse,
  FinishReason,
  TokenUsage,
  ToolCallPart,
} from '../../response/cached-response.ts';
import type { FinishDelta } from '../../response/response-delta.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { type AnswerForm, LANGCHAIN } from './content-part.ts';
import { reasoningName } from './reasoning-text.ts';
import { noUsage } from './usage.ts';

/** Whether an answer can be given to a caller of LangChain without losing anything. */
export function replayable(response: CachedResponse): boolean {
  if (response.finishReason === 'unknown' || response.structuredOutputText !== undefined) return false;
  return response.parts.every((part) => {
    switch (part.type) {
      case 'text':
        return part.citations === undefined || part.citations.length === 0;
      case 'tool-call':
        return part.providerExecuted !== true && parsedInput(part) !== undefined;
      case 'reasoning':
        return reasoningName(part.providerMetadata) !== undefined;
      case 'extension':
        return part.dialect === LANGCHAIN;
      default:
        return false;
    }
  });
}

/** The arguments of a call; nothing when they are no JSON object. */
export function parsedInput({ input }: ToolCallPart): UnknownRecord | undefined {
  try {
    const value: unknown = JSON.parse(input);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How the answer was told; as one text, and an end, if another framework stored it. */
export function formOf({ providerMetadata }: Pick<CachedResponse, 'providerMetadata'>): Required<AnswerForm> {
  const { content, leading, trailing } = providerMetadata?.[LANGCHAIN] ?? {};
  return {
    content: content === 'blocks' || content === 'annotated' ? content : 'text',
    leading: count(leading, 0),
    trailing: count(trailing, 1),
  };
}

// No integration sends more than a few; a damaged entry may say anything.
function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : otherwise;
}

const words: Readonly<Partial<Record<FinishReason, string>>> = { 'tool-calls': 'tool_calls' };

/** How the answer ended, as integrations tell it beside the message. */
export function finishInfo({ finishReason, rawFinishReason }: FinishDelta): UnknownRecord {
  return { finish_reason: rawFinishReason ?? words[finishReason] ?? finishReason };
}

/** What every answer of the cache says of what it cost: nothing. Core's types leave the field out of messages' fields. */
export function unbilled(usage: TokenUsage | undefined): object {
  return { usage_metadata: noUsage(usage) };
}

/** `response_metadata`: of the answer, or, if another framework stored it, what core and its integrations go by. */
export function responseMetadata(
  finish: FinishDelta,
  provider: string,
  modelId?: string,
): Record<string, unknown> {
  const own = finish.providerMetadata?.[LANGCHAIN]?.response_metadata;
  if (isRecord(own)) return { ...own };
  return {
    ...finishInfo(finish),
    model_provider: provider,
    ...(modelId === undefined ? {} : { model_name: modelId }),
  };
}

/** Whose rules core reads the content by, as the answer says it. */
export function modelProviderOf({ providerMetadata }: CachedResponse): { readonly modelProvider?: string } {
  const own = providerMetadata?.[LANGCHAIN]?.response_metadata;
  const provider = isRecord(own) ? own.model_provider : undefined;
  return typeof provider === 'string' ? { modelProvider: provider } : {};
}

/** `additional_kwargs`, with the ids that the calls have now. */
export function additionalKwargs(finish: FinishDelta, ids: readonly string[]): Record<string, unknown> {
  const own = finish.providerMetadata?.[LANGCHAIN]?.additional_kwargs;
  if (!isRecord(own)) return {};
  const { tool_calls: calls, ...rest } = own;
  if (!Array.isArray(calls)) return rest;
  return { ...rest, tool_calls: calls.filter(isRecord).map((call, place) => ({ id: ids[place], ...call })) };
}

/** The metadata with what `reprise` says of the answer. */
export function withTold(metadata: UnknownRecord | undefined, told: UnknownRecord): Record<string, unknown> {
  return { ...metadata, [OWN_NAMESPACE]: told };
}

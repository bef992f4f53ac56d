import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { CachedResponse, FinishReason, ToolCallPart } from '../response/cached-response.ts';
import type { FinishDelta } from '../response/response-delta.ts';
import { type ContentShape, LANGCHAIN } from './content-part.ts';
import { isRecord, type UnknownRecord } from './record.ts';
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

/** The form in which the answer had its text; one text if another framework stored it. */
export function shapeOf({ providerMetadata }: Pick<CachedResponse, 'providerMetadata'>): ContentShape {
  const shape = providerMetadata?.[LANGCHAIN]?.content;
  return shape === 'blocks' || shape === 'annotated' ? shape : 'text';
}

const words: Readonly<Partial<Record<FinishReason, string>>> = { 'tool-calls': 'tool_calls' };

/** How the answer ended, as integrations tell it beside the message. */
export function finishInfo({ finishReason, rawFinishReason }: FinishDelta): UnknownRecord {
  return { finish_reason: rawFinishReason ?? words[finishReason] ?? finishReason };
}

/** What every answer of the cache says of what it cost: nothing. Core's types leave the field out of messages' fields. */
export function unbilled(): object {
  return { usage_metadata: noUsage() };
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

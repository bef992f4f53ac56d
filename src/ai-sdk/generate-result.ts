import { withoutUndefined } from '../request/without-undefined.ts';
import type { CachedResponse, ResponsePart } from '../response/cached-response.ts';
import { isProviderMetadata, isResponsePart } from '../response/is-cached-response.ts';
import {
  fromNativeFinishReason,
  fromNativeUsage,
  isNativeRecord,
  type NativeRecord,
  noUsage,
  type Specification,
  toNativeFinishReason,
} from './native-model.ts';

/** The result of `doGenerate` of any version in neutral terms. */
export function fromNativeResult(native: NativeRecord, specification: Specification): CachedResponse {
  const { content, providerMetadata, response, structuredOutputText, warnings } = native;
  const parts = Array.isArray(content) ? content.filter(isNativeRecord) : [];
  return {
    parts: parts.map((part) => fromNativePart(part, specification)),
    ...fromNativeFinishReason(native.finishReason),
    usage: fromNativeUsage(native.usage),
    ...(isProviderMetadata(providerMetadata) ? { providerMetadata } : {}),
    ...(isNativeRecord(response) ? fromNativeResponse(response) : {}),
    ...(typeof structuredOutputText === 'string' ? { structuredOutputText } : {}),
    ...(Array.isArray(warnings) && warnings.length > 0
      ? { warnings: { dialect: specification, items: warnings } }
      : {}),
  };
}

/** A stored answer as a result of `doGenerate`. Usage is nothing: the call was not made. */
export function toNativeResult(response: CachedResponse, specification: Specification): NativeRecord {
  const { modelId, timestamp, providerMetadata, structuredOutputText, warnings } = response;
  return {
    content: response.parts.map((part) => toNativePart(part, specification)),
    finishReason: toNativeFinishReason(response, specification),
    usage: noUsage(specification, response.usage),
    response: {
      // Callers read rate limits there without asking whether there are headers.
      headers: {},
      ...(modelId === undefined ? {} : { modelId }),
      ...(timestamp === undefined ? {} : { timestamp }),
    },
    warnings: warnings?.dialect === specification ? warnings.items : [],
    ...(providerMetadata === undefined ? {} : { providerMetadata }),
    ...(structuredOutputText === undefined ? {} : { structuredOutputText }),
  };
}

/** What a result, or its stream, says of the model that answered. The response's id is not kept: it must be unique. */
export function fromNativeResponse(native: NativeRecord): {
  readonly modelId?: string;
  readonly timestamp?: Date;
} {
  const { modelId, timestamp } = native;
  return {
    ...(typeof modelId === 'string' ? { modelId } : {}),
    ...(timestamp instanceof Date ? { timestamp } : {}),
  };
}

/**
 * A content part of any version in neutral terms. The neutral parts are v4's; what differs is a file's data. A part of
 * a kind that isn't known here is kept as it is, for the version that it came from.
 */
export function fromNativePart(native: NativeRecord, specification: Specification): ResponsePart {
  const part = withoutUndefined(isFile(native) ? { ...native, data: neutralData(native.data) } : native);
  if (isResponsePart(part)) return part;
  return { type: 'extension', dialect: specification, value: { ...native, type: String(native.type) } };
}

/** The same in the terms of a version; `replayable` has said that it can be told in them. */
export function toNativePart(part: ResponsePart, specification: Specification): object {
  switch (part.type) {
    case 'extension':
      return part.value;
    case 'file': {
      if (specification === 'v4' || part.data.type === 'url') return part;
      return { ...part, data: part.data.data };
    }
    case 'text': {
      const { pieces: _, citations, ...text } = part;
      return specification === 'v4' && citations !== undefined ? { ...text, citations } : text;
    }
    case 'reasoning':
    case 'tool-call': {
      const { pieces: _, ...rest } = part;
      return rest;
    }
    default:
      return part;
  }
}

/** Whether an answer can be given to a caller of a version: an unknown part makes the SDK's stream throw. */
export function replayable(response: CachedResponse, specification: Specification): boolean {
  if (response.structuredOutputText !== undefined && specification !== 'v4') return false;
  return response.parts.every((part) => {
    if (part.type === 'extension') return part.dialect === specification;
    return part.type !== 'file' || part.data.type === 'data' || specification === 'v4';
  });
}

function isFile(native: NativeRecord): boolean {
  return native.type === 'file';
}

function neutralData(data: unknown): unknown {
  if (typeof data === 'string' || ArrayBuffer.isView(data)) return { type: 'data', data };
  // v4 tells a URL as a property of its own name.
  return isNativeRecord(data) ? data : undefined;
}

import type { CachedResponse } from '../response/cached-response.ts';
import { isProviderMetadata } from '../response/is-cached-response.ts';
import { fromNativePart, toNativePart } from './content-part.ts';
import { fromNativeFinishReason, fromNativeUsage, noUsage, toNativeFinishReason } from './ending.ts';
import { isNativeRecord, type NativeRecord, type Specification } from './native-model.ts';
import { fromNativeResponse } from './stream-part.ts';

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
    usage: noUsage(specification),
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

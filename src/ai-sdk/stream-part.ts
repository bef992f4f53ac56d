import { withoutUndefined } from '../request/without-undefined.ts';
import { isProviderMetadata } from '../response/is-cached-response.ts';
import type { ResponseDelta } from '../response/response-delta.ts';
import { fromNativePart, fromNativeResponse, toNativePart } from './generate-result.ts';
import {
  fromNativeFinishReason,
  fromNativeUsage,
  isNativeRecord,
  type NativeRecord,
  noUsage,
  type Specification,
  toNativeFinishReason,
} from './native-model.ts';

// Chunks that say nothing of the answer: a replay has no raw chunks of a provider, and needs no keep-alive.
const transient: ReadonlySet<unknown> = new Set(['raw', 'ping']);

const spans: ReadonlySet<unknown> = new Set([
  'text-start',
  'text-delta',
  'text-end',
  'reasoning-start',
  'reasoning-delta',
  'reasoning-end',
  'tool-input-start',
  'tool-input-delta',
  'tool-input-end',
]);

/** A stream part of any version in neutral terms; nothing for one that isn't part of the answer. */
export function fromNativeStreamPart(
  native: unknown,
  specification: Specification,
): readonly ResponseDelta[] {
  if (!isNativeRecord(native) || transient.has(native.type)) return [];
  switch (native.type) {
    case 'stream-start': {
      const { warnings } = native;
      if (!Array.isArray(warnings) || warnings.length === 0) return [{ type: 'start' }];
      return [{ type: 'start', warnings: { dialect: specification, items: warnings } }];
    }
    case 'response-metadata':
      return [{ type: 'response', ...fromNativeResponse(native) }];
    case 'finish': {
      const { providerMetadata } = native;
      return [
        {
          type: 'finish',
          ...fromNativeFinishReason(native.finishReason),
          usage: fromNativeUsage(native.usage),
          ...(isProviderMetadata(providerMetadata) ? { providerMetadata } : {}),
        },
      ];
    }
    case 'error':
      return [{ type: 'error', error: native.error }];
    default:
      return spans.has(native.type) ? spanDelta(native) : wholePart(native, specification);
  }
}

/** A neutral delta in the terms of a version. Usage is nothing: whoever is replayed to has not been billed. */
export function toNativeStreamPart(delta: ResponseDelta, specification: Specification): object {
  switch (delta.type) {
    case 'start': {
      const { warnings } = delta;
      return { type: 'stream-start', warnings: warnings?.dialect === specification ? warnings.items : [] };
    }
    case 'response': {
      const { type: _, ...response } = delta;
      return { type: 'response-metadata', ...response };
    }
    case 'finish': {
      const { providerMetadata } = delta;
      return {
        type: 'finish',
        finishReason: toNativeFinishReason(delta, specification),
        usage: noUsage(specification, delta.usage),
        ...(providerMetadata === undefined ? {} : { providerMetadata }),
      };
    }
    case 'text-end': {
      const { citations, ...end } = delta;
      return specification === 'v4' && citations !== undefined ? { ...end, citations } : end;
    }
    case 'tool-input-start': {
      const { dynamic, title, inputEncoding, ...start } = delta;
      if (specification === 'v2') return start;
      return {
        ...start,
        ...(dynamic === undefined ? {} : { dynamic }),
        ...(title === undefined ? {} : { title }),
      };
    }
    case 'tool-call':
    case 'tool-result':
    case 'source':
    case 'file':
    case 'extension':
      return toNativePart(delta, specification);
    default:
      return delta;
  }
}

function wholePart(native: NativeRecord, specification: Specification): readonly ResponseDelta[] {
  const part = fromNativePart(native, specification);
  // In a stream, texts come as spans: a whole one is none of its parts.
  if (part.type === 'text' || part.type === 'reasoning')
    throw new TypeError('A stream part holds a whole text.');
  return [part];
}

function spanDelta(native: NativeRecord): readonly ResponseDelta[] {
  const delta = withoutUndefined(native);
  if (!isSpanDelta(delta))
    throw new TypeError(`A stream part of type "${String(native.type)}" is malformed.`);
  return [delta];
}

type AnySpanDelta = Extract<
  ResponseDelta,
  { readonly id: string; readonly type: `${string}-${'start' | 'delta' | 'end'}` }
>;

function isSpanDelta(value: unknown): value is AnySpanDelta {
  if (!isNativeRecord(value) || !spans.has(value.type) || typeof value.id !== 'string') return false;
  if (value.providerMetadata !== undefined && !isProviderMetadata(value.providerMetadata)) return false;
  if (String(value.type).endsWith('-delta')) return typeof value.delta === 'string';
  return value.type !== 'tool-input-start' || typeof value.toolName === 'string';
}

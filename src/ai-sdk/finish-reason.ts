import type { FinishReason } from '../response/cached-response.ts';
import { isFinishReason } from '../response/is-cached-response.ts';
import { isNativeRecord, type Specification } from './native-model.ts';

/** How an answer ended, of any version: a word in v2, the SDK's and the provider's word in v3 and v4. */
export function fromNativeFinishReason(native: unknown): {
  readonly finishReason: FinishReason;
  readonly rawFinishReason?: string;
} {
  const unified = isNativeRecord(native) ? native.unified : native;
  const finishReason = isFinishReason(unified) ? unified : 'unknown';
  const raw = isNativeRecord(native) ? native.raw : undefined;
  return typeof raw === 'string' ? { finishReason, rawFinishReason: raw } : { finishReason };
}

/** The same in the terms of a version; a word that it doesn't know becomes its word for the rest. */
export function toNativeFinishReason(
  {
    finishReason,
    rawFinishReason,
  }: { readonly finishReason: FinishReason; readonly rawFinishReason?: string },
  specification: Specification,
): unknown {
  if (specification === 'v2') return finishReason === 'interrupted' ? 'unknown' : finishReason;
  const known = finishReason !== 'unknown' && (finishReason !== 'interrupted' || specification === 'v4');
  return { unified: known ? finishReason : 'other', raw: rawFinishReason };
}

import type { CachedResponse } from './cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/**
 * A copy that shares nothing with the original, so that a caller who changes its answer changes nobody else's. An
 * answer that can't be copied (it holds a function, say) is returned as it is: it was never stored either.
 */
export function copyResponse(response: CachedResponse): CachedResponse {
  return copied(response);
}

/** The same for one step of a stream. */
export function copyDelta(delta: ResponseDelta): ResponseDelta {
  // Nearly all steps are pieces of text, which hold nothing that could be shared.
  return 'delta' in delta && delta.providerMetadata === undefined ? { ...delta } : copied(delta);
}

function copied<Value>(value: Value): Value {
  try {
    // What the codec takes comes back as what it was.
    return decodeValue(encodeValue(value)) as Value;
  } catch {
    return value;
  }
}

import type { CachedResponse } from './cached-response.ts';
import { isCachedResponse } from './is-cached-response.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/**
 * A copy that shares nothing with the original, so that a caller who changes its answer changes nobody else's. An
 * answer that can't be copied (it holds a function, say) is returned as it is: it was never stored either.
 */
export function copyResponse(response: CachedResponse): CachedResponse {
  try {
    const copy = decodeValue(encodeValue(response));
    return isCachedResponse(copy) ? copy : response;
  } catch {
    return response;
  }
}

import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import { responseText } from '../response/text-response.ts';
import { fitsOutput } from './fits-output.ts';
import { agrees, type PolicyOptions } from './policy.ts';

/**
 * Why an answer is neither stored nor served.
 * - `unfinished`: it did not end with `stop` or `tool-calls`.
 * - `empty`: it says nothing.
 * - `invalid-output`: it isn't the JSON that was asked for.
 * - `policy`: the user's `policy.store` said no.
 */
export type Refusal = 'unfinished' | 'empty' | 'invalid-output' | 'policy';

/**
 * The one predicate for what may be cached, applied on write and again on read; `undefined` when the answer may.
 * It fails closed: what can't be checked is refused.
 */
export function refusal(
  request: CacheRequest,
  response: CachedResponse,
  policy: PolicyOptions,
): Refusal | undefined {
  const { finishReason, parts } = response;
  if (finishReason !== 'stop' && finishReason !== 'tool-calls') return 'unfinished';
  if (
    parts.every((part) => part.type === 'text' && part.text === '') &&
    response.structuredOutputText === undefined
  ) {
    return 'empty';
  }
  // A step that calls tools answers with calls; the output that was asked for comes in a later step.
  if (
    request.output !== undefined &&
    finishReason === 'stop' &&
    !fitsOutput(responseText(response), request.output)
  ) {
    return 'invalid-output';
  }
  const { store } = policy;
  return store === undefined || agrees(() => store(request, response)) ? undefined : 'policy';
}

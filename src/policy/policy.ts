import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse } from '../response/cached-response.ts';

/** What the user decides beyond the defaults. A callback that throws counts as a no: the call goes through uncached. */
export interface PolicyOptions {
  /** The highest temperature, set by the caller, that is still cached. Default 0. An unset one counts as cacheable. */
  readonly maxTemperature?: number;
  /** Whether a request may be looked up and stored at all, asked after the default rules said yes. */
  readonly read?: (request: CacheRequest) => boolean;
  /** Whether an answer may be stored, and served, asked after the default rules said yes. */
  readonly store?: (request: CacheRequest, response: CachedResponse) => boolean;
}

/**
 * Why a request went past the cache.
 * - `mode`: the caller asked for it.
 * - `temperature`: the caller wants a varied answer.
 * - `policy`: the user's `policy.read` said no.
 * - `not-serialisable`: the request holds a value without a faithful serial form, so it has no key.
 * - `invalid-request`: the adapter was given per-call options that it can't read.
 */
export type BypassReason = 'mode' | 'temperature' | 'policy' | 'not-serialisable' | 'invalid-request';

/** Why the policy sends a request past the cache; `undefined` when it may be looked up. */
export function bypassReason(request: CacheRequest, policy: PolicyOptions): BypassReason | undefined {
  const { maxTemperature = 0, read } = policy;
  if (request.mode === 'bypass') return 'mode';
  if (request.temperature !== undefined && !(request.temperature <= maxTemperature)) return 'temperature';
  return read === undefined || agrees(() => read(request)) ? undefined : 'policy';
}

/** Whether a user's callback says yes; one that throws says no. */
export function agrees(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false;
  }
}

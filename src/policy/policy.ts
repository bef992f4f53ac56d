import { InvalidOptionError } from '../errors.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { Uncacheable, type UncacheableReason } from '../request/uncacheable.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import { requestProviderState } from './provider-state.ts';

/** What the user decides beyond the defaults. A callback that throws, or gives anything but `true`, says no. */
export interface PolicyOptions {
  /** The highest temperature, set by the caller, that is still cached. Default 0. An unset one counts as cacheable. */
  readonly maxTemperature?: number;
  /**
   * Whether answers are cached in which the provider ran a tool itself (web search, code, MCP): on a hit it doesn't run
   * again. `true` for all of them, or the names of the tools. Default `false`: such a call may change something, or find
   * something else the next time.
   */
  readonly providerTools?: boolean | readonly string[];
  /** Whether a request may be looked up and stored at all, asked after the default rules said yes. */
  readonly read?: (request: CacheRequest) => boolean | Promise<boolean>;
  /** Whether an answer may be stored, and served, asked after the default rules said yes. Not asynchronous. */
  readonly store?: (request: CacheRequest, response: CachedResponse) => boolean;
}

/**
 * Why a request went past the cache.
 * - `mode`: the caller asked for it.
 * - `temperature`: the caller wants a varied answer.
 * - `policy`: the user's `policy.read` said no.
 * - and what leaves a request without a key.
 */
export type BypassReason = 'mode' | 'temperature' | 'policy' | UncacheableReason;

/** Why the policy sends a request past the cache; `undefined` when it may be looked up. */
export async function bypassReason(
  request: CacheRequest,
  policy: PolicyOptions,
): Promise<BypassReason | undefined> {
  const { maxTemperature = 0, read } = policy;
  const { mode, temperature, context } = request;
  if (mode === 'bypass') return 'mode';
  if (temperature !== undefined && !(temperature <= maxTemperature)) return 'temperature';
  if (context instanceof Uncacheable) return context.reason;
  const state = providerState(request);
  if (state !== undefined) return state;
  if (read === undefined) return undefined;
  try {
    return (await read(request)) === true ? undefined : 'policy';
  } catch {
    return 'policy';
  }
}

function providerState(request: CacheRequest): BypassReason | undefined {
  try {
    return requestProviderState(request) ? 'provider-state' : undefined;
  } catch {
    // A getter that throws, a proxy that was revoked.
    return 'not-serialisable';
  }
}

/** Whether a user's callback says yes at once. One that throws says no, and so does one that gives a promise. */
export function agrees(ask: () => unknown): boolean {
  try {
    const answer = ask();
    // Nobody reads what the promise comes to; its rejection must not end the process.
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer === true;
  } catch {
    return false;
  }
}

/** @throws InvalidOptionError for what is no policy. */
export function assertPolicy({ maxTemperature, providerTools, read, store }: PolicyOptions): void {
  if (maxTemperature !== undefined && !(typeof maxTemperature === 'number' && maxTemperature >= 0))
    throw new InvalidOptionError('policy.maxTemperature', 'a number of 0 and above');
  const names = Array.isArray(providerTools) && providerTools.every((name) => typeof name === 'string');
  if (providerTools !== undefined && typeof providerTools !== 'boolean' && !names)
    throw new InvalidOptionError('policy.providerTools', 'true, false, or names of tools');
  if (read !== undefined && typeof read !== 'function')
    throw new InvalidOptionError('policy.read', 'a function');
  if (store !== undefined && typeof store !== 'function')
    throw new InvalidOptionError('policy.store', 'a function');
  if (store !== undefined && Object.prototype.toString.call(store) === '[object AsyncFunction]')
    throw new InvalidOptionError('policy.store', 'a function that answers at once: it is asked at every hit');
}

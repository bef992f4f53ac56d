import type { CacheRequest } from '../request/cache-request.ts';
import { milliseconds } from '../request/duration.ts';
import { type RequestKeys, requestKeys } from '../request/request-key.ts';
import type { CounterNames } from './counter-names.ts';

/** A request with all that is computed of it once: its keys, its tags, its counters and its lifetime. */
export interface PreparedRequest extends RequestKeys {
  readonly request: CacheRequest;
  /** Sorted, without repeats. */
  readonly tags: readonly string[];
  readonly counters: readonly string[];
  /** Milliseconds for which an answer counts as fresh. */
  readonly ttl: number;
}

export interface PreparationOptions {
  readonly namespace: string;
  readonly ttl: number;
  readonly names: CounterNames;
}

/** @throws NotSerialisableError when the request has no key. */
export async function prepareRequest(
  request: CacheRequest,
  options: PreparationOptions,
): Promise<PreparedRequest> {
  const { namespace, ttl, names } = options;
  const keys = await requestKeys(request, namespace);
  const tags = [...new Set(request.tags)].sort();
  return {
    ...keys,
    request,
    tags,
    counters: await names.of(request, keys.key, tags),
    ttl: request.ttl === undefined ? ttl : milliseconds(request.ttl, 'ttl'),
  };
}

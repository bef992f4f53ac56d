import type { RuleSet } from '../policy/rule-set.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { milliseconds } from '../request/duration.ts';
import { type RequestKeys, requestKeys } from '../request/request-key.ts';
import type { CounterNames } from './counter-names.ts';

/** A request with all that is computed of it once: its keys, its tags, its counters and its lifetime. */
export interface PreparedRequest extends RequestKeys {
  readonly request: CacheRequest;
  /** The request's own and those of the rules; sorted, without repeats. */
  readonly tags: readonly string[];
  readonly counters: readonly string[];
  /** Milliseconds for which an answer counts as fresh. */
  readonly ttl: number;
}

export interface PreparationOptions {
  readonly namespace: string;
  readonly ttl: number;
  readonly names: CounterNames;
  readonly rules: RuleSet;
}

/** @throws NotSerialisableError when the request has no key. */
export async function prepareRequest(
  request: CacheRequest,
  options: PreparationOptions,
): Promise<PreparedRequest> {
  const { namespace, names, rules } = options;
  const keys = await requestKeys(request, namespace);
  const ruled = rules.apply(request);
  const tags = [...new Set([...(request.tags ?? []), ...ruled.tags])].sort();
  return {
    ...keys,
    request,
    tags,
    counters: await names.of(request, keys.key, tags),
    ttl: lifetime(request, ruled.ttl) ?? options.ttl,
  };
}

/** A rule says how long something of its kind can be right: a request may ask for less, not for more. */
function lifetime({ ttl }: CacheRequest, ruled: number | undefined): number | undefined {
  if (ttl === undefined) return ruled;
  return Math.min(milliseconds(ttl, 'ttl'), ruled ?? Number.POSITIVE_INFINITY);
}

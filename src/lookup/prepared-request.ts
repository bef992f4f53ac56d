import { milliseconds } from '../duration.ts';
import { InvalidRequestError, NotSerialisableError, RequestTooLargeError } from '../errors.ts';
import { type BypassReason, bypassReason, type PolicyOptions } from '../policy/policy.ts';
import type { RuleSet } from '../policy/rule-set.ts';
import type { CacheMode, CacheRequest } from '../request/cache-request.ts';
import { requireScopeIfGiven } from '../request/call-settings.ts';
import { type Name, type RequestKeys, requestKeys } from '../request/request-key.ts';
import type { CounterNames } from './invalidation/counter-names.ts';

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
  /** What stands for a digest in keys: its HMAC where the cache encrypts. */
  readonly name: Name | undefined;
  readonly ttl: number;
  readonly names: CounterNames;
  /** What the user says of requests of a kind, where there are rules. */
  readonly rules: RuleSet | undefined;
  readonly policy: PolicyOptions;
  /** Whether a request without a scope is refused. */
  readonly requireScope: boolean;
}

/**
 * Prepares a request for its lookup, or says why it goes past the cache.
 * @throws InvalidRequestError for what is no request.
 */
export async function prepareRequest(
  request: CacheRequest,
  options: PreparationOptions,
): Promise<PreparedRequest | { readonly bypass: BypassReason }> {
  assertRequest(request);
  const { namespace, name, names, rules, policy, requireScope } = options;
  const bypass = await bypassReason(request, policy);
  if (bypass !== undefined) return { bypass };
  if (requireScope && request.scope === undefined) {
    throw new InvalidRequestError('scope', 'a scope, since the cache was made with `requireScope`');
  }
  let keys: RequestKeys;
  try {
    keys = await requestKeys(request, namespace, name);
  } catch (error) {
    if (error instanceof RequestTooLargeError) return { bypass: 'too-large' };
    if (error instanceof NotSerialisableError) return { bypass: 'not-serialisable' };
    throw error;
  }
  const { key, contextKey } = keys;
  const ruled = rules?.apply(request);
  const tags = sortedTags(request.tags, ruled?.tags);
  return {
    key,
    contextKey,
    request,
    tags,
    counters: await names.of(request, key, tags),
    ttl: lifetime(request, ruled?.ttl) ?? options.ttl,
  };
}

const none: readonly string[] = [];

function sortedTags(asked: readonly string[] = none, ruled: readonly string[] = none): readonly string[] {
  return asked.length + ruled.length === 0 ? none : [...new Set([...asked, ...ruled])].sort();
}

/** A rule says how long something of its kind can be right: a request may ask for less, not for more. */
function lifetime({ ttl }: CacheRequest, ruled: number | undefined): number | undefined {
  if (ttl === undefined) return ruled;
  return Math.min(milliseconds(ttl, 'ttl'), ruled ?? Number.POSITIVE_INFINITY);
}

const modes: ReadonlySet<CacheMode> = new Set(['use', 'bypass', 'refresh', 'read-only']);

/**
 * Checks what a caller in JavaScript may have got wrong, at the call that gave it.
 * @throws InvalidRequestError naming the field. @throws InvalidOptionError for a `ttl` that is no duration.
 */
function assertRequest(request: CacheRequest): void {
  requireText(request.provider, 'provider');
  requireText(request.model, 'model');
  optionalText(request.question, 'question');
  requireScopeIfGiven(request, 'scope');
  optionalText(request.scope, 'scope');
  if (request.tags !== undefined && !(Array.isArray(request.tags) && request.tags.every(isText))) {
    throw new InvalidRequestError('tags', 'an array of texts that are not empty');
  }
  if (request.mode !== undefined && !modes.has(request.mode)) {
    throw new InvalidRequestError('mode', [...modes].map((mode) => `'${mode}'`).join(', '));
  }
  if (request.ttl !== undefined) milliseconds(request.ttl, 'ttl');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function requireText(value: unknown, field: string): void {
  if (!isText(value)) throw new InvalidRequestError(field, 'a text that is not empty');
}

function optionalText(value: unknown, field: string): void {
  if (value !== undefined && typeof value !== 'string') throw new InvalidRequestError(field, 'a text');
}

import type { NotStoredReason } from '../../observe/cache-event.ts';
import type { PolicyOptions } from '../../policy/policy.ts';
import { refusal } from '../../policy/refusal.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { isCachedResponse } from '../../response/is-cached-response.ts';
import { withoutProviderIds } from '../../response/provider-item-ids.ts';
import { keptQuestion, type StoredEntry } from '../../response/stored-entry.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Snapshot } from './exact-layers.ts';

/** What decides whether an answer is stored, and for how long, besides its request. */
export interface NewEntryTerms {
  readonly policy: PolicyOptions;
  readonly clock: () => number;
  /** Milliseconds past the TTL for which a stale answer is served. */
  readonly staleFor: number;
  /** Milliseconds past the TTL for which a stale answer is given if the provider fails. */
  readonly graceFor: number;
}

/** An answer as it goes into the layers, or why it stays out of them. */
export type NewEntry =
  | { readonly entry: StoredEntry; readonly verified: boolean }
  | { readonly reason: NotStoredReason };

/** @param snapshot the generations as they were before the answer was made: the entry is as old as they are. */
export function newEntry(
  { request, key, contextKey, tags, ttl }: PreparedRequest,
  response: CachedResponse,
  snapshot: Snapshot | undefined,
  { policy, clock, staleFor, graceFor }: NewEntryTerms,
): NewEntry {
  if (request.mode === 'read-only') return { reason: 'read-only' };
  const refused = refusal(request, response, policy);
  if (refused !== undefined) return { reason: refused };
  if (!isCachedResponse(response)) return { reason: 'malformed' };
  if (snapshot === undefined || !Object.values(snapshot.generations).every(Number.isSafeInteger)) {
    return { reason: 'unverified' };
  }
  if (ttl === 0) return { reason: 'no-lifetime' };
  const createdAt = clock();
  const { provider, model, scope } = request;
  const question = keptQuestion(request.question);
  const entry: StoredEntry = {
    key,
    contextKey,
    provider,
    model,
    ...(scope === undefined ? {} : { scope }),
    ...(question === undefined ? {} : { question }),
    createdAt,
    freshUntil: createdAt + ttl,
    expiresAt: createdAt + ttl + Math.max(staleFor, graceFor),
    tags,
    generations: snapshot.generations,
    response: withoutProviderIds(response),
  };
  return { entry, verified: snapshot.verified };
}

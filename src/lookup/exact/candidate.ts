import type { MissReason } from '../../observe/cache-event.ts';
import type { PolicyOptions } from '../../policy/policy.ts';
import { refusal } from '../../policy/refusal.ts';
import { decodeEntry, keptQuestion, type StoredEntry } from '../../response/stored-entry.ts';
import { UNOPENED } from '../encryption/sealed-store.ts';
import type { PreparedRequest } from '../prepared-request.ts';

/** An entry that a layer gave, and the text that it was read from. */
export interface CandidateEntry {
  readonly entry: StoredEntry;
  readonly text: string;
}

/** What a layer gave for a key: an entry to serve if its generations still hold, or why there is none. */
export type Candidate = CandidateEntry | { readonly reason: MissReason };

/** What an entry is judged by, besides the request. */
export interface EntryTerms {
  readonly policy: PolicyOptions;
  readonly clock: () => number;
}

/** @param key what the text was found under: the request's own, or a neighbour's by meaning. */
export function candidateOf(
  text: string | undefined,
  prepared: PreparedRequest,
  key: string,
  terms: EntryTerms,
): Candidate {
  if (text === undefined) return { reason: 'absent' };
  if (text === UNOPENED) return { reason: 'unauthentic' };
  let entry: StoredEntry;
  try {
    entry = decodeEntry(text);
  } catch {
    return { reason: 'corrupt' };
  }
  // A store that answers with another key's value (a wrong prefix, a tampered database) is not believed.
  if (entry.key !== key) return { reason: 'corrupt' };
  const reason = obstacle(prepared, entry, terms);
  return reason === undefined ? { entry, text } : { reason };
}

/** Whether an entry's own fields say what its keys do: one that was put under another's key is not believed. */
function isBound({ request, key, contextKey }: PreparedRequest, entry: StoredEntry): boolean {
  return (
    entry.contextKey === contextKey &&
    entry.provider === request.provider &&
    entry.model === request.model &&
    entry.scope === request.scope &&
    (entry.key !== key || keptQuestion(entry.question) === keptQuestion(request.question))
  );
}

/** Why an entry is not for this request, whatever its generations are. */
export function obstacle(
  prepared: PreparedRequest,
  entry: StoredEntry,
  { policy, clock }: EntryTerms,
): MissReason | undefined {
  if (!isBound(prepared, entry)) return 'corrupt';
  if (entry.expiresAt <= clock()) return 'absent';
  if (!prepared.tags.every((tag) => entry.tags.includes(tag))) return 'tags-differ';
  return refusal(prepared.request, entry.response, policy) === undefined ? undefined : 'refused';
}

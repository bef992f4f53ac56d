import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { MissReason } from '../../observe/cache-event.ts';
import type { PolicyOptions } from '../../policy/policy.ts';
import { refusal } from '../../policy/refusal.ts';
import { copyResponse } from '../../response/copy-response.ts';
import { decodeEntry, keptQuestion, type StoredEntry } from '../../response/stored-entry.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { UNOPENED } from './sealed-store.ts';

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

/** How many answers are kept as they were decoded, and how many UTF-16 units of text they may have had together. */
const DECODED = { maxEntries: 500, maxSize: 2 ** 21 };

/** Milliseconds by which another process's clock may be ahead: what was made later than that would outlive its time. */
const LARGEST_SKEW = 60 * 60_000;

/** Makes entries of what layers give: whole ones, of the key that was asked for, that may be served to the request. */
export class EntryReader {
  readonly #terms: EntryTerms;
  // What memory gives again and again is decoded and checked once: it is the text that was found whole and allowed, and
  // another text under its key is read anew.
  readonly #decoded = new LeastRecentlyUsed<CandidateEntry>(DECODED);

  constructor(terms: EntryTerms) {
    this.#terms = terms;
  }

  /**
   * @param text what a layer gave; `undefined` for nothing.
   * @param key what the text was found under: the request's own, or a neighbour's by meaning.
   */
  read(text: string | undefined, prepared: PreparedRequest, key: string): Candidate {
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
    const reason = this.obstacle(prepared, entry);
    return reason === undefined ? { entry, text } : { reason };
  }

  /** As `read`, of what this process's memory gave, which is likely to be asked for again. */
  readOften(text: string | undefined, prepared: PreparedRequest, key: string): Candidate {
    // A user's callback may change its mind; all else that is checked follows from the text and from what the key covers.
    if (this.#terms.policy.store !== undefined) return this.read(text, prepared, key);
    const known = this.#decoded.get(key);
    if (known !== undefined && known.text === text) {
      const reason = this.#unfit(prepared, known.entry);
      return reason === undefined ? unshared(known) : { reason };
    }
    const candidate = this.read(text, prepared, key);
    if (!('entry' in candidate)) return candidate;
    const given = unshared(candidate);
    // Nested deeper than anything that this library writes: it can't be copied, and must be decoded for each who asks.
    if (given.entry.response === candidate.entry.response) return candidate;
    this.#decoded.set(key, candidate, candidate.text.length);
    return given;
  }

  /** Why an entry is not for this request, whatever its generations are. */
  obstacle(prepared: PreparedRequest, entry: StoredEntry): MissReason | undefined {
    if (!isBound(prepared, entry)) return 'corrupt';
    const unfit = this.#unfit(prepared, entry);
    if (unfit !== undefined) return unfit;
    return refusal(prepared.request, entry.response, this.#terms.policy) === undefined
      ? undefined
      : 'refused';
  }

  #unfit({ tags }: PreparedRequest, entry: StoredEntry): MissReason | undefined {
    const now = this.#terms.clock();
    if (entry.expiresAt <= now) return 'absent';
    if (entry.createdAt > now + LARGEST_SKEW) return 'corrupt';
    return tags.every((tag) => entry.tags.includes(tag)) ? undefined : 'tags-differ';
  }
}

/** Whoever is given it may change it. */
function unshared({ entry, text }: CandidateEntry): CandidateEntry {
  return { entry: { ...entry, response: copyResponse(entry.response) }, text };
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

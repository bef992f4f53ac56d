import type { JudgeCost } from '../contracts/judge.ts';
import type { ComparedQuestion, ServedBy } from '../contracts/verify-pair.ts';
import type { RepriseErrorCode } from '../errors.ts';
import type { BypassReason } from '../policy/policy.ts';
import type { Refusal } from '../policy/refusal.ts';
import type { TokenUsage } from '../response/cached-response.ts';
import type { Savings } from './savings.ts';

/** Where an answer was found: the field's L1, L2 and L3. */
export type CacheLayer = 'memory' | 'store' | 'semantic';

/**
 * Why there was no answer to serve.
 * - `absent`: nothing is stored, or it has expired.
 * - `invalidated`: a tag, the scope, the model or the key was invalidated since.
 * - `tags-differ`: the entry doesn't carry all tags that the request asks for.
 * - `unauthentic`: the entry can't be opened: it was altered or moved, or sealed with a key that isn't given.
 * - `corrupt`: the entry is damaged, of another version, or from the future.
 * - `refused`: the entry doesn't pass today's policy.
 * - `unavailable`: the store did not answer, so nothing could be proved fresh.
 * - `refresh`: the caller asked for a new answer.
 * - `incompatible`: the answer holds parts that the caller's SDK version doesn't know.
 */
export type MissReason =
  | 'absent'
  | 'invalidated'
  | 'tags-differ'
  | 'corrupt'
  | 'unauthentic'
  | 'refused'
  | 'unavailable'
  | 'refresh'
  | 'incompatible';

/** What every event says. No event holds a prompt, an answer, a scope or a credential. */
interface EventBase {
  /** Milliseconds since the epoch, by the cache's clock. */
  readonly at: number;
}

/** What every event of a request says. */
interface RequestEvent extends EventBase {
  readonly provider: string;
  readonly model: string;
  /** The request's key: a hash, which `invalidate({ key })` takes. */
  readonly key: string;
}

export interface HitEvent extends RequestEvent {
  readonly type: 'hit' | 'stale';
  readonly layer: CacheLayer;
  readonly similarity?: number;
  /** For the semantic layer: by what the two questions were found to mean the same. */
  readonly by?: ServedBy;
  readonly ageMs: number;
  /** How long the lookup took. */
  readonly durationMs: number;
  readonly saved: Savings;
}

export interface MissEvent extends RequestEvent {
  readonly type: 'miss';
  readonly reason: MissReason;
  readonly durationMs: number;
}

/** One event for each thing that happens, told apart by `type`. */
export type CacheEvent =
  | HitEvent
  | MissEvent
  /** A caller that came while the same request was under way got that call's answer. */
  | (RequestEvent & { readonly type: 'shared'; readonly durationMs: number; readonly saved: Savings })
  /** The model answered a miss; `durationMs` is the time from the call to its last chunk. */
  | (RequestEvent & { readonly type: 'generated'; readonly durationMs: number; readonly usage: TokenUsage })
  | (EventBase & {
      readonly type: 'bypass';
      readonly provider: string;
      readonly model: string;
      readonly reason: BypassReason;
    })
  | (RequestEvent & { readonly type: 'stored'; readonly layer: CacheLayer; readonly bytes: number })
  | (RequestEvent & { readonly type: 'not-stored'; readonly reason: NotStoredReason })
  | (EventBase & { readonly type: 'invalidated'; readonly target: string; readonly count: number })
  /**
   * What the lookup by meaning came to, where there was one; `reason` tells why nothing was found, `compared` all near
   * questions, nearest first.
   */
  | (RequestEvent & {
      readonly type: 'semantic';
      readonly found: boolean;
      readonly reason?: string;
      readonly by?: ServedBy;
      readonly similarity?: number;
      readonly compared?: readonly ComparedQuestion[];
      readonly durationMs: number;
    })
  /** A semantic hit, served or in shadow mode only noted, was compared with a fresh answer. */
  | (RequestEvent & {
      readonly type: 'audited';
      readonly served: boolean;
      readonly similarity: number;
      readonly by: ServedBy;
      readonly agrees: boolean;
      /** The cosine of the two answers, where they were compared by it. */
      readonly answerSimilarity?: number;
    })
  /** A judge was asked which of so many stored questions means the same as the one of this request. */
  | (RequestEvent & {
      readonly type: 'judged';
      readonly candidates: number;
      readonly found: boolean;
      readonly durationMs: number;
      readonly cost: JudgeCost;
    })
  /** A user said that a hit was wrong: by meaning (`semantic`), or the answer itself (`exact`). */
  | (EventBase & { readonly type: 'rejected'; readonly key: string; readonly layer: 'semantic' | 'exact' })
  /** More audited hits were wrong than the budget allows: hits now need the similarity `to`; above 1, none is served. */
  | (EventBase & { readonly type: 'tightened'; readonly from: number; readonly to: number })
  /** A store, an index, an embedder or a judge failed, or a model where a stale answer could be given; the call went on without it. */
  | (EventBase & {
      readonly type: 'failure';
      readonly backend: string;
      readonly operation: string;
      readonly code: RepriseErrorCode | 'unknown';
      /** What happened and what to do about it, where this library knows; it quotes nothing of a request. */
      readonly message?: string;
      /** Trying again can't help: something has to be installed, set or mended first. */
      readonly permanent?: true;
      readonly durationMs: number;
    })
  /** Work off the critical path took longer than it may, or than `close` waits: so many of it are not waited for any more. */
  | (EventBase & {
      readonly type: 'lost';
      readonly work: 'write' | 'refresh' | 'audit' | 'statistics';
      readonly count: number;
    })
  /** A backend failed so often that it isn't asked for a while (`open`), or answers again (`closed`). */
  | (EventBase & { readonly type: 'circuit'; readonly backend: string; readonly state: 'open' | 'closed' });

/** Why an answer was not stored. `abandoned`: its stream was left before it ended, or stood unread; `malformed`: it is no
 * answer, or holds a tool's result without the call; `unverified`:
 * the store's generations could not be read, or a scan by pattern went by while the answer was made. */
export type NotStoredReason =
  | Refusal
  | 'read-only'
  | 'failed'
  | 'abandoned'
  | 'unverified'
  | 'malformed'
  | 'not-serialisable'
  | 'too-large'
  | 'no-lifetime';

/** What a stand-in did with one request, in tokens. */
export interface CacheAccount {
  readonly input: number;
  readonly read: number;
  readonly written: number;
  /** The longest beginning that an earlier request had as well and that the rules allow to be cached. */
  readonly allowed: number;
}

/** A provider's caching rules, holding what it has cached. Throws a `RuleViolation` where the provider answers 400. */
export type CachingRules = (body: Readonly<Record<string, unknown>>, now: number) => CacheAccount;

export class RuleViolation extends Error {}

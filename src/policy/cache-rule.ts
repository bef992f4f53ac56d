import type { Duration } from '../duration.ts';

/**
 * A request whose text matches is cached for no longer than this. The shortest of all rules that match wins, and of
 * the request's own `ttl`; without either, the cache's `ttl` holds.
 */
export interface TimeRule {
  /** Matched against the question and the texts of the context: their first 2,000 characters, in this order. */
  readonly matching: RegExp;
  readonly ttl: Duration;
}

/** `emit(on)` drops the answers to all requests whose text matches. */
export interface EventPatternRule {
  /** The event's name. */
  readonly on: string;
  /** As in a time rule. A request with more text than patterns see counts as matching, since it might. */
  readonly matching: RegExp;
}

/** `emit(on, data)` drops the answers that carry one of the tags made of the event's data. */
export interface EventTagsRule {
  readonly on: string;
  /** Called by `emit`, which rejects with what it throws. */
  readonly tags: (data: EventData) => readonly string[];
}

export type CacheRule = TimeRule | EventPatternRule | EventTagsRule;

/** What an event says, in the user's own terms. */
export type EventData = Readonly<Record<string, unknown>>;

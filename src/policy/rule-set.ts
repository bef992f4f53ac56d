import { milliseconds } from '../duration.ts';
import { InvalidOptionError, InvalidRequestError } from '../errors.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import type { CacheRule, EventData, EventTagsRule } from './cache-rule.ts';
import { requestText } from './request-text.ts';
import { safePattern } from './safe-pattern.ts';

/** What the rules say of a request. */
export interface RuleVerdict {
  /** Milliseconds: the shortest of the time rules that match; `undefined` when none does. */
  readonly ttl: number | undefined;
  /** The tags of the event rules that match. */
  readonly tags: readonly string[];
}

/** The tag of answers that an event drops. It may be given to `invalidate({ tags })` too. */
const eventTag = (event: string) => `event:${event}`;

/** The rules of a cache, checked once, and applied to a request when it comes in. */
export class RuleSet {
  readonly #times: { readonly pattern: RegExp; readonly ttl: number }[] = [];
  readonly #events: { readonly pattern: RegExp; readonly event: string }[] = [];
  readonly #computed: EventTagsRule[] = [];

  /** @throws InvalidOptionError naming the rule that is no rule, or whose pattern may take too long. */
  constructor(rules: readonly CacheRule[]) {
    rules.forEach((rule, index) => {
      const option = `rules[${index}]`;
      if ('on' in rule && (typeof rule.on !== 'string' || rule.on === '')) {
        throw new InvalidOptionError(`${option}.on`, 'the name of an event');
      }
      if ('ttl' in rule) {
        const pattern = safePattern(rule.matching, `${option}.matching`);
        this.#times.push({ pattern, ttl: milliseconds(rule.ttl, `${option}.ttl`) });
      } else if ('matching' in rule) {
        this.#events.push({ pattern: safePattern(rule.matching, `${option}.matching`), event: rule.on });
      } else if (typeof rule.tags === 'function') this.#computed.push(rule);
      else throw new InvalidOptionError(option, '{ matching, ttl }, { on, matching } or { on, tags }');
    });
  }

  /** Runs each pattern once. */
  apply(request: CacheRequest): RuleVerdict {
    const { text, truncated } = requestText(request);
    const ttls = this.#times.filter(({ pattern }) => pattern.test(text)).map(({ ttl }) => ttl);
    const events = this.#events.filter(({ pattern }) => truncated || pattern.test(text));
    return {
      ttl: ttls.length === 0 ? undefined : Math.min(...ttls),
      tags: events.map(({ event }) => eventTag(event)),
    };
  }

  /**
   * The tags that an event drops; none for an event without a rule.
   * @throws InvalidRequestError when a rule makes of the data what are no tags; and what a rule throws.
   */
  tagsOf(event: string, data: EventData): readonly string[] {
    const computed = this.#computed
      .filter(({ on }) => on === event)
      .flatMap(({ tags }) => {
        const made: unknown = tags(data);
        if (Array.isArray(made) && made.every((tag) => typeof tag === 'string' && tag !== '')) return made;
        throw new InvalidRequestError('data', `what the rule of the event "${event}" can make tags of`);
      });
    const matched = this.#events.some((rule) => rule.event === event) ? [eventTag(event)] : [];
    return [...new Set([...matched, ...computed])];
  }
}

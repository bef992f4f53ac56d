import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { withFreshToolCallIds } from '../../response/renew-ids.ts';

const MAX_IDS = 5_000;
const word = /[\w-]{9,64}/g;

/**
 * Gives the calls of a hit ids of their own, and knows whose they were: core gives a cache the next step's prompt as a
 * text, ids included, and with new ids in it no second step would ever hit.
 */
export class IssuedIds {
  readonly #stored = new LeastRecentlyUsed<string>({ maxEntries: MAX_IDS });

  renew(response: CachedResponse): CachedResponse {
    const renewed = withFreshToolCallIds(response);
    renewed.parts.forEach((part, place) => {
      const stored = response.parts[place];
      if (part.type === 'tool-call' && stored?.type === 'tool-call' && part.toolCallId !== stored.toolCallId)
        this.#stored.set(part.toolCallId, stored.toolCallId);
    });
    return renewed;
  }

  /** A prompt with the ids that the calls were stored with. Ids of other processes stay: then it is a miss. */
  restore(prompt: string): string {
    if (this.#stored.count === 0) return prompt;
    return prompt.replace(word, (text) => this.#stored.get(text) ?? text);
  }
}

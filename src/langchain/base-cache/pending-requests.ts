import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import { sha256 } from '../../request/digest.ts';

// A call that fails after its lookup never comes back for its request: what waits is bounded in number, in text and in
// age, and without its place the answer is stored as one that was looked up just now.
const MAX_KEYS = 1_000;
const MAX_LENGTH = 4_000_000;
const MAX_AGE = 10 * 60_000;
const MAX_REQUESTS = 64;

interface Waiting {
  readonly requests: readonly CacheRequest[];
  /** When there was last something of it, by `performance.now()`. */
  readonly since: number;
}

/**
 * Requests between their lookup and their update, which core tells apart by two texts only. A request remembers what was
 * current when it was looked up: an answer that was under way during an invalidation must not be stored as a fresh one.
 */
export class PendingRequests {
  readonly #requests = new LeastRecentlyUsed<Waiting>({ maxEntries: MAX_KEYS, maxSize: MAX_LENGTH });

  async add(prompt: string, llmKey: string, request: CacheRequest): Promise<void> {
    const key = await keyOf(prompt, llmKey);
    const oldest = performance.now() - MAX_AGE;
    for (const [old, { since }] of this.#requests.entries()) if (since < oldest) this.#requests.delete(old);
    const waiting = this.#requests.get(key)?.requests ?? [];
    this.#keep(key, [...waiting.slice(1 - MAX_REQUESTS), request], prompt.length + llmKey.length);
  }

  /** The oldest that waits: what it knows may be too old, never too new. */
  async take(prompt: string, llmKey: string): Promise<CacheRequest | undefined> {
    const key = await keyOf(prompt, llmKey);
    const waiting = this.#requests.get(key);
    if (waiting === undefined || waiting.since < performance.now() - MAX_AGE) return undefined;
    const [oldest, ...requests] = waiting.requests;
    if (requests.length === 0) this.#requests.delete(key);
    else this.#keep(key, requests, prompt.length + llmKey.length);
    return oldest;
  }

  /** @param length how much text each of the requests holds at the most. */
  #keep(key: string, requests: readonly CacheRequest[], length: number): void {
    this.#requests.set(key, { requests, since: performance.now() }, 1 + length * requests.length);
  }
}

// Hashed, since the model's key holds credentials.
function keyOf(prompt: string, llmKey: string): Promise<string> {
  return sha256(JSON.stringify([prompt, llmKey]));
}

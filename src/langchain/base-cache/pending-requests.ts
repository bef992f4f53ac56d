import { LRUCache } from 'lru-cache';
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
  /** How much text each of them holds at the most. */
  readonly length: number;
}

/**
 * Requests between their lookup and their update, which core tells apart by two texts only. A request remembers what was
 * current when it was looked up: an answer that was under way during an invalidation must not be stored as a fresh one.
 */
export class PendingRequests {
  readonly #requests = new LRUCache<string, Waiting>({
    max: MAX_KEYS,
    maxSize: MAX_LENGTH,
    ttl: MAX_AGE,
    sizeCalculation: ({ length, requests }) => 1 + length * requests.length,
  });

  async add(prompt: string, llmKey: string, request: CacheRequest): Promise<void> {
    const key = await keyOf(prompt, llmKey);
    this.#requests.purgeStale();
    const waiting = this.#requests.get(key)?.requests ?? [];
    const requests = [...waiting.slice(1 - MAX_REQUESTS), request];
    this.#requests.set(key, { requests, length: prompt.length + llmKey.length });
  }

  /** The oldest that waits: what it knows may be too old, never too new. */
  async take(prompt: string, llmKey: string): Promise<CacheRequest | undefined> {
    const key = await keyOf(prompt, llmKey);
    const [oldest, ...requests] = this.#requests.get(key)?.requests ?? [];
    if (requests.length === 0) this.#requests.delete(key);
    else this.#requests.set(key, { requests, length: prompt.length + llmKey.length });
    return oldest;
  }
}

// Hashed, since the model's key holds credentials.
function keyOf(prompt: string, llmKey: string): Promise<string> {
  return sha256(JSON.stringify([prompt, llmKey]));
}

import { LRUCache } from 'lru-cache';
import type { CacheRequest } from '../request/cache-request.ts';
import { sha256 } from '../request/digest.ts';

// A call that fails after its lookup never comes back for its request.
const MAX_KEYS = 1_000;
const MAX_REQUESTS = 64;

/**
 * Requests between their lookup and their update, which core tells apart by two texts only. A request remembers what was
 * current when it was looked up: an answer that was under way during an invalidation must not be stored as a fresh one.
 */
export class PendingRequests {
  readonly #requests = new LRUCache<string, CacheRequest[]>({ max: MAX_KEYS });

  async add(prompt: string, llmKey: string, request: CacheRequest): Promise<void> {
    const key = await keyOf(prompt, llmKey);
    const waiting = this.#requests.get(key) ?? [];
    this.#requests.set(key, [...waiting.slice(1 - MAX_REQUESTS), request]);
  }

  /** The oldest that waits: what it knows may be too old, never too new. */
  async take(prompt: string, llmKey: string): Promise<CacheRequest | undefined> {
    const key = await keyOf(prompt, llmKey);
    const [oldest, ...rest] = this.#requests.get(key) ?? [];
    if (rest.length === 0) this.#requests.delete(key);
    else this.#requests.set(key, rest);
    return oldest;
  }
}

// Hashed, since the model's key holds credentials.
function keyOf(prompt: string, llmKey: string): Promise<string> {
  return sha256(JSON.stringify([prompt, llmKey]));
}

import { LRUCache } from 'lru-cache';
import type { CacheRequest } from '../request/cache-request.ts';
import { sha256 } from '../request/digest.ts';

/** What can be invalidated at once: everything that depends on it carries its generation. */
export type CounterKind = 'tag' | 'scope' | 'model' | 'key';

/**
 * The names of the generation counters, under a namespace. Tags, scopes and models are hashed: they may be e-mail
 * addresses, and a store's key names are seen by whoever operates it.
 */
export class CounterNames {
  readonly #namespace: string;
  readonly #hashes = new LRUCache<string, string>({ max: 2_000 });

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  async name(kind: CounterKind, value: string): Promise<string> {
    if (kind === 'key') return `${this.#namespace}:g:key:${value}`;
    const text = `${kind}:${value}`;
    let hash = this.#hashes.get(text);
    if (hash === undefined) {
      hash = await sha256(text);
      this.#hashes.set(text, hash);
    }
    return `${this.#namespace}:g:${kind}:${hash}`;
  }

  /** All counters that an answer to the request depends on. */
  async of(request: CacheRequest, key: string, tags: readonly string[]): Promise<readonly string[]> {
    const names = [
      this.name('scope', request.scope ?? ''),
      this.name('model', request.model),
      this.name('key', key),
    ];
    for (const tag of tags) names.push(this.name('tag', tag));
    return Promise.all(names);
  }
}

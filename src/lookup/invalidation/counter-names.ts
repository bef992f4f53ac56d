import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import { sha256 } from '../../request/digest.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';

/** What can be invalidated at once: everything that depends on it carries its generation. */
export type CounterKind = 'tag' | 'scope' | 'unscoped' | 'model' | 'key';

/**
 * The names of the generation counters, under a namespace. Tags, scopes and models are hashed: they may be e-mail
 * addresses, and a store's key names are seen by whoever operates it.
 */
export class CounterNames {
  /** The counter that every entry depends on: raised by each invalidation by pattern. */
  readonly scan: string;
  /** The counter that every invalidation of a key raises: while it stands, whatever has a key is still good by that. */
  readonly keys: string;
  readonly #namespace: string;
  readonly #hash: (text: string) => Promise<string>;
  readonly #names = new LeastRecentlyUsed<string>({ maxEntries: 2_000 });

  /** @param hash what names are made of: SHA-256, or an HMAC. */
  constructor(namespace: string, hash: (text: string) => Promise<string> = sha256) {
    this.#namespace = namespace;
    this.#hash = hash;
    this.scan = scanCounter(namespace);
    this.keys = `${namespace}${KEYS}`;
  }

  async name(kind: CounterKind, value: string): Promise<string> {
    return this.#known(kind, value) ?? this.#make(kind, value);
  }

  /** All counters that an answer to the request depends on. */
  async of(request: CacheRequest, key: string, tags: readonly string[]): Promise<readonly string[]> {
    const wanted: (readonly [CounterKind, string])[] = [
      // An empty scope is one too: dropping its answers leaves those without any.
      request.scope === undefined ? ['unscoped', ''] : ['scope', request.scope],
      ['model', request.model],
      ['key', key],
    ];
    for (const tag of tags) wanted.push(['tag', tag]);
    const names: string[] = [this.scan, this.keys];
    // Most names are known, and waiting for each would cost more than the lookup itself.
    for (const [kind, value] of wanted)
      names.push(this.#known(kind, value) ?? (await this.#make(kind, value)));
    return names;
  }

  /** Whether an entry carries a generation for all that it depends on: without one no invalidation would reach it. */
  async cover(request: CacheRequest, { key, tags, generations }: StoredEntry): Promise<boolean> {
    const names = await this.of(request, key, tags);
    return names.every((name) => Object.hasOwn(generations, name));
  }

  #known(kind: CounterKind, value: string): string | undefined {
    return kind === 'key' ? `${this.#namespace}:g:key:${value}` : this.#names.get(`${kind}:${value}`);
  }

  async #make(kind: CounterKind, value: string): Promise<string> {
    const text = `${kind}:${value}`;
    // As JSON, since halves of surrogate pairs would all become the one replacement character in UTF-8.
    const digest = (await this.#hash(JSON.stringify([kind, value]))).slice(0, DIGEST);
    const name = `${this.#namespace}:g:${kind}:${digest}`;
    this.#names.set(text, name);
    return name;
  }
}

/** 96 bits: entries carry the names, and two that shared one would only be invalidated together. */
const DIGEST = 16;

const KEYS = ':g:keys';

/** Whether a counter is that of one key. No namespace has a colon. */
export function isOfOneKey(name: string): boolean {
  return name.includes(':g:key:');
}

/** Whether a counter is the one of all keys: an entry whose own key's counter is read doesn't depend on it. */
export function isOfAllKeys(name: string): boolean {
  return name.endsWith(KEYS);
}

export function scanCounter(namespace: string): string {
  return `${namespace}:g:scan`;
}

/** Bounds of one operation. A store should stop when the signal fires; the caller stops waiting in any case. */
export interface StoreOperation {
  readonly signal?: AbortSignal;
}

/** What one read gives: the value, if there is a live one, and each counter's value (0 for one never incremented). */
export interface StoreRead {
  readonly value: string | undefined;
  readonly counters: readonly number[];
}

/**
 * Where entries live under their key. Keys are hashes and short prefixes, in `[A-Za-z0-9:_-]`; values are opaque
 * texts, to be returned as they were given. Expiry is an absolute time in milliseconds since the epoch; an expired
 * value is never returned.
 *
 * Counters are the generations of tags, scopes and models: dropping everything that carries a tag is one increment.
 * They only rise, never expire, and are no values: `delete` doesn't touch them.
 *
 * Methods reject when the store fails. Whoever calls them bounds the wait and fails open; a store does neither.
 */
export interface ExactStore {
  /** Names the store in events and statistics, such as `memory` or `upstash-redis`. */
  readonly name: string;
  /** The largest value it takes, in bytes of UTF-8. `Infinity` for no limit. */
  readonly maxValueBytes: number;
  /**
   * A value and the counters that decide whether it still holds, in one round trip.
   * @param key `undefined` reads the counters only.
   */
  read(key: string | undefined, counters: readonly string[], operation?: StoreOperation): Promise<StoreRead>;
  /** Writes a value; `expiresAt` may be `Infinity`. A time that has passed stores nothing. */
  write(key: string, value: string, expiresAt: number, operation?: StoreOperation): Promise<void>;
  /** Deletes values; resolves to how many there were. */
  delete(keys: readonly string[], operation?: StoreOperation): Promise<number>;
  /** Adds one to each counter, each atomically; resolves to the new values. */
  increment(counters: readonly string[], operation?: StoreOperation): Promise<readonly number[]>;
  /**
   * Visits the keys that begin with a prefix, a page a call: an administrative scan, not for the path of a lookup.
   * @param cursor `undefined` begins; the scan is over when the result has no cursor. A key may come twice.
   */
  scan(prefix: string, cursor: string | undefined, operation?: StoreOperation): Promise<StoreScan>;
  /** Releases what the store holds open. */
  close?(): Promise<void>;
}

export interface StoreScan {
  readonly keys: readonly string[];
  readonly cursor: string | undefined;
}

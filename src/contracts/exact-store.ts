/** Bounds of one operation. A store should stop when the signal fires; the caller stops waiting in any case. */
export interface StoreOperation {
  readonly signal?: AbortSignal;
}

/** What one read gives: the value, if there is a live one, and each counter's value. */
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
 * They begin at a random number of 2^31 to 2^52, only rise, never expire, and are no values: `delete` doesn't touch them.
 * A counter that was lost (evicted, flushed, gone with its process) begins at another random number, so that no entry
 * holds a value that it has again: such entries would be served although they were invalidated.
 *
 * Methods reject when the store fails. Whoever calls them bounds the wait and fails open; a store does neither.
 */
export interface ExactStore {
  /** Names the store in events and statistics, such as `memory` or `upstash-redis`. */
  readonly name: string;
  /** The largest value it takes, in bytes of UTF-8. `Infinity` for no limit. */
  readonly maxValueBytes: number;
  /**
   * A value and the counters that decide whether it still holds, in one round trip: the counters of the same moment, or
   * of one before the value's, never of a later one.
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
  /** What only some stores can do; without it, the options that need it are refused. */
  readonly records?: EntryRecords;
  readonly leases?: Leases;
  readonly tallies?: Tallies;
  /** Releases what the store holds open. */
  close?(): Promise<void>;
}

/** A value that is kept on record, so that the oldest can be told. */
export interface RecordedEntry {
  readonly key: string;
  readonly value: string;
  /** As in `write`. */
  readonly expiresAt: number;
  /** What the order goes by: milliseconds since the epoch. */
  readonly createdAt: number;
  /** Given back when the entry is dropped; empty for nothing. */
  readonly note: string;
}

/** An entry that made room. */
export interface DroppedEntry {
  readonly key: string;
  readonly note: string;
}

/**
 * Values in the order of their age, for a limit on their number. Every write is noted and bounded as one step, so that
 * many writers together never exceed the limit, and what is dropped is older than all that stays. A value that has
 * expired counts until its turn comes.
 */
export interface EntryRecords {
  /**
   * Writes a value and notes it in a record. If the record then holds more than `most`, the oldest are deleted, their
   * values too, until `keep` are left, or 1,000 have gone. A time that has passed deletes the value and its note.
   * @returns what was dropped.
   */
  write(
    record: string,
    entry: RecordedEntry,
    bounds: { readonly most: number; readonly keep: number },
    operation?: StoreOperation,
  ): Promise<readonly DroppedEntry[]>;
  /** Deletes values and their notes; resolves to how many values there were. */
  delete(record: string, keys: readonly string[], operation?: StoreOperation): Promise<number>;
  /** How many entries are on record. */
  count(record: string, operation?: StoreOperation): Promise<number>;
}

/** Rights that one process holds at a time, until it gives them back or their time is over. */
export interface Leases {
  /** Takes a lease that nobody holds. @param token names the holder. @param duration milliseconds, above 0. */
  acquire(name: string, token: string, duration: number, operation?: StoreOperation): Promise<boolean>;
  /** Begins the time of one's own lease anew; `false` when it was lost. */
  renew(name: string, token: string, duration: number, operation?: StoreOperation): Promise<boolean>;
  /** Gives one's own lease back; another's stays. */
  release(name: string, token: string, operation?: StoreOperation): Promise<boolean>;
}

/** Sums that many processes add to. */
export interface Tallies {
  /** Adds whole numbers to fields, each atomically, in one round trip. */
  add(name: string, amounts: Readonly<Record<string, number>>, operation?: StoreOperation): Promise<void>;
  /** All fields of a tally; none for one that was never added to. */
  read(name: string, operation?: StoreOperation): Promise<Readonly<Record<string, number>>>;
}

export interface StoreScan {
  readonly keys: readonly string[];
  readonly cursor: string | undefined;
}

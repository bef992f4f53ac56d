import type { ExactStore } from '../contracts/exact-store.ts';
import { EntryTooLargeError, InvalidOptionError } from '../errors.ts';
import { LeastRecentlyUsed } from '../least-recently-used.ts';
import { memoryLeases } from './memory-leases.ts';
import { MemoryRecord } from './memory-records.ts';
import { memoryTallies } from './memory-tallies.ts';

export interface MemoryStoreOptions {
  /**
   * How much it may hold, in bytes: for each entry two a UTF-16 unit of key and value, and 128 for bookkeeping. Above
   * 0, at most 2^53 - 1. Default 64 MiB. The entries used least recently make room.
   */
  readonly maxBytes?: number;
  /** How many entries it may hold: a whole number, 1 to 2^24. Default 10,000. */
  readonly maxEntries?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly clock?: () => number;
  /** Its name in events and statistics. Default `memory`. */
  readonly name?: string;
}

interface MemoryEntry {
  readonly value: string;
  readonly expiresAt: number;
  /** Where it is on record, if it is. */
  readonly record: MemoryRecord | undefined;
}

/** The node, the two map slots and the entry object: measured at some 120 bytes in V8, rounded up. */
const overheadBytes = 128;
const maxCounters = 100_000;
const pageSize = 1_000;

const bytesOf = (key: string, value: string) => 2 * (key.length + value.length) + overheadBytes;

/**
 * An exact store in this process, bounded in bytes and in entries.
 *
 * Every method does its work before it returns its promise, so a write is seen by the very next read, awaited or not.
 * Expired entries are never returned; they keep their room until they are read or evicted. Counters begin at
 * a random number and aren't evicted: after 100,000 distinct ones all of them rise together to a value none had, which ends every entry that depends on
 * one and forgets their names.
 *
 * `maxValueBytes` is `maxBytes`; what is counted against it is the size of the whole entry, as told at `maxBytes`.
 *
 * @throws InvalidOptionError when a bound is out of its range.
 */
export function memoryStore(options: MemoryStoreOptions = {}): ExactStore {
  const { maxBytes = 64 * 1024 * 1024, maxEntries = 10_000, clock = Date.now, name = 'memory' } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new InvalidOptionError('maxBytes', 'a whole number of bytes, 1 or more');
  }
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1 || maxEntries > 2 ** 24) {
    throw new InvalidOptionError('maxEntries', 'a whole number of entries, 1 to 16,777,216');
  }

  const entries = new LeastRecentlyUsed<MemoryEntry>({
    maxEntries,
    maxSize: maxBytes,
    onRemoved: ({ record }, key) => record?.forget(key),
  });
  const records = new Map<string, MemoryRecord>();
  const counters = new Map<string, number>();
  // Where all counters begin. Made at the first use: workerd gives no random numbers while a module loads.
  let floor: number | undefined;
  let highest = 0;

  const liveEntry = (key: string): MemoryEntry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || clock() < entry.expiresAt) return entry;
    entries.delete(key);
    return undefined;
  };

  const put = (key: string, value: string, expiresAt: number, record: MemoryRecord | undefined): boolean => {
    const size = bytesOf(key, value);
    if (size > maxBytes) throw new EntryTooLargeError(size, maxBytes);
    const live = clock() < expiresAt;
    if (live) entries.set(key, { value, expiresAt, record }, size);
    else entries.delete(key);
    return live;
  };

  const remove = (keys: readonly string[]): number =>
    keys.filter((key) => liveEntry(key) !== undefined && entries.delete(key)).length;

  const readCounter = (counter: string): number => {
    floor ??= randomOrigin();
    return counters.get(counter) ?? floor;
  };

  const incrementCounter = (counter: string): number => {
    if (counters.size >= maxCounters && !counters.has(counter)) {
      counters.clear();
      floor = highest + 1;
    }
    const value = readCounter(counter) + 1;
    counters.set(counter, value);
    highest = Math.max(highest, value);
    return value;
  };

  return {
    name,
    maxValueBytes: maxBytes,

    async read(key, counterNames) {
      return {
        value: key === undefined ? undefined : liveEntry(key)?.value,
        counters: counterNames.map(readCounter),
      };
    },

    async write(key, value, expiresAt) {
      put(key, value, expiresAt, undefined);
    },

    async delete(keys) {
      return remove(keys);
    },

    async increment(counterNames) {
      return counterNames.map(incrementCounter);
    },

    async scan(prefix, cursor) {
      // In order of the keys, so that a cursor holds whatever is written, read or evicted between two pages.
      const now = clock();
      const matching: string[] = [];
      for (const [key, entry] of entries.entries()) {
        if (key.startsWith(prefix) && now < entry.expiresAt && (cursor === undefined || key > cursor)) {
          matching.push(key);
        }
      }
      const keys = matching.sort().slice(0, pageSize);
      return { keys, cursor: matching.length > pageSize ? keys.at(-1) : undefined };
    },

    records: {
      async write(name, { key, value, expiresAt, createdAt, note }, { most, keep }) {
        const record = records.get(name) ?? new MemoryRecord();
        records.set(name, record);
        // Noted after it is written: an overwritten value is taken off the record as it goes.
        if (put(key, value, expiresAt, record)) record.note(key, { createdAt, note });
        if (record.size <= most) return [];
        const dropped = record.oldest(keep);
        remove(dropped.map((entry) => entry.key));
        return dropped;
      },
      async delete(_, keys) {
        return remove(keys);
      },
      async count(name) {
        return records.get(name)?.size ?? 0;
      },
    },
    leases: memoryLeases(clock),
    tallies: memoryTallies(),

    async close() {
      entries.clear();
    },
  };
}

/** 2^32 to 2^51: no counter of another store is likely to have had one of the values that follow. */
function randomOrigin(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (1 + (high % (2 ** 19 - 1))) * 2 ** 32 + low;
}

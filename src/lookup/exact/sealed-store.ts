import type { Encryption } from '../../contracts/encryption.ts';
import type { ExactStore, StoreOperation } from '../../contracts/exact-store.ts';

/** What a sealed store gives for a value that can't be opened: a text that no value is. */
export const UNOPENED = 'reprise:unopened';

/**
 * A store whose values are sealed, each for its own name: the entry's key, which covers its scope, is part of the name.
 * A value that can't be opened reads as `UNOPENED`, and is the miss of its key alone.
 */
export function sealedStore(store: ExactStore, encryption: Encryption): ExactStore {
  const { records, leases, tallies } = store;
  return {
    name: store.name,
    maxValueBytes: encryption.capacity(store.maxValueBytes),
    async read(key, counters, operation) {
      const read = await store.read(key, counters, operation);
      if (key === undefined || typeof read?.value !== 'string') return read;
      return { ...read, value: (await encryption.open(read.value, key)) ?? UNOPENED };
    },
    async write(key, value, expiresAt, operation) {
      await store.write(key, await encryption.seal(value, key), expiresAt, operation);
    },
    delete: (keys: readonly string[], operation?: StoreOperation) => store.delete(keys, operation),
    increment: (counters: readonly string[], operation?: StoreOperation) =>
      store.increment(counters, operation),
    scan: (prefix, cursor, operation) => store.scan(prefix, cursor, operation),
    ...(records === undefined
      ? {}
      : {
          records: {
            async write(record, entry, bounds, operation) {
              const value = await encryption.seal(entry.value, entry.key);
              return records.write(record, { ...entry, value }, bounds, operation);
            },
            delete: (record, keys, operation) => records.delete(record, keys, operation),
            count: (record, operation) => records.count(record, operation),
          },
        }),
    ...(leases === undefined ? {} : { leases }),
    ...(tallies === undefined ? {} : { tallies }),
    ...(store.close === undefined ? {} : { close: () => store.close?.() ?? Promise.resolve() }),
  };
}

import type { DroppedEntry, ExactStore, StoreOperation } from '../../contracts/exact-store.ts';
import { InvalidOptionError, StoreFailedError } from '../../errors.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import { isDropped } from './store-reply.ts';

export interface EntryLimitOptions {
  /** How many entries a layer holds at the most. */
  readonly maxEntries: number;
  readonly namespace: string;
  /** What is to be known of an entry when it is dropped, such as where its vector is; empty for nothing. */
  readonly note: (entry: StoredEntry) => Promise<string>;
}

/** Bounds the number of entries of a namespace: when there is one too many, the oldest tenth goes. */
export class EntryLimit {
  readonly #options: EntryLimitOptions;
  readonly #keep: number;

  /** @throws InvalidOptionError unless `maxEntries` is a whole number, 1 or more. */
  constructor(options: EntryLimitOptions) {
    const { maxEntries } = options;
    if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
      throw new InvalidOptionError('maxEntries', 'a whole number, 1 or more');
    }
    this.#options = options;
    this.#keep = Math.max(1, Math.floor(maxEntries * 0.9));
  }

  /** Writes an entry; resolves to what was dropped for it. */
  async write(
    { records }: ExactStore,
    name: string,
    entry: StoredEntry,
    text: string,
    expiresAt: number,
    operation: StoreOperation,
  ): Promise<readonly DroppedEntry[]> {
    const { maxEntries, namespace, note } = this.#options;
    if (records === undefined) throw missingRecords();
    const dropped: unknown = await records.write(
      namespace,
      { key: name, value: text, expiresAt, createdAt: entry.createdAt, note: await note(entry) },
      { most: maxEntries, keep: this.#keep },
      operation,
    );
    if (!isDropped(dropped)) throw new StoreFailedError('write', 'unexpected reply');
    return dropped;
  }

  async delete({ records }: ExactStore, names: readonly string[], operation: StoreOperation): Promise<void> {
    if (records === undefined) throw missingRecords();
    await records.delete(this.#options.namespace, names, operation);
  }
}

/** The error for a store that can't tell its oldest entries. */
export function missingRecords(): InvalidOptionError {
  return new InvalidOptionError('maxEntries', 'a store with records');
}

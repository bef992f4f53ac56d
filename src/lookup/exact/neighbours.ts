import { type Name, questionKey } from '../../request/request-key.ts';
import { keptQuestion, type StoredEntry } from '../../response/stored-entry.ts';
import type { CounterNames } from '../invalidation/counter-names.ts';
import {
  type Generations,
  type GenerationValues,
  type ScanMark,
  stillHolds,
} from '../invalidation/generations.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { EntryReader } from './entry-reader.ts';
import type { LayerReads } from './layer.ts';

export interface NeighboursOptions {
  readonly reads: LayerReads;
  readonly reader: EntryReader;
  readonly scans: ScanMark;
  readonly generations: Generations;
  readonly names: CounterNames;
  /** What stands for a digest in keys: its HMAC where the cache encrypts. */
  readonly keyName: Name | undefined;
}

/** Entries of other keys, found by meaning: served on the same conditions as by key. */
export class Neighbours {
  readonly #options: NeighboursOptions;

  constructor(options: NeighboursOptions) {
    this.#options = options;
  }

  /**
   * Whether an entry that is at hand may be served for this request.
   * @param question the whole of what it answered.
   * @param read what the request's own counters were a moment ago: most often it proves the entry without another read.
   */
  async mayServe(
    prepared: PreparedRequest,
    entry: StoredEntry,
    question: string,
    read?: GenerationValues,
  ): Promise<boolean> {
    const { reads, reader } = this.#options;
    if (reader.obstacle(prepared, entry) !== undefined) return false;
    if (!(await this.#answers(prepared, entry, question))) return false;
    const { generations } = entry;
    if (read !== undefined && this.#holdsBy(read, entry)) return true;
    if (!this.#isBeforeScan(entry)) {
      const current = await reads.stillCurrent(generations);
      if (current || !this.#isBeforeScan(entry)) return current;
    }
    return this.#isInStore(prepared, entry);
  }

  /**
   * The entry of another key, if it may be served for this request.
   * @param question the whole of what it is said to answer.
   */
  async load(prepared: PreparedRequest, key: string, question: string): Promise<StoredEntry | undefined> {
    const { reads, reader, scans, names } = this.#options;
    const counters = [...prepared.counters, await names.name('key', key)];
    const read = await reads.readAuthority(key, counters);
    const candidate = reader.read(read?.value, prepared, key);
    if (!('entry' in candidate)) return undefined;
    const { entry } = candidate;
    if (!(await this.#answers(prepared, entry, question))) return undefined;
    const isRead = Object.keys(entry.generations).every((name) => counters.includes(name));
    const current = isRead ? read?.generations : await reads.current(entry.generations);
    return current !== undefined && scans.holdsInStore(entry.generations, current) ? entry : undefined;
  }

  /** Whether an entry is whole, and its key is that of the question it was compared by. */
  async #answers({ request }: PreparedRequest, entry: StoredEntry, question: string): Promise<boolean> {
    const { names, keyName } = this.#options;
    return (
      (await questionKey(entry.contextKey, question, keyName)) === entry.key &&
      keptQuestion(entry.question) === keptQuestion(question) &&
      names.cover(request, entry)
    );
  }

  #holdsBy(read: GenerationValues, { generations }: StoredEntry): boolean {
    const { generations: known } = this.#options;
    // What this process has heard since counts too.
    if (Object.keys(generations).some((name) => known.changedSince(generations, name))) return false;
    return stillHolds(generations, read);
  }

  /** Whether the store has a copy's original, and that still holds: value and counters in one read. */
  async #isInStore(
    prepared: PreparedRequest,
    { key, createdAt, generations }: StoredEntry,
  ): Promise<boolean> {
    const { reads, reader, scans } = this.#options;
    const read = await reads.readAuthority(key, Object.keys(generations));
    if (read === undefined) return false;
    const stored = reader.read(read.value, prepared, key);
    return (
      'entry' in stored &&
      stored.entry.createdAt === createdAt &&
      scans.holdsInStore(generations, read.generations)
    );
  }

  #isBeforeScan({ generations }: StoredEntry): boolean {
    return this.#options.generations.changedSince(generations, this.#options.scans.counter);
  }
}

import type { StoredEntry } from '../../response/stored-entry.ts';
import { readEntries, readEntry, scanEntryNames } from './entry-scan.ts';
import { entryName, type Layer } from './layer.ts';

/** A page of what a layer holds, for administration. */
export interface EntryPage {
  readonly entries: readonly StoredEntry[];
  /** Where the next page begins; absent on the last one. */
  readonly cursor?: string;
}

export interface EntryInspectionOptions {
  /** The store; without one, memory. */
  readonly layer: Layer | undefined;
  readonly namespace: string;
  /** Milliseconds for one operation. */
  readonly timeout: number;
}

/** Looks at entries as they lie in the store, whether or not a lookup would serve them: for administration only. */
export class EntryInspection {
  readonly #options: EntryInspectionOptions;

  constructor(options: EntryInspectionOptions) {
    this.#options = options;
  }

  /** @returns `undefined` for an entry that isn't there, is damaged, or can't be read now. */
  async entry(key: string): Promise<StoredEntry | undefined> {
    const { layer, namespace, timeout } = this.#options;
    if (layer === undefined) return undefined;
    const read = await readEntry(layer, entryName(namespace, key), timeout);
    return read.ok ? read.value : undefined;
  }

  /** @returns `undefined` when the store doesn't answer. */
  async page(cursor: string | undefined): Promise<EntryPage | undefined> {
    const { layer, namespace, timeout } = this.#options;
    if (layer === undefined) return { entries: [] };
    const scan = await scanEntryNames(layer, namespace, cursor, timeout);
    if (!scan.ok) return undefined;
    const entries: StoredEntry[] = [];
    for await (const read of readEntries(layer, scan.value.keys, timeout)) {
      if (read.ok && read.value !== undefined) entries.push(read.value);
    }
    return { entries, ...(scan.value.cursor === undefined ? {} : { cursor: scan.value.cursor }) };
  }
}

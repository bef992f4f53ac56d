import { decodeEntry, type StoredEntry } from '../../response/stored-entry.ts';
import { entryName, type Layer } from './layer.ts';
import { isReadOf, isScan } from './store-reply.ts';

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

const readsAtOnce = 16;

/** Looks at entries as they lie in the store, whether or not a lookup would serve them: for administration only. */
export class EntryInspection {
  readonly #options: EntryInspectionOptions;

  constructor(options: EntryInspectionOptions) {
    this.#options = options;
  }

  /** @returns `undefined` for an entry that isn't there, is damaged, or can't be read now. */
  async entry(key: string): Promise<StoredEntry | undefined> {
    const { layer, namespace } = this.#options;
    return layer === undefined ? undefined : this.#read(layer, entryName(namespace, key));
  }

  /** @returns `undefined` when the store doesn't answer. */
  async page(cursor: string | undefined): Promise<EntryPage | undefined> {
    const { layer, namespace, timeout } = this.#options;
    if (layer === undefined) return { entries: [] };
    const scan = await layer.backend.attempt('scan', timeout, isScan, (signal) =>
      layer.store.scan(entryName(namespace, ''), cursor, { signal }),
    );
    if (!scan.ok) return undefined;
    const entries: StoredEntry[] = [];
    for (let start = 0; start < scan.value.keys.length; start += readsAtOnce) {
      const names = scan.value.keys.slice(start, start + readsAtOnce);
      const read = await Promise.all(names.map((name) => this.#read(layer, name)));
      entries.push(...read.filter((entry) => entry !== undefined));
    }
    return { entries, ...(scan.value.cursor === undefined ? {} : { cursor: scan.value.cursor }) };
  }

  async #read({ store, backend }: Layer, name: string): Promise<StoredEntry | undefined> {
    const read = await backend.attempt('read', this.#options.timeout, isReadOf(0), (signal) =>
      store.read(name, [], { signal }),
    );
    if (!read.ok || read.value.value === undefined) return undefined;
    try {
      return decodeEntry(read.value.value);
    } catch {
      // A damaged entry is served to nobody, and shown to nobody.
      return undefined;
    }
  }
}

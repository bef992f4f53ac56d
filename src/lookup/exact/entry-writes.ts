import type { DroppedEntry, ExactStore, StoreOperation } from '../../contracts/exact-store.ts';
import { EntryTooLargeError, NotSerialisableError } from '../../errors.ts';
import type { CacheLayer, NotStoredReason } from '../../observe/cache-event.ts';
import { encodeEntry, type StoredEntry } from '../../response/stored-entry.ts';
import { isAnything, type Surroundings } from '../fail-open/backend.ts';
import type { BackgroundWork } from '../fail-open/background-work.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { EntryLimit } from './entry-limit.ts';
import { entryName, type Layer } from './layer.ts';

export interface EntryWritesOptions extends Surroundings {
  readonly memory: (Layer & { readonly ttl: number }) | undefined;
  readonly store: Layer | undefined;
  readonly writeTimeout: number;
  readonly namespace: string;
  readonly background: BackgroundWork;
  readonly limit: EntryLimit | undefined;
  /** Called with what the limit dropped: other layers hold the same entries. */
  readonly onDropped: (dropped: readonly DroppedEntry[]) => void;
}

/** What goes into memory and the shared store, and out of them: within the limit, and the sizes that each takes. */
export class EntryWrites {
  readonly #options: EntryWritesOptions;
  readonly #writes = new WeakMap<PreparedRequest, Promise<unknown>>();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(options: EntryWritesOptions) {
    this.#options = options;
  }

  /** Writes an answer to memory before it returns, and, if it is verified, to the store in the background. */
  write(
    prepared: PreparedRequest,
    entry: StoredEntry,
    verified: boolean,
  ): Promise<NotStoredReason | undefined> {
    const writing = this.#write(prepared, entry, verified);
    const landed: Promise<unknown> = writing
      .then(() => this.#writes.get(prepared))
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(landed));
    this.#underWay.add(landed);
    return writing;
  }

  async #write(
    prepared: PreparedRequest,
    entry: StoredEntry,
    verified: boolean,
  ): Promise<NotStoredReason | undefined> {
    const { store, writeTimeout } = this.#options;
    const text = encoded(entry);
    if (text === undefined) return 'not-serialisable';
    const bytes = byteLength(text);
    const inMemory = await this.#writeMemory(prepared, entry, text, bytes);
    if (store === undefined) return inMemory ? undefined : 'too-large';
    if (!verified) return inMemory ? undefined : 'unverified';
    const { store: target, backend } = store;
    if (bytes > target.maxValueBytes) {
      await backend.attempt('write', Number.POSITIVE_INFINITY, isAnything, () =>
        Promise.reject(new EntryTooLargeError(bytes, target.maxValueBytes)),
      );
      return inMemory ? undefined : 'too-large';
    }
    const write = backend.attempt('write', writeTimeout, isAnything, (signal) =>
      this.#put(target, entry, text, entry.expiresAt, { signal }),
    );
    this.#writes.set(prepared, write);
    this.#options.background.run(write.then(({ ok }) => ok && this.#emitStored(prepared, 'store', bytes)));
    return undefined;
  }

  /** Resolves when all that was being written has reached its layers, or has failed to. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Keeps what the store gave in memory too. */
  async copy(prepared: PreparedRequest, entry: StoredEntry, text: string): Promise<void> {
    await this.#writeMemory(prepared, entry, text, byteLength(text));
  }

  /** Resolves when what was written for this request has reached the store, or has failed to. */
  async written(prepared: PreparedRequest): Promise<void> {
    await this.#writes.get(prepared);
  }

  /** Drops the values of keys from every layer of this process and from the store. */
  async delete(keys: readonly string[]): Promise<void> {
    const { memory, store, writeTimeout, namespace } = this.#options;
    const names = keys.map((key) => entryName(namespace, key));
    if (memory !== undefined)
      await memory.backend.attempt('delete', writeTimeout, isAnything, () =>
        this.#remove(memory.store, names, {}),
      );
    if (store !== undefined) {
      await store.backend.attempt('delete', writeTimeout, isAnything, (signal) =>
        this.#remove(store.store, names, { signal }),
      );
    }
  }

  async #writeMemory(
    prepared: PreparedRequest,
    entry: StoredEntry,
    text: string,
    bytes: number,
  ): Promise<boolean> {
    const { memory, clock } = this.#options;
    if (memory === undefined) return false;
    const expiresAt = Math.min(entry.expiresAt, clock() + memory.ttl);
    if (text.length > memory.store.maxValueBytes) return false;
    const attempt = await memory.backend.attempt('write', Number.POSITIVE_INFINITY, isAnything, () =>
      this.#put(memory.store, entry, text, expiresAt, {}),
    );
    if (attempt.ok) this.#emitStored(prepared, 'memory', bytes);
    return attempt.ok;
  }

  async #put(
    target: ExactStore,
    entry: StoredEntry,
    text: string,
    expiresAt: number,
    operation: StoreOperation,
  ): Promise<void> {
    const { limit, memory, store, namespace, onDropped } = this.#options;
    const name = entryName(namespace, entry.key);
    if (limit === undefined) return target.write(name, text, expiresAt, operation);
    const dropped = await limit.write(target, name, entry, text, expiresAt, operation);
    if (dropped.length === 0 || target !== (store ?? memory)?.store) return;
    if (memory !== undefined && target !== memory.store) {
      await memory.store.delete(dropped.map(({ key }) => key));
    }
    const prefix = entryName(namespace, '');
    onDropped(dropped.map(({ key, note }) => ({ key: key.slice(prefix.length), note })));
  }

  async #remove(target: ExactStore, names: readonly string[], operation: StoreOperation): Promise<void> {
    const { limit } = this.#options;
    if (limit === undefined) await target.delete(names, operation);
    else await limit.delete(target, names, operation);
  }

  #emitStored(prepared: PreparedRequest, layer: CacheLayer, bytes: number): void {
    const { provider, model } = prepared.request;
    this.#options.emit({
      type: 'stored',
      at: this.#options.clock(),
      provider,
      model,
      key: prepared.key,
      layer,
      bytes,
    });
  }
}

function encoded(entry: StoredEntry): string | undefined {
  try {
    return encodeEntry(entry);
  } catch (error) {
    if (error instanceof NotSerialisableError) return undefined;
    throw error;
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

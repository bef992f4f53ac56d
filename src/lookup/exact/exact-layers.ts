import type { CacheLayer, MissReason, NotStoredReason } from '../../observe/cache-event.ts';
import { encodeEntry, type StoredEntry } from '../../response/stored-entry.ts';
import { type CounterNames, isOfOneKey } from '../invalidation/counter-names.ts';
import {
  type Generations,
  type GenerationValues,
  type ScanMark,
  stillHolds,
} from '../invalidation/generations.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Candidate, CandidateEntry, EntryReader } from './entry-reader.ts';
import { EntryWrites, type EntryWritesOptions } from './entry-writes.ts';
import type { Layer, LayerReads } from './layer.ts';
import { isIncrementOf } from './store-reply.ts';

/** What the generations were when a lookup began: an answer made after it is stored with these. */
export interface Snapshot {
  readonly generations: GenerationValues;
  /** Whether the store that keeps the generations was asked; if not, the answer is good for this process only. */
  readonly verified: boolean;
}

export type ExactOutcome =
  | { readonly found: true; readonly layer: CacheLayer; readonly entry: StoredEntry }
  | { readonly found: false; readonly reason: MissReason; readonly snapshot: Snapshot | undefined };

export interface ExactLayersOptions extends EntryWritesOptions {
  readonly reads: LayerReads;
  readonly reader: EntryReader;
  readonly scans: ScanMark;
  readonly generations: Generations;
  readonly names: CounterNames;
}

/** Memory, then the shared store: an answer is served only if it is whole, allowed, and nothing it depends on was invalidated. */
export class ExactLayers {
  readonly #options: ExactLayersOptions;
  readonly #writes: EntryWrites;

  constructor(options: ExactLayersOptions) {
    this.#options = options;
    this.#writes = new EntryWrites(options);
  }

  /** A fresh answer that memory has, if nothing but memory is needed to prove it: the way of most hits. */
  async findInMemory(prepared: PreparedRequest): Promise<StoredEntry | undefined> {
    const { candidate, proved } = await this.#inMemory(prepared);
    return proved && 'entry' in candidate && this.#isFresh(candidate.entry) ? candidate.entry : undefined;
  }

  async find(prepared: PreparedRequest): Promise<ExactOutcome> {
    const { store } = this.#options;
    const { candidate, proved, generations } = await this.#inMemory(prepared);
    if (store === undefined) return this.#settle(prepared, 'memory', candidate, generations);
    if (!('entry' in candidate)) return this.#findInStore(prepared, store, undefined);
    const { entry } = candidate;
    if (proved && this.#isFresh(entry)) return { found: true, layer: 'memory', entry };
    return this.#findInStore(prepared, store, { ...candidate, proved });
  }

  /** The generations as they are now, for an answer that is made without a lookup. */
  async snapshot(prepared: PreparedRequest): Promise<Snapshot | undefined> {
    const read = await this.#options.reads.readAuthority(undefined, prepared.counters);
    return read === undefined
      ? this.#unverified(prepared)
      : { generations: read.generations, verified: true };
  }

  /** Writes an answer to memory before it returns, and to the store in the background. */
  async write(
    prepared: PreparedRequest,
    entry: StoredEntry,
    verified: boolean,
  ): Promise<NotStoredReason | undefined> {
    // No scan could have found what was still on its way.
    const { generations, scans } = this.#options;
    if (generations.changedSince(entry.generations, scans.counter)) return 'unverified';
    return this.#writes.write(prepared, entry, verified);
  }

  /** Resolves when what was written for this request has reached the store, or has failed to. */
  written(prepared: PreparedRequest): Promise<void> {
    return this.#writes.written(prepared);
  }

  /** Resolves when all that was being written has reached its layers, or has failed to. */
  settled(): Promise<void> {
    return this.#writes.settled();
  }

  /** Drops the values of keys from every layer of this process and from the store. */
  delete(keys: readonly string[]): Promise<void> {
    return this.#writes.delete(keys);
  }

  /** Makes everything that carries one of the counters invalid; resolves to whether the authority took it. */
  async increment(counters: readonly string[]): Promise<boolean> {
    const { writeTimeout, generations, clock, reads } = this.#options;
    const { authority } = reads;
    if (authority === undefined) return true;
    const readAt = clock();
    const attempt = await authority.backend.attempt(
      'increment',
      writeTimeout,
      isIncrementOf(counters.length),
      (signal) => authority.store.increment(counters, { signal }),
    );
    if (attempt.ok) generations.learn(counters, attempt.value, readAt);
    else generations.doubt(counters);
    return attempt.ok;
  }

  /** What memory has, and whether what is known of the generations proves it. */
  async #inMemory(prepared: PreparedRequest): Promise<{
    readonly candidate: Candidate;
    readonly proved: boolean;
    readonly generations: GenerationValues;
  }> {
    const { memory, store, reader } = this.#options;
    const local =
      memory &&
      (await this.#options.reads.read(memory, prepared.key, store === undefined ? prepared.counters : []));
    const candidate = reader.readOften(local?.value, prepared, prepared.key);
    const generations = local?.generations ?? {};
    if (!('entry' in candidate)) return { candidate, proved: false, generations };
    const expected = candidate.entry.generations;
    if (store === undefined)
      return { candidate, proved: this.#options.scans.holdsInStore(expected, generations), generations };
    return { candidate, proved: this.#options.generations.prove(expected), generations };
  }

  async #findInStore(
    prepared: PreparedRequest,
    store: Layer,
    local: (CandidateEntry & { readonly proved: boolean }) | undefined,
  ): Promise<ExactOutcome> {
    const localNames = local === undefined ? [] : Object.keys(local.entry.generations);
    const read = await this.#options.reads.read(store, prepared.key, [
      ...new Set([...prepared.counters, ...localNames]),
    ]);
    if (read === undefined) {
      const { generations } = this.#options;
      if (local?.proved || (local && generations.prove(local.entry.generations, true)))
        return { found: true, layer: 'memory', entry: local.entry };
      return { found: false, reason: 'unavailable', snapshot: this.#unverified(prepared) };
    }
    // What memory has is still good if nothing was invalidated, also when the store has evicted it; but after a scan,
    // which didn't see what the store had evicted, only the store's own value is.
    const kept =
      local !== undefined && stillHolds(local.entry.generations, read.generations) ? local : undefined;
    if (kept !== undefined && this.#isFresh(kept.entry)) {
      return { found: true, layer: 'memory', entry: kept.entry };
    }
    const candidate = this.#options.reader.read(read.value, prepared, prepared.key);
    const outcome = await this.#settle(prepared, 'store', candidate, read.generations);
    // A stale answer is served only if no other process has made a newer one.
    if (kept !== undefined && !(outcome.found && outcome.entry.createdAt > kept.entry.createdAt)) {
      return { found: true, layer: 'memory', entry: kept.entry };
    }
    if (outcome.found && 'text' in candidate) {
      const { entry } = outcome;
      await this.#writes.copy(
        prepared,
        entry,
        entry === candidate.entry ? candidate.text : encodeEntry(entry),
      );
    }
    return outcome;
  }

  /** A candidate is found if its generations still hold; those of tags that the request didn't name are read now. */
  async #settle(
    prepared: PreparedRequest,
    layer: CacheLayer,
    candidate: Candidate,
    generations: GenerationValues,
  ): Promise<ExactOutcome> {
    const missed = (reason: MissReason): ExactOutcome => {
      const snapshot: Snapshot = { generations: only(prepared.counters, generations), verified: true };
      return { found: false, reason, snapshot };
    };
    if (!('entry' in candidate)) return missed(candidate.reason);
    const { entry } = candidate;
    if (!(await this.#options.names.cover(prepared.request, entry))) return missed('corrupt');
    const unread = Object.keys(entry.generations).filter((name) => generations[name] === undefined);
    const rest = unread.length === 0 ? undefined : await this.#options.reads.readAuthority(undefined, unread);
    if (unread.length > 0 && rest === undefined) return missed('unavailable');
    if (this.#options.scans.holdsInStore(entry.generations, { ...generations, ...rest?.generations }))
      return { found: true, layer, entry: this.#options.scans.seen(entry, generations) };
    return missed('invalidated');
  }

  #isFresh(entry: StoredEntry): boolean {
    return this.#options.clock() < entry.freshUntil;
  }

  /**
   * For an answer made while the store is unreachable: good for this process, as far as its bounds allow. It rests on the
   * counter of all keys: its own may never have been read.
   */
  #unverified({ counters }: PreparedRequest): Snapshot | undefined {
    const shared = counters.filter((name) => !isOfOneKey(name));
    const generations = this.#options.generations.current(shared, {}, true);
    return generations && { generations, verified: false };
  }
}

function only(names: readonly string[], values: GenerationValues): GenerationValues {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? 0]));
}

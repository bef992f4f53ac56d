import type { PriceSource } from '../contracts/price-source.ts';
import type { SemanticFind, SemanticLookups } from '../contracts/semantic-layer.ts';
import type { MissReason, NotStoredReason } from '../observe/cache-event.ts';
import { lessJudge, savingsOf } from '../observe/savings.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import type { StoredEntry } from '../response/stored-entry.ts';
import type { CacheHit, CacheMiss } from './cache-result.ts';
import type { ExactLayers, Snapshot } from './exact/exact-layers.ts';
import type { LayerReads } from './exact/layer.ts';
import type { Neighbours } from './exact/neighbours.ts';
import { type NewEntryTerms, newEntry } from './exact/new-entry.ts';
import { isOfOneKey } from './invalidation/counter-names.ts';
import type { LookupEvents } from './lookup-events.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Dialect } from './response-cache.ts';

/** What a lookup found; a miss carries what a later store needs. */
export type LookupResult =
  | {
      readonly found: true;
      readonly hit: CacheHit;
      /** A semantic hit that is to be compared with a fresh answer. */
      readonly audit?: SemanticFind;
    }
  | {
      readonly found: false;
      readonly reason: MissReason;
      readonly snapshot: Snapshot | undefined;
      /** An answer past all service, to be given only if the provider fails. */
      readonly grace?: CacheHit;
      readonly semantic?: NonNullable<CacheMiss['semantic']>;
      /** What shadow mode would have served: to be compared with the fresh answer. */
      readonly audit?: SemanticFind;
    };

export type LookupMiss = LookupResult & { readonly found: false };

export interface LayersOptions extends NewEntryTerms {
  readonly events: LookupEvents;
  readonly prices: PriceSource;
  readonly exact: ExactLayers;
  readonly reads: LayerReads;
  readonly neighbours: Neighbours;
  readonly semantic: SemanticLookups | undefined;
}

/** Milliseconds that counters count as current for a hit by meaning: as long as those of memory's by default. */
const READ_IS_GOOD_FOR = 1_000;

/** All layers in their order: the exact ones, then the one that answers by meaning. */
export class Layers {
  readonly #options: LayersOptions;

  constructor(options: LayersOptions) {
    this.#options = options;
  }

  /** A fresh answer of memory's; `undefined` where more is to be done than to look into memory. */
  async findInMemory(prepared: PreparedRequest, dialect: Dialect): Promise<CacheHit | undefined> {
    if (prepared.request.mode === 'refresh') return undefined;
    const entry = await this.#options.exact.findInMemory(prepared);
    return entry !== undefined && dialect.accepts(entry.response)
      ? this.#hit(entry, { layer: 'memory' })
      : undefined;
  }

  /** @param dialect what the caller can take: an answer that it can't is a miss. */
  async find(prepared: PreparedRequest, dialect: Dialect): Promise<LookupResult> {
    const { exact, semantic } = this.#options;
    if (prepared.request.mode === 'refresh') {
      return { found: false, reason: 'refresh', snapshot: await exact.snapshot(prepared) };
    }
    semantic?.prepare(prepared);
    const result = await this.findExactly(prepared, dialect);
    if (result.found || semantic === undefined) return result;
    // Where the generations can't be read, nothing found by meaning could be proved fresh either.
    if (result.reason === 'unavailable' || result.reason === 'incompatible') return result;
    return this.#findByMeaning(prepared, dialect, semantic, result);
  }

  /** As `find`, by key only. */
  async findExactly(prepared: PreparedRequest, dialect: Dialect): Promise<LookupResult> {
    const outcome = await this.#options.exact.find(prepared);
    if (!outcome.found) return outcome;
    const { layer, entry } = outcome;
    if (!dialect.accepts(entry.response)) {
      return {
        found: false,
        reason: 'incompatible',
        snapshot: snapshotOf(entry),
      };
    }
    const hit = this.#hit(entry, { layer });
    if (this.#mayServe(entry)) return { found: true, hit };
    return { found: false, reason: 'absent', snapshot: snapshotOf(entry), grace: hit };
  }

  async #findByMeaning(
    prepared: PreparedRequest,
    dialect: Dialect,
    semantic: SemanticLookups,
    missed: LookupMiss,
  ): Promise<LookupResult> {
    const { neighbours, reads, clock } = this.#options;
    const begun = clock();
    // A judge may take longer than what was read is good for.
    const read = () =>
      missed.snapshot?.verified && clock() - begun <= READ_IS_GOOD_FOR
        ? missed.snapshot.generations
        : undefined;
    const outcome = await semantic.find(prepared, {
      load: async (key, question) => {
        const entry = await neighbours.load(prepared, key, question);
        return entry !== undefined && this.#mayServe(entry) && dialect.accepts(entry.response)
          ? entry
          : undefined;
      },
      mayServe: async (entry, question) =>
        this.#mayServe(entry) &&
        dialect.accepts(entry.response) &&
        neighbours.mayServe(prepared, entry, question, read()),
      isInvalidated: (generations) => reads.isInvalidated(generations),
    });
    const { similarity } = outcome;
    const near = {
      ...(similarity === undefined ? {} : { similarity }),
      ...(outcome.judged === undefined ? {} : { judged: outcome.judged }),
    };
    if (!outcome.found) {
      return { ...missed, semantic: { reason: outcome.reason, ...near } };
    }
    const { entry, by, serve, audit } = outcome;
    const find: SemanticFind = { entry, similarity: outcome.similarity, by };
    if (!serve) return { ...missed, semantic: { reason: 'shadow', ...near }, audit: find };
    const hit = this.#hit(entry, {
      layer: 'semantic',
      similarity: outcome.similarity,
      by,
      askedKey: prepared.key,
    });
    const paid = { ...hit, saved: lessJudge(hit.saved, outcome.judged) };
    return { found: true, hit: paid, ...(audit ? { audit: find } : {}) };
  }

  /** Compares a semantic find with a fresh answer, for the wrong-hit rate. */
  async audited(
    prepared: PreparedRequest,
    find: SemanticFind,
    fresh: CachedResponse,
    served: boolean,
  ): Promise<void> {
    await this.#options.semantic?.compare(prepared, find, fresh, served);
  }

  /** Resolves when the answer stored last for this request has reached the store, or has failed to. */
  written(prepared: PreparedRequest): Promise<void> {
    return this.#options.exact.written(prepared);
  }

  snapshot(prepared: PreparedRequest): Promise<Snapshot | undefined> {
    return this.#options.exact.snapshot(prepared);
  }

  /** Stores an answer that was made after the snapshot was taken; resolves to why it wasn't, if it wasn't. */
  async store(
    prepared: PreparedRequest,
    response: CachedResponse,
    snapshot: Snapshot | undefined,
  ): Promise<NotStoredReason | undefined> {
    const { events } = this.#options;
    const reason = await this.#store(prepared, response, snapshot);
    if (reason !== undefined) events.notStored(prepared, reason);
    return reason;
  }

  async #store(
    prepared: PreparedRequest,
    response: CachedResponse,
    snapshot: Snapshot | undefined,
  ): Promise<NotStoredReason | undefined> {
    const { exact, semantic } = this.#options;
    const made = newEntry(prepared, response, snapshot, this.#options);
    if ('reason' in made) return made.reason;
    const { entry, verified } = made;
    const reason = await exact.write(prepared, entry, verified);
    if (reason === undefined && verified) semantic?.write(prepared, entry);
    return reason;
  }

  #hit(entry: StoredEntry, found: Pick<CacheHit, 'layer' | 'similarity' | 'by' | 'askedKey'>): CacheHit {
    const now = this.#options.clock();
    return {
      status: now < entry.freshUntil ? 'hit' : 'stale',
      ...found,
      ageMs: Math.max(0, now - entry.createdAt),
      key: entry.key,
      saved: savingsOf(entry, entry.response.usage, this.#options.prices),
      response: entry.response,
    };
  }

  /** Whether an answer is fresh, or stale for no longer than is served. */
  #mayServe(entry: StoredEntry): boolean {
    return this.#options.clock() < entry.freshUntil + this.#options.staleFor;
  }
}

/** For an answer in place of one that holds now: as old, and as well known, as that is. */
function snapshotOf({ generations }: StoredEntry): Snapshot {
  return { generations, verified: Object.keys(generations).some(isOfOneKey) };
}

/** A miss as its caller is told of it. */
export function missOf(
  { key }: PreparedRequest,
  { reason, semantic }: Pick<CacheMiss, 'reason' | 'semantic'>,
): CacheMiss {
  return { status: 'miss', reason, key, ...(semantic === undefined ? {} : { semantic }) };
}

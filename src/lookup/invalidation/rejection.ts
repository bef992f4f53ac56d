import type { SemanticLookups } from '../../contracts/semantic-layer.ts';
import { InvalidRequestError } from '../../errors.ts';
import type { RejectedHit, RejectionResult } from '../cache-result.ts';
import type { EntryInspection } from '../exact/entry-inspection.ts';
import type { ExactLayers } from '../exact/exact-layers.ts';
import type { Surroundings } from '../fail-open/backend.ts';
import type { Invalidation } from './invalidation.ts';

export interface RejectionOptions extends Surroundings {
  /** Of each layer that may have the entry. */
  readonly inspections: readonly EntryInspection[];
  readonly invalidation: Invalidation;
  readonly exact: ExactLayers;
  readonly semantic: SemanticLookups | undefined;
}

/** Takes back what was served: a pair of questions for good, or an answer to its own question. */
export class Rejection {
  readonly #options: RejectionOptions;

  constructor(options: RejectionOptions) {
    this.#options = options;
  }

  /** @throws InvalidRequestError for what no hit has told. */
  async reject(hit: RejectedHit): Promise<RejectionResult> {
    assertHit(hit);
    const { key, askedKey = key, scope } = hit;
    return askedKey === key ? this.#rejectEntry(key, scope) : this.#rejectPair({ key, askedKey, scope });
  }

  async #rejectPair(pair: Parameters<SemanticLookups['reject']>[0]): Promise<RejectionResult> {
    const rejected = (await this.#options.semantic?.reject(pair)) ?? 'unavailable';
    // What is rejected twice was one wrong hit.
    if (rejected !== false) this.#tell(pair.key, 'semantic');
    return { rejected: 'pair', done: rejected !== 'unavailable' };
  }

  /** The scope is that of the entry itself: the key alone, which a browser may have been told, drops nothing. */
  async #rejectEntry(key: string, scope: string | undefined): Promise<RejectionResult> {
    const { inspections, invalidation, exact, semantic } = this.#options;
    // What has just been answered may still be on its way to the store.
    await exact.settled();
    for (const inspection of inspections) {
      const entry = await inspection.entry(key);
      if (entry?.key !== key || entry.scope !== scope) continue;
      const { done } = await invalidation.invalidate({ key });
      semantic?.forget([{ key, note: await semantic.note(scope) }]);
      this.#tell(key, 'exact');
      return { rejected: 'entry', done };
    }
    return { rejected: 'nothing', done: false };
  }

  #tell(key: string, layer: 'semantic' | 'exact'): void {
    const { emit, clock } = this.#options;
    emit({ type: 'rejected', at: clock(), key, layer });
  }
}

const form = /^[A-Za-z0-9_-]{1,128}$/;

function assertHit(hit: unknown): void {
  const field = (name: string): unknown => Reflect.get(Object(hit), name);
  const isKey = (value: unknown): boolean => typeof value === 'string' && form.test(value);
  if (!isKey(field('key'))) throw new InvalidRequestError('key', 'the "key" that a hit told');
  if (field('askedKey') !== undefined && !isKey(field('askedKey'))) {
    throw new InvalidRequestError('askedKey', 'the "askedKey" that a hit by meaning told');
  }
  if (field('scope') !== undefined && typeof field('scope') !== 'string') {
    throw new InvalidRequestError('scope', 'a text');
  }
}

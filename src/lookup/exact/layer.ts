import type { ExactStore, StoreRead } from '../../contracts/exact-store.ts';
import type { Attempt, Backend } from '../fail-open/backend.ts';
import { type Generations, type GenerationValues, stillHolds } from '../invalidation/generations.ts';
import { isReadOf } from './store-reply.ts';

/** A store with what guards it. */
export interface Layer {
  readonly store: ExactStore;
  readonly backend: Backend;
  /** Milliseconds. */
  readonly readTimeout: number;
  /** Whether it is the cache's own memory, which is read without the bounds that others need. Default `false`. */
  readonly own?: boolean;
}

/** What a layer holds an entry under. */
export function entryName(namespace: string, key: string): string {
  return `${namespace}:e:${key}`;
}

export interface LayerReadsOptions {
  readonly memory: Layer | undefined;
  readonly store: Layer | undefined;
  readonly namespace: string;
  readonly generations: Generations;
  readonly clock: () => number;
}

/** What one read gave: the value, and the counters that were asked for with it. */
export interface LayerRead {
  readonly value: string | undefined;
  readonly generations: GenerationValues;
}

/** What comes out of memory and the shared store; what each read says of the generations is remembered. */
export class LayerReads {
  /** The layer that keeps the generations: the store; without one, memory. */
  readonly authority: Layer | undefined;
  readonly #options: LayerReadsOptions;

  constructor(options: LayerReadsOptions) {
    this.#options = options;
    this.authority = options.store ?? options.memory;
  }

  /** One read of one layer; `undefined` when it failed. */
  async read(
    layer: Layer,
    key: string | undefined,
    names: readonly string[],
  ): Promise<LayerRead | undefined> {
    const { namespace, generations, clock } = this.#options;
    const readAt = clock();
    const name = key === undefined ? undefined : entryName(namespace, key);
    const attempt: Attempt<StoreRead> = layer.own
      ? { ok: true, value: await layer.store.read(name, names) }
      : await layer.backend.attempt('read', layer.readTimeout, isReadOf(names.length), (signal) =>
          layer.store.read(name, names, { signal }),
        );
    if (!attempt.ok) {
      if (!attempt.damaged || key === undefined) return undefined;
      // What can't be read is an entry's damage, a miss that is overwritten, while the counters are well.
      const counters = await this.read(layer, undefined, names);
      return counters && { ...counters, value: '' };
    }
    const { value, counters } = attempt.value;
    // Memory's own counters are raised by this process alone, which takes note of it then.
    return {
      value,
      generations: layer.own ? asRead(names, counters) : generations.learn(names, counters, readAt),
    };
  }

  /** One read of the authority; `undefined` also where there is none. */
  readAuthority(key: string | undefined, names: readonly string[]): Promise<LayerRead | undefined> {
    const { authority } = this;
    return authority === undefined ? Promise.resolve(undefined) : this.read(authority, key, names);
  }

  /** What these generations are now: as they are known, or read where that is too old. */
  async current(generations: GenerationValues): Promise<GenerationValues | undefined> {
    const names = Object.keys(generations);
    return (
      this.#options.generations.current(names, generations) ??
      (await this.readAuthority(undefined, names))?.generations
    );
  }

  /** Whether nothing of it was invalidated, as far as memory's bounds allow; asked of the store where that is over. */
  async stillCurrent(generations: GenerationValues): Promise<boolean> {
    const { generations: known } = this.#options;
    if (known.prove(generations)) return true;
    const read = await this.readAuthority(undefined, Object.keys(generations));
    return read === undefined ? known.prove(generations, true) : stillHolds(generations, read.generations);
  }

  /** Whether something of it was invalidated; `false` also when the store doesn't answer. */
  async isInvalidated(generations: GenerationValues): Promise<boolean> {
    const current = await this.current(generations);
    return current !== undefined && !stillHolds(generations, current);
  }
}

function asRead(names: readonly string[], values: readonly number[]): GenerationValues {
  const read: Record<string, number> = {};
  names.forEach((name, index) => {
    read[name] = values[index] ?? 0;
  });
  return read;
}

import type { ExactStore } from '../../contracts/exact-store.ts';
import type { Backend } from '../fail-open/backend.ts';

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

import type { ExactStore } from '../contracts/exact-store.ts';
import type { Backend } from './fail-open/backend.ts';

/** A store with what guards it. */
export interface Layer {
  readonly store: ExactStore;
  readonly backend: Backend;
  /** Milliseconds; `Infinity` for a layer in this process. */
  readonly readTimeout: number;
}

/** What a layer holds an entry under. */
export function entryName(namespace: string, key: string): string {
  return `${namespace}:e:${key}`;
}

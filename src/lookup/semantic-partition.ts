import type { DroppedEntry } from '../contracts/exact-store.ts';
import { sha256 } from '../request/digest.ts';

/** The tenant's own part of a vector index. Hashed: a scope may be an e-mail address. */
export function semanticPartition(namespace: string, scope: string | undefined): Promise<string> {
  return sha256(JSON.stringify([namespace, scope ?? null]));
}

/** Dropped entries by the partition that was noted of each. */
export function byPartition(dropped: readonly DroppedEntry[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { key, note } of dropped) keys.set(note, [...(keys.get(note) ?? []), key]);
  return keys;
}

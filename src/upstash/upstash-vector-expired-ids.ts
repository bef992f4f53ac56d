/** The ids of expired entries that queries have met, until a write to their namespace deletes them. */
export interface UpstashVectorExpiredIds {
  add(namespace: string, id: string): void;
  /** For what was written again: no longer what was found expired. */
  remove(namespace: string, ids: readonly string[]): void;
  /** Gives them to whoever deletes them, and forgets them. */
  take(namespace: string): readonly string[];
}

/** Beyond this they wait in the index, where the next query meets them again. */
const maxIds = 1_000;

export function upstashVectorExpiredIds(): UpstashVectorExpiredIds {
  const expired = new Map<string, Set<string>>();
  return {
    add(namespace, id) {
      const ids = expired.get(namespace) ?? new Set<string>();
      expired.set(namespace, ids);
      if (ids.size < maxIds) ids.add(id);
    },
    remove(namespace, written) {
      const ids = expired.get(namespace);
      for (const id of written) ids?.delete(id);
    },
    take(namespace) {
      const ids = expired.get(namespace) ?? [];
      expired.delete(namespace);
      return [...ids];
    },
  };
}

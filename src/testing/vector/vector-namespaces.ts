/** One stored entry. `vector` is as it was given; its score is computed from it. */
export interface VectorRecord {
  readonly id: string;
  readonly vector: readonly number[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly data?: string;
}

interface Namespace {
  /** What was written last: `fetch`, `range`, `update` and `delete` see it at once. */
  readonly stored: Map<string, VectorRecord>;
  /** What queries see. */
  readonly indexed: Map<string, VectorRecord>;
}

interface PendingWrite {
  readonly namespace: Namespace;
  readonly record: VectorRecord;
  readonly visibleAt: number;
}

/** The data of a local vector service: namespaces, whose writes queries see only after a while. */
export interface VectorNamespaces {
  write(namespace: string, record: VectorRecord): void;
  /** At once, unlike a write; tells whether there was one. */
  remove(namespace: string, id: string): boolean;
  /** In the order of insertion. Reading a namespace creates it, as in the service. */
  stored(namespace: string): ReadonlyMap<string, VectorRecord>;
  indexed(namespace: string): ReadonlyMap<string, VectorRecord>;
  has(namespace: string): boolean;
  names(): readonly string[];
  pending(namespace: string): number;
  clear(namespace: string): void;
  drop(namespace: string): void;
}

/** @param lag how long a write is pending, in milliseconds of the clock. */
export function vectorNamespaces(lag: number, clock: () => number): VectorNamespaces {
  const namespaces = new Map<string, Namespace>([['', { stored: new Map(), indexed: new Map() }]]);
  let queue: PendingWrite[] = [];

  const open = (name: string): Namespace => {
    const namespace = namespaces.get(name) ?? { stored: new Map(), indexed: new Map() };
    namespaces.set(name, namespace);
    return namespace;
  };

  const settle = (): void => {
    const now = clock();
    for (const { namespace, record, visibleAt } of queue) {
      // What was deleted or written again meanwhile isn't shown.
      if (visibleAt <= now && namespace.stored.get(record.id) === record) {
        namespace.indexed.set(record.id, record);
      }
    }
    queue = queue.filter(({ visibleAt }) => visibleAt > now);
  };

  const clear = (name: string): void => {
    const namespace = namespaces.get(name);
    namespace?.stored.clear();
    namespace?.indexed.clear();
    queue = queue.filter((write) => write.namespace !== namespace);
  };

  return {
    write(name, record) {
      const namespace = open(name);
      namespace.stored.set(record.id, record);
      queue.push({ namespace, record, visibleAt: clock() + lag });
    },
    remove(name, id) {
      const namespace = open(name);
      namespace.indexed.delete(id);
      return namespace.stored.delete(id);
    },
    stored: (name) => open(name).stored,
    indexed(name) {
      settle();
      return open(name).indexed;
    },
    has: (name) => namespaces.has(name),
    names: () => [...namespaces.keys()],
    pending(name) {
      settle();
      const namespace = namespaces.get(name);
      return new Set(queue.filter((write) => write.namespace === namespace).map(({ record }) => record.id))
        .size;
    },
    clear,
    drop(name) {
      clear(name);
      if (name !== '') namespaces.delete(name);
    },
  };
}

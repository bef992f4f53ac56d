import { setTimeout as delay } from 'node:timers/promises';
import type { ExactStore, StoreOperation } from '../contracts/exact-store.ts';
import { StoreFailedError } from '../errors.ts';

export type StoreOperationName = 'read' | 'write' | 'delete' | 'increment' | 'scan';

/** What each operation of a store resolves to. */
export type StoreResults = { [Name in StoreOperationName]: Awaited<ReturnType<ExactStore[Name]>> };

/**
 * What one operation does in place of its work.
 *
 * `latency`: its work, later. `reject`: it rejects, with `error` or a StoreFailedError. `throw`: it throws before it
 * returns a promise, as a store must not. `hang`: it never settles, or only when its signal fires where
 * `heedsSignal` is set. `late`: it does its work, and rejects after that, as when a reply is lost. `replace`: it
 * does its work, and its result is changed: wrong values.
 */
export type StoreFault<Result> =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'reject'; readonly error?: Error }
  | { readonly kind: 'throw'; readonly error?: Error }
  | { readonly kind: 'hang'; readonly heedsSignal?: boolean }
  | { readonly kind: 'late'; readonly error?: Error }
  | { readonly kind: 'replace'; readonly result: (real: Result) => Result };

/**
 * The fault of the operation at hand, or `undefined` for none: a constant, or a function of the operation's call
 * number (0 for its first), so that a store can fail and recover.
 */
export type StoreFaultPlan<Result> =
  | StoreFault<Result>
  | ((call: number) => StoreFault<Result> | undefined)
  | undefined;

/** A plan for each operation; the object may be changed while the store is in use. */
export type StoreFaults = { -readonly [Name in StoreOperationName]?: StoreFaultPlan<StoreResults[Name]> };

const hang = (operation: StoreOperation | undefined, heedsSignal: boolean): Promise<never> =>
  new Promise((_, reject) => {
    const { signal } = operation ?? {};
    if (!heedsSignal || signal === undefined) return;
    const stop = () => reject(new StoreFailedError('hang', 'aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/**
 * A store with faults, for tests of what is built on stores. Operations without a plan go through unchanged, and so do
 * records, leases and tallies.
 *
 * @example
 * const faults: StoreFaults = { read: { kind: 'hang' } };
 * const store = withFaults(memoryStore(), faults);
 * faults.read = undefined; // and it has recovered
 */
export function withFaults(store: ExactStore, faults: StoreFaults): ExactStore {
  const calls: Record<StoreOperationName, number> = { read: 0, write: 0, delete: 0, increment: 0, scan: 0 };

  function faulty<Name extends StoreOperationName>(
    name: Name,
    plan: StoreFaultPlan<StoreResults[Name]>,
    operation: StoreOperation | undefined,
    work: () => Promise<StoreResults[Name]>,
  ): Promise<StoreResults[Name]> {
    const call = calls[name];
    calls[name] += 1;
    const fault = typeof plan === 'function' ? plan(call) : plan;
    if (fault === undefined) return work();
    const failure = () => new StoreFailedError(name, 'fault on demand');
    switch (fault.kind) {
      case 'latency':
        return delay(fault.milliseconds).then(work);
      case 'reject':
        return Promise.reject(fault.error ?? failure());
      case 'throw':
        throw fault.error ?? failure();
      case 'hang':
        return hang(operation, fault.heedsSignal ?? false);
      case 'late':
        return work().then(() => Promise.reject(fault.error ?? failure()));
      case 'replace':
        return work().then(fault.result);
    }
  }

  return {
    name: store.name,
    maxValueBytes: store.maxValueBytes,
    read: (key, counters, operation) =>
      faulty('read', faults.read, operation, () => store.read(key, counters, operation)),
    write: (key, value, expiresAt, operation) =>
      faulty('write', faults.write, operation, () => store.write(key, value, expiresAt, operation)),
    delete: (keys, operation) =>
      faulty('delete', faults.delete, operation, () => store.delete(keys, operation)),
    increment: (counters, operation) =>
      faulty('increment', faults.increment, operation, () => store.increment(counters, operation)),
    scan: (prefix, cursor, operation) =>
      faulty('scan', faults.scan, operation, () => store.scan(prefix, cursor, operation)),
    ...(store.records === undefined ? {} : { records: store.records }),
    ...(store.leases === undefined ? {} : { leases: store.leases }),
    ...(store.tallies === undefined ? {} : { tallies: store.tallies }),
    close: async () => store.close?.(),
  };
}

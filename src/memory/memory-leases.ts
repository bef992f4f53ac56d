import type { Leases } from '../contracts/exact-store.ts';

interface Lease {
  readonly token: string;
  readonly endsAt: number;
}

/** Leases among the caches of one process that share a store. @param clock milliseconds since the epoch. */
export function memoryLeases(clock: () => number): Leases {
  const leases = new Map<string, Lease>();
  const held = (name: string): Lease | undefined => {
    const lease = leases.get(name);
    if (lease === undefined || clock() < lease.endsAt) return lease;
    leases.delete(name);
    return undefined;
  };
  return {
    async acquire(name, token, duration) {
      if (held(name) !== undefined) return false;
      leases.set(name, { token, endsAt: clock() + duration });
      return true;
    },
    async renew(name, token, duration) {
      if (held(name)?.token !== token) return false;
      leases.set(name, { token, endsAt: clock() + duration });
      return true;
    },
    async release(name, token) {
      return held(name)?.token === token && leases.delete(name);
    },
  };
}

import type { Fingerprinted } from '../drift/explain-drift.ts';

/** A call to count. */
export interface MonitoredCall {
  readonly provider: string;
  readonly model: string;
  /** In any shape that `readCacheUsage` reads. */
  readonly usage: unknown;
  readonly providerMetadata?: unknown;
  /** The plan of the call, or its fingerprint: then misses are counted and explained. */
  readonly prompt?: Fingerprinted;
}

import type { CacheOptions } from '../src/index.ts';

/** For a cache whose subject isn't a timeout: bounds that no load of the machine reaches. */
export const patientTimeouts = {
  read: '10m',
  write: '10m',
  embed: '10m',
  query: '10m',
  close: '10m',
  flight: '10m',
  idle: '10m',
  refresh: '10m',
  lease: '2m',
  wait: '10m',
} as const satisfies Required<NonNullable<CacheOptions['timeouts']>>;

/** For `vi.waitFor`, whose own second passes on a busy machine; it is left as soon as the condition holds. */
export const patience = { timeout: 120_000, interval: 20 };

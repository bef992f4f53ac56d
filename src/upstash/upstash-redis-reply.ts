import type { StoreOperation } from '../contracts/exact-store.ts';
import type { UpstashRedisPipeline } from './upstash-redis-client.ts';

/** Sends what is queued as one request; rejects unless there are as many replies as there were commands. */
export type SendUpstash = (
  operation: string,
  commands: number,
  queue: (pipeline: UpstashRedisPipeline) => void,
  options?: StoreOperation,
) => Promise<readonly unknown[]>;

/** An integer, whether the client has made a number of it or not. */
export function integerOf(reply: unknown): number | undefined {
  const value = typeof reply === 'string' && /^\d+$/.test(reply) ? Number(reply) : reply;
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0 ? value : undefined;
}

import type { Tallies } from '../contracts/exact-store.ts';
import type { CacheEvent } from '../observe/cache-event.ts';
import { eventAmounts, type OverallStats, overallStats } from '../observe/overall-stats.ts';
import { isSums } from './exact/store-reply.ts';
import { type Backend, isAnything } from './fail-open/backend.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';

/** What the cache gives to its shared statistics. */
export interface SharedStatisticsConnection {
  readonly tallies: Tallies;
  readonly backend: Backend;
  readonly background: BackgroundWork;
  readonly namespace: string;
  /** Milliseconds for one operation of the store. */
  readonly timeout: number;
}

/** How long sums are gathered, and for how many events at the most, before they go to the store in one request. */
const gatherFor = 1_000;
const mostEvents = 200;

/** Statistics over all processes that share a store, from `sharedStatistics()`. */
export interface SharedStatistics {
  /** Called by the cache that it is given to. */
  readonly connect: (connection: SharedStatisticsConnection) => ConnectedStatistics;
}

/**
 * Counts in the store what all processes do, for `stats().overall`: `createCache({ store, sharedStatistics:
 * sharedStatistics() })`. One request a second at the most; the store must be able to (`upstashRedis` and `memoryStore`
 * are).
 */
export function sharedStatistics(): SharedStatistics {
  return { connect: (connection) => new ConnectedStatistics(connection) };
}

/**
 * The statistics as one cache uses them: sums in the store, sent in batches and in the background. What can't be sent is lost:
 * sent again it might count twice, and no call waits for it.
 */
export class ConnectedStatistics {
  readonly #options: SharedStatisticsConnection;
  #pending = new Map<string, number>();
  #events = 0;
  #send: (() => void) | undefined;

  constructor(options: SharedStatisticsConnection) {
    this.#options = options;
  }

  add(event: CacheEvent): void {
    const amounts = Object.entries(eventAmounts(event));
    if (amounts.length === 0) return;
    for (const [field, amount] of amounts) {
      this.#pending.set(field, (this.#pending.get(field) ?? 0) + amount);
    }
    this.#events++;
    if (this.#send === undefined) this.#options.background.run(this.#gather(), 'statistics');
    else if (this.#events >= mostEvents) this.#send();
  }

  /** Sends what is pending now, in the background. */
  flush(): void {
    this.#send?.();
  }

  /** `undefined` when the store doesn't answer. */
  async read(): Promise<OverallStats | undefined> {
    const { tallies, backend, namespace, timeout } = this.#options;
    const read = await backend.attempt('tally', timeout, isSums, (signal) =>
      tallies.read(namespace, { signal }),
    );
    return read.ok ? overallStats(read.value) : undefined;
  }

  async #gather(): Promise<void> {
    const { tallies, backend, namespace, timeout } = this.#options;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherFor);
      this.#send = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    const amounts = Object.fromEntries(this.#pending);
    this.#pending = new Map();
    this.#events = 0;
    this.#send = undefined;
    await backend.attempt('tally', timeout, isAnything, (signal) =>
      tallies.add(namespace, amounts, { signal }),
    );
  }
}

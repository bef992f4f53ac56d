import type { Leases } from '../../contracts/exact-store.ts';
import { type Backend, isAnything, isBoolean } from '../fail-open/backend.ts';
import { startWatch } from '../fail-open/timer.ts';
import type { LookupMiss, LookupResult } from '../layers.ts';

export interface SharedFlightsOptions {
  readonly leases: Leases;
  readonly backend: Backend;
  readonly namespace: string;
  /** Milliseconds after which an owner that gives no sign of life counts as dead. */
  readonly leaseFor: number;
  /** Milliseconds that a process waits for another's answer before it asks the model itself. */
  readonly waitFor: number;
  /** Milliseconds for one operation of the store. */
  readonly timeout: number;
}

/** What a wait came to: another's answer, or a miss that is this process's to end. */
export interface Turn {
  readonly result: LookupResult;
  /** To be called when the answer is stored, or there is none. Without it nobody waits for this process. */
  readonly release?: () => Promise<void>;
}

const firstPause = 20;
const longestPause = 500;

/**
 * One call of the model for several processes. The one that takes the lease calls it, and renews the lease while it
 * does; the others look for its answer, less and less often. When the owner dies its lease runs out, and one of them
 * takes it over. In doubt (the store fails, the wait takes too long) a process calls the model itself.
 */
export class SharedFlights {
  readonly #options: SharedFlightsOptions;

  constructor(options: SharedFlightsOptions) {
    this.#options = options;
  }

  /**
   * @param id what identifies the call, for all processes.
   * @param missed what this process found before.
   * @param look asks again; also right after the lease was taken, since its last owner may just have stored the answer.
   * @param holdFor milliseconds after which an owner whose call hangs lets another have its turn.
   */
  async enter(
    id: string,
    missed: LookupMiss,
    look: () => Promise<LookupResult>,
    signal: AbortSignal,
    holdFor: number,
  ): Promise<Turn> {
    const { waitFor } = this.#options;
    const deadline = performance.now() + waitFor;
    let result: LookupResult = missed;
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      signal.throwIfAborted();
      const release = await this.take(id, holdFor);
      if (release === 'unavailable') return { result };
      if (release !== 'taken') {
        const seen = await look();
        if (!seen.found) return { result: kept(result, seen), release };
        await release();
        return { result: seen };
      }
      if (performance.now() >= deadline) return { result };
      // Spread, so that those who wait don't ask all at once.
      await sleep(pause * (0.5 + Math.random()), signal);
      const seen = await look();
      result = kept(result, seen);
      if (seen.found || seen.reason === 'unavailable' || seen.reason === 'incompatible') return { result };
    }
  }

  /** The lease if nobody has it, as what gives it back; it is renewed until then, for `holdFor` milliseconds at the most. */
  async take(id: string, holdFor: number): Promise<(() => Promise<void>) | 'taken' | 'unavailable'> {
    const { leases, backend, namespace, leaseFor, timeout } = this.#options;
    const name = `${namespace}:${id}`;
    const token = crypto.randomUUID();
    const taken = await backend.attempt('acquire', timeout, isBoolean, (signal) =>
      leases.acquire(name, token, leaseFor, { signal }),
    );
    if (!taken.ok) return 'unavailable';
    return taken.value ? this.#hold(name, token, holdFor) : 'taken';
  }

  #hold(name: string, token: string, holdFor: number): () => Promise<void> {
    const { leases, backend, leaseFor, timeout } = this.#options;
    const until = performance.now() + holdFor;
    let stop: () => void = () => undefined;
    let released = false;
    const beat = async (): Promise<void> => {
      const renewed = await backend.attempt('renew', timeout, isBoolean, (signal) =>
        leases.renew(name, token, leaseFor, { signal }),
      );
      // Lost: whoever has it now makes the answer too. What this process makes is right all the same.
      if (renewed.ok && !renewed.value) return;
      if (!released && performance.now() < until) schedule();
    };
    const schedule = () => {
      stop = startWatch(leaseFor / 3, () => void beat());
    };
    schedule();
    return async () => {
      released = true;
      stop();
      await backend.attempt('release', timeout, isAnything, (signal) =>
        leases.release(name, token, { signal }),
      );
    };
  }
}

/** What a later look found, with what was found by meaning before: a later look is by key only. */
function kept(before: LookupResult, seen: LookupResult): LookupResult {
  if (seen.found || before.found) return seen;
  const { semantic, audit } = before;
  return {
    ...seen,
    ...(semantic === undefined ? {} : { semantic }),
    ...(audit === undefined ? {} : { audit }),
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}

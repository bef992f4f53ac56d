import { OperationTimeoutError, RepriseError } from '../errors.ts';
import type { CacheEvent } from '../observe/cache-event.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

/** What an operation gave, or that it gave nothing. */
export type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/** What the lookup needs of the cache's surroundings. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly emit: (event: CacheEvent) => void;
}

export interface BackendOptions extends Surroundings {
  readonly name: string;
}

/**
 * The one place where the cache fails open. Whatever a store, an index, an embedder or a judge does (reject, throw,
 * hang), the caller waits no longer than the timeout and gets `{ ok: false }`; an event says what happened.
 */
export class Backend {
  readonly #options: BackendOptions;
  readonly #breaker = new CircuitBreaker({ now: () => performance.now() });

  constructor(options: BackendOptions) {
    this.#options = options;
  }

  /**
   * @param operation its name in events.
   * @param timeout milliseconds; `Infinity` waits for as long as it takes.
   * @param run gets a signal that fires at the timeout, so that a backend that can stop does.
   */
  async attempt<Value>(
    operation: string,
    timeout: number,
    run: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Attempt<Value>> {
    if (!this.#breaker.admits()) return { ok: false };
    const started = performance.now();
    try {
      const value = await bounded(operation, timeout, run);
      if (this.#breaker.succeeded()) this.#circuit('closed');
      return { ok: true, value };
    } catch (error) {
      this.#failed(operation, error, performance.now() - started);
      return { ok: false };
    }
  }

  #failed(operation: string, error: unknown, durationMs: number): void {
    const { name, clock, emit } = this.#options;
    const cause = failureCause(error);
    emit({ type: 'failure', at: clock(), backend: name, operation, ...cause, durationMs });
    const { code } = cause;
    // What the caller asked too much of says nothing of the backend's health.
    if (code === 'entry-too-large' || code === 'not-serialisable') return;
    if (this.#breaker.failed()) this.#circuit('open');
  }

  #circuit(state: 'open' | 'closed'): void {
    const { name, clock, emit } = this.#options;
    emit({ type: 'circuit', at: clock(), backend: name, state });
  }
}

/** Only the errors of this library have a message that may be told: those of clients quote what they were given. */
function failureCause(error: unknown) {
  if (!RepriseError.isInstance(error)) return { code: 'unknown' as const };
  const { code, message, permanent } = error;
  return permanent ? { code, message, permanent: true as const } : { code, message };
}

let unbounded: AbortSignal | undefined;

async function bounded<Value>(
  operation: string,
  timeout: number,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  // What is waited for without a bound is in this process, and is never told to stop.
  if (timeout === Number.POSITIVE_INFINITY) {
    unbounded ??= new AbortController().signal;
    return run(unbounded);
  }
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new OperationTimeoutError(operation, timeout);
      reject(error);
      controller.abort(error);
    }, timeout);
  });
  try {
    return await Promise.race([run(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

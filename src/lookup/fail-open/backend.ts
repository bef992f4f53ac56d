import { OperationTimeoutError, RepriseError, StoreFailedError } from '../../errors.ts';
import type { CacheEvent } from '../../observe/cache-event.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { startTimer } from './timer.ts';

/** What an operation gave, or that it gave nothing. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** Whether it is the value that is damaged, and not the backend. */
      readonly damaged?: boolean;
    };

/** Whether what came from outside has the shape that was promised. */
export type Check<Value> = (value: unknown) => value is Value;

/** What the lookup needs of the cache's surroundings. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly emit: (event: CacheEvent) => void;
}

export interface BackendOptions extends Surroundings {
  readonly name: string;
}

/** What tells of one value or one caller, and nothing of the backend's health. */
const harmless: ReadonlySet<string> = new Set(['entry-corrupt', 'entry-too-large', 'not-serialisable']);

/**
 * The one place where the cache fails open. Whatever a store, an index, an embedder or a judge does (reject, throw,
 * hang, give something else than it promised), the caller waits no longer than the timeout and gets `{ ok: false }`; an
 * event says what happened.
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
   * @param check what the value must be: none comes out unchecked.
   * @param run gets a signal that fires at the timeout, so that a backend that can stop does.
   */
  async attempt<Value>(
    operation: string,
    timeout: number,
    check: Check<Value>,
    run: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<Attempt<Value>> {
    const admission = this.#breaker.admit();
    if (admission === 'refused') return { ok: false };
    const started = performance.now();
    try {
      const value = await bounded(operation, timeout, run);
      if (!check(value)) throw new StoreFailedError(operation, 'unexpected reply');
      if (this.#breaker.succeeded()) this.#circuit('closed');
      return { ok: true, value };
    } catch (error) {
      const code = this.#failed(operation, error, performance.now() - started, admission);
      return { ok: false, damaged: code === 'entry-corrupt' };
    }
  }

  #failed(operation: string, error: unknown, durationMs: number, admission: 'admitted' | 'probe'): string {
    const { name, clock, emit } = this.#options;
    const cause = failureCause(error);
    emit({ type: 'failure', at: clock(), backend: name, operation, ...cause, durationMs });
    if (harmless.has(cause.code)) this.#breaker.undecided(admission);
    else if (this.#breaker.failed(admission)) this.#circuit('open');
    return cause.code;
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

/** For operations whose result nobody uses. */
export function isAnything(_: unknown): _ is unknown {
  return true;
}

/** For operations that answer yes or no: only `true` is a yes. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

let unbounded: AbortSignal | undefined;

async function bounded(
  operation: string,
  timeout: number,
  run: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  // What is waited for without a bound is in this process, and is never told to stop.
  if (timeout === Number.POSITIVE_INFINITY) {
    unbounded ??= new AbortController().signal;
    return run(unbounded);
  }
  const controller = new AbortController();
  let stop: (() => void) | undefined;
  const expired = new Promise<never>((_, reject) => {
    stop = startTimer(timeout, () => {
      const error = new OperationTimeoutError(operation, timeout);
      reject(error);
      controller.abort(error);
    });
  });
  try {
    return await Promise.race([run(controller.signal), expired]);
  } finally {
    stop?.();
  }
}

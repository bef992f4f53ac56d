import type { GenerationValues } from '../invalidation/generations.ts';

/**
 * One call that several callers wait for. A caller that aborts leaves alone; when the last one has left, the call is
 * aborted, with that caller's reason.
 */
export class Flight<Outcome> {
  readonly outcome: Promise<Outcome>;
  /** What was current when the model was called: who comes after an invalidation may not join what began before it. */
  generations: GenerationValues | undefined;
  /** When there was a last sign of life, in milliseconds: the beginning, or a stream's latest step. */
  lastSign: () => number;
  /** Whether anybody but who began it has asked for it. */
  joined = false;
  /** Called when everybody left before there was an outcome, which may then never come. */
  onAbandoned: (() => void) | undefined;
  // Made when it is asked for: most flights end with a hit, which nobody can abort.
  #controller: AbortController | undefined;
  #abandoned: { readonly reason: unknown } | undefined;
  #callers = 0;
  #settled = false;

  /** @param task begins at once; what it is given is this flight, for its signal. @param now when it begins. */
  constructor(task: (flight: Flight<Outcome>) => Promise<Outcome>, now: number) {
    this.lastSign = () => now;
    this.outcome = task(this);
    const settle = () => {
      this.#settled = true;
    };
    this.outcome.then(settle, settle);
  }

  /** Fires when nobody waits any more. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#abandoned !== undefined) this.#controller.abort(this.#abandoned.reason);
    return this.#controller.signal;
  }

  /** Whether everybody left before there was an outcome: then nobody new may join. */
  get abandoned(): boolean {
    return this.#abandoned !== undefined;
  }

  /** Ends the call whatever its callers do, as when a stream that came of it is left. */
  abort(reason: unknown): void {
    this.#abandoned ??= { reason };
    this.#controller?.abort(reason);
    this.onAbandoned?.();
  }

  /**
   * Waits for the outcome as one caller.
   * @param signal the caller's own; its abort rejects with its reason, and only for this caller.
   */
  async join(signal: AbortSignal | undefined): Promise<Outcome> {
    this.#callers++;
    try {
      signal?.throwIfAborted();
      return await (signal === undefined ? this.outcome : untilAborted(this.outcome, signal));
    } finally {
      this.#callers--;
      if (this.#callers === 0 && !this.#settled) this.abort(signal?.reason);
    }
  }
}

export interface FlightsOptions {
  /** Milliseconds; they may be those of any clock. */
  readonly clock: () => number;
  /** Whether nothing was invalidated since the generations were these. */
  readonly stillCurrent: (generations: GenerationValues) => Promise<boolean>;
}

/** The flights under way, by what they answer: single-flight within this process. */
export class Flights<Outcome> {
  readonly #options: FlightsOptions;
  readonly #flights = new Map<string, Flight<Outcome>>();

  constructor(options: FlightsOptions) {
    this.#options = options;
  }

  /**
   * The flight that answers this already, or a new one that flies `task`; `created` says which. One that everybody left,
   * that gave no sign of life for too long, or that began before an invalidation is not joined any more.
   * @param patience milliseconds that a flight may go without a sign of life.
   */
  async enter(
    id: string,
    patience: number,
    task: (flight: Flight<Outcome>) => Promise<Outcome>,
  ): Promise<{ readonly flight: Flight<Outcome>; readonly created: boolean }> {
    const { clock, stillCurrent } = this.#options;
    for (;;) {
      const flight = this.#flights.get(id);
      if (flight === undefined || flight.abandoned || clock() - flight.lastSign() > patience) {
        const made = new Flight<Outcome>(task, clock());
        this.#flights.set(id, made);
        // The model may never heed the signal, and nobody may ask the same again: it would be kept for ever.
        made.onAbandoned = () => this.end(id, made);
        return { flight: made, created: true };
      }
      flight.joined = true;
      const { generations } = flight;
      if (generations === undefined) return { flight, created: false };
      if ((await stillCurrent(generations)) && !flight.abandoned) return { flight, created: false };
      this.end(id, flight);
    }
  }

  /** From now on nobody joins. A flight ends once: a later one of the same id is not taken down with it. */
  end(id: string, flight: Flight<Outcome>): void {
    if (this.#flights.get(id) === flight) this.#flights.delete(id);
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A signal for a caller that gave none. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

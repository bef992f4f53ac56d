/**
 * One call that several callers wait for. A caller that aborts leaves alone; when the last one has left, the call is
 * aborted, with that caller's reason.
 */
export class Flight<Outcome> {
  readonly outcome: Promise<Outcome>;
  // Made when it is asked for: most flights end with a hit, which nobody can abort.
  #controller: AbortController | undefined;
  #abandoned: { readonly reason: unknown } | undefined;
  #callers = 0;
  #settled = false;

  /** @param task begins at once; what it is given is this flight, for its signal. */
  constructor(task: (flight: Flight<Outcome>) => Promise<Outcome>) {
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
  }

  /**
   * Waits for the outcome as one caller.
   * @param signal the caller's own; its abort rejects with its reason, and only for this caller.
   */
  async join(signal: AbortSignal | undefined): Promise<Outcome> {
    signal?.throwIfAborted();
    this.#callers++;
    try {
      return await (signal === undefined ? this.outcome : untilAborted(this.outcome, signal));
    } finally {
      this.#callers--;
      if (this.#callers === 0 && !this.#settled) this.abort(signal?.reason);
    }
  }
}

/** What the task of a flight may do with it. */
export interface FlightControl {
  readonly flight: { readonly signal: AbortSignal; abort(reason: unknown): void };
  /** From now on nobody joins. */
  readonly land: () => void;
}

/** A flight as one of its callers has it. */
export interface Boarded<Outcome> {
  readonly flight: Flight<Outcome>;
  /** Whether this caller began it. */
  readonly created: boolean;
}

/** The flights under way, by what they answer. */
export class Flights<Outcome> {
  readonly #flights = new Map<string, Flight<Outcome>>();

  /** The flight that answers this already, or a new one that flies `task`; `created` says which. */
  enter(id: string, task: (control: FlightControl) => Promise<Outcome>): Boarded<Outcome> {
    const existing = this.#flights.get(id);
    if (existing !== undefined && !existing.abandoned) return { flight: existing, created: false };
    const flight = new Flight<Outcome>((made) => task({ flight: made, land: () => this.land(id, made) }));
    this.#flights.set(id, flight);
    return { flight, created: true };
  }

  /** Nobody joins it any more. A flight lands once: a later one of the same id is not taken down with it. */
  land(id: string, flight: Flight<Outcome>): void {
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

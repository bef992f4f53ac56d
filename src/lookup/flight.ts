/**
 * One call that several callers wait for. A caller that aborts leaves alone; when the last one has left, the call is
 * aborted, with that caller's reason.
 */
export class Flight<Outcome> {
  readonly outcome: Promise<Outcome>;
  readonly #controller = new AbortController();
  #callers = 0;
  #settled = false;

  constructor(task: (signal: AbortSignal) => Promise<Outcome>) {
    this.outcome = task(this.#controller.signal);
    const settle = () => {
      this.#settled = true;
    };
    this.outcome.then(settle, settle);
  }

  /** Whether everybody left before there was an outcome: then nobody new may join. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Ends the call whatever its callers do, as when a stream that came of it is left. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
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
      if (this.#callers === 0 && !this.#settled) this.#controller.abort(signal?.reason);
    }
  }
}

/** What the task of a flight may do with it. */
export interface FlightControl {
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal;
  /** From now on nobody joins. */
  readonly land: () => void;
  /** Fires the signal, as when the stream that came of the call was left. */
  readonly abort: (reason: unknown) => void;
}

/** The flights under way, by what they answer. */
export class Flights<Outcome> {
  readonly #flights = new Map<string, Flight<Outcome>>();

  /** The flight that answers this already, or a new one that flies `task`; `created` says which. */
  enter(
    id: string,
    task: (control: FlightControl) => Promise<Outcome>,
  ): { readonly flight: Flight<Outcome>; readonly created: boolean } {
    const existing = this.#flights.get(id);
    if (existing !== undefined && !existing.abandoned) return { flight: existing, created: false };
    const flight: Flight<Outcome> = new Flight((signal) =>
      task({ signal, land: () => this.#land(id, flight), abort: (reason) => flight.abort(reason) }),
    );
    this.#flights.set(id, flight);
    return { flight, created: true };
  }

  /** A flight lands once: a later one of the same id is not taken down with it. */
  #land(id: string, flight: Flight<Outcome>): void {
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

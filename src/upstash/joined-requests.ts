/** Sends a JSON array of commands as one request, and gives the replies to them. */
export type Exchange = (body: string, signal: AbortSignal) => Promise<unknown>;

/** What one caller asks. */
interface Call {
  /** Its commands, without the brackets around the list. */
  readonly json: string;
  readonly commands: number;
  readonly signal: AbortSignal;
  resolve(replies: unknown): void;
  reject(error: unknown): void;
}

/** Of one request: whose replies come together has to wait for the longest of them. */
const mostCommands = 128;

/** Characters of one request, so that with three bytes each it stays under the 10 MB that Upstash takes. */
const mostCharacters = 1_000_000;

/**
 * Joins what several callers ask within one turn of the event loop into one request. Nothing waits for more to come: what
 * is asked by itself is sent by itself, at the turn's end, before anything from outside can happen. So on a host that
 * binds a request's input and output to it, such as workerd, no other request's calls are joined.
 *
 * Each caller has the replies to its own commands. One that aborts leaves the others alone; when all have, the request ends.
 */
export class JoinedRequests {
  readonly #exchange: Exchange;
  #open: Call[] = [];
  #commands = 0;
  #characters = 0;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** The replies to these commands, as many as there are; whatever else the service gave as it is. */
  send(commands: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    const json = JSON.stringify(commands).slice(1, -1);
    if (
      this.#open.length > 0 &&
      (this.#commands + commands.length > mostCommands || this.#characters + json.length > mostCharacters)
    ) {
      this.#sendOpen();
    }
    return new Promise((resolve, reject) => {
      this.#open.push({ json, commands: commands.length, signal, resolve, reject });
      this.#commands += commands.length;
      this.#characters += json.length;
      if (this.#open.length === 1) void this.#sendAtTheEndOfTheTurn(this.#open);
    });
  }

  async #sendAtTheEndOfTheTurn(calls: Call[]): Promise<void> {
    // Callers in step come here within a few steps of each other.
    for (let step = 0; step < 3; step++) await undefined;
    if (this.#open === calls) this.#sendOpen();
  }

  #sendOpen(): void {
    const calls = this.#open;
    this.#open = [];
    this.#commands = 0;
    this.#characters = 0;
    void this.#request(calls);
  }

  async #request(all: readonly Call[]): Promise<void> {
    const calls: Call[] = [];
    for (const call of all) {
      if (call.signal.aborted) call.reject(call.signal.reason);
      else calls.push(call);
    }
    if (calls.length === 0) return;
    const together = allAborted(calls.map(({ signal }) => signal));
    try {
      const replies = await this.#exchange(`[${calls.map(({ json }) => json).join(',')}]`, together.signal);
      shareOut(replies, calls);
    } catch (error) {
      for (const { reject } of calls) reject(error);
    } finally {
      together.release();
    }
  }
}

function shareOut(replies: unknown, calls: readonly Call[]): void {
  const asked = calls.reduce((sum, { commands }) => sum + commands, 0);
  let from = 0;
  for (const { commands, resolve } of calls) {
    // With one reply too few nobody can tell whose is missing.
    const whole = Array.isArray(replies) && replies.length === asked;
    resolve(whole ? replies.slice(from, from + commands) : calls.length === 1 ? replies : undefined);
    from += commands;
  }
}

/** Aborted once all of these are. */
function allAborted(signals: readonly AbortSignal[]): { readonly signal: AbortSignal; release(): void } {
  const [only] = signals;
  if (only !== undefined && signals.length === 1) return { signal: only, release: () => {} };
  const controller = new AbortController();
  let waiting = signals.length;
  const releases = signals.map((signal) => {
    const left = () => {
      waiting--;
      if (waiting === 0) controller.abort(signal.reason);
    };
    signal.addEventListener('abort', left, { once: true });
    return () => signal.removeEventListener('abort', left);
  });
  return {
    signal: controller.signal,
    // A signal may outlive many requests.
    release() {
      for (const release of releases) release();
    },
  };
}

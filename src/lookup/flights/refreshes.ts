import { sha256 } from '../../request/digest.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { isCachedResponse } from '../../response/is-cached-response.ts';
import { Backend, type Surroundings } from '../fail-open/backend.ts';
import type { BackgroundWork } from '../fail-open/background-work.ts';
import type { Layers } from '../layers.ts';
import type { LookupEvents } from '../lookup-events.ts';
import { flightId, type ModelCall } from './answer-source.ts';
import type { SharedFlights } from './shared-flights.ts';

export interface RefreshesOptions extends Surroundings {
  readonly layers: Layers;
  readonly events: LookupEvents;
  readonly background: BackgroundWork;
  /** Given where processes make one answer together: then one of them refreshes. */
  readonly sharedFlights: SharedFlights | undefined;
  /** Milliseconds that a refresh may take. */
  readonly timeout: number;
}

/**
 * New answers for stale ones, made in the background, one at a time for each request. A refresh that fails, or whose
 * answer may not be stored, changes nothing: the stale answer stays until it ends. While the provider fails again and
 * again, it is left alone for a while.
 */
export class Refreshes {
  readonly #options: RefreshesOptions;
  readonly #model: Backend;
  readonly #running = new Set<string>();

  constructor(options: RefreshesOptions) {
    this.#options = options;
    this.#model = new Backend({ clock: options.clock, emit: options.emit, name: 'model' });
  }

  /** Makes a new answer for a stale one. A second refresh isn't begun while the first is under way. */
  start(call: ModelCall<unknown>): void {
    const id = flightId(call);
    if (call.prepared.request.mode === 'read-only' || this.#running.has(id)) return;
    this.#running.add(id);
    const refreshed = this.#inTurn(call, id).finally(() => this.#running.delete(id));
    this.#options.background.run(refreshed, 'refresh');
  }

  /** A fresh answer that nobody waits for; `undefined` when the model failed, took too long, or stopped early. */
  async generate({ source }: ModelCall<unknown>): Promise<CachedResponse | undefined> {
    const attempt = await this.#model.attempt('refresh', this.#options.timeout, isAnswer, source.generate);
    return attempt.ok ? attempt.value : undefined;
  }

  async #inTurn(call: ModelCall<unknown>, id: string): Promise<void> {
    const { layers, sharedFlights, timeout } = this.#options;
    if (sharedFlights === undefined) return this.#refresh(call);
    const release = await sharedFlights.take(await sha256(id), timeout);
    if (release === 'taken') return;
    try {
      // Who had the turn before may have stored its answer after this one was found stale.
      const found = await layers.findExactly(call.prepared, call.dialect);
      if (!found.found || found.hit.status === 'stale') await this.#refresh(call);
    } finally {
      await layers.written(call.prepared);
      if (release !== 'unavailable') await release();
    }
  }

  async #refresh(call: ModelCall<unknown>): Promise<void> {
    const { layers, events } = this.#options;
    const { prepared } = call;
    // Before the answer is made: what is invalidated meanwhile makes it out of date.
    const snapshot = await layers.snapshot(prepared);
    const called = performance.now();
    const response = await this.generate(call);
    if (response === undefined) return;
    events.generated(prepared, response, performance.now() - called);
    await layers.store(prepared, response, snapshot);
  }
}

function isAnswer(value: unknown): value is CachedResponse | undefined {
  return value === undefined || isCachedResponse(value);
}

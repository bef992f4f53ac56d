import { sha256 } from '../request/digest.ts';
import type { CachedResponse } from '../response/cached-response.ts';
import { isCachedResponse } from '../response/is-cached-response.ts';
import { Backend, type Surroundings } from './fail-open/backend.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import type { LookupEvents } from './lookup-events.ts';
import type { LookupPipeline } from './lookup-pipeline.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Dialect } from './response-cache.ts';
import type { SharedFlights } from './shared-flights.ts';

export interface RefreshesOptions extends Surroundings {
  readonly pipeline: LookupPipeline;
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

  /**
   * @param id what identifies the refresh: a second one of the same id is not begun while the first is under way.
   * @param make the model's answer; `undefined` when it ended early.
   */
  start(
    prepared: PreparedRequest,
    dialect: Dialect,
    id: string,
    make: (signal: AbortSignal) => Promise<CachedResponse | undefined>,
  ): void {
    if (prepared.request.mode === 'read-only' || this.#running.has(id)) return;
    this.#running.add(id);
    const refreshed = this.#inTurn(prepared, dialect, id, make).finally(() => this.#running.delete(id));
    this.#options.background.run(refreshed, 'refresh');
  }

  async #inTurn(
    prepared: PreparedRequest,
    dialect: Dialect,
    id: string,
    make: (signal: AbortSignal) => Promise<CachedResponse | undefined>,
  ): Promise<void> {
    const { pipeline, sharedFlights } = this.#options;
    if (sharedFlights === undefined) return this.#refresh(prepared, make);
    const release = await sharedFlights.take(await sha256(id));
    if (release === 'taken') return;
    try {
      // Who had the turn before may have stored its answer after this one was found stale.
      const found = await pipeline.findExactly(prepared, dialect);
      if (!found.found || found.hit.status === 'stale') await this.#refresh(prepared, make);
    } finally {
      await pipeline.written(prepared);
      if (release !== 'unavailable') await release();
    }
  }

  async #refresh(
    prepared: PreparedRequest,
    make: (signal: AbortSignal) => Promise<CachedResponse | undefined>,
  ): Promise<void> {
    const { pipeline, events, timeout } = this.#options;
    // Before the answer is made: what is invalidated meanwhile makes it out of date.
    const snapshot = await pipeline.snapshot(prepared);
    const called = performance.now();
    const attempt = await this.#model.attempt('refresh', timeout, isAnswer, make);
    if (!attempt.ok || attempt.value === undefined) return;
    events.generated(prepared, attempt.value, performance.now() - called);
    await pipeline.store(prepared, attempt.value, snapshot);
  }
}

function isAnswer(value: unknown): value is CachedResponse | undefined {
  return value === undefined || isCachedResponse(value);
}

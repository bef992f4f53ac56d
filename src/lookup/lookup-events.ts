import type { PriceSource } from '../contracts/price-source.ts';
import type { MissReason, NotStoredReason } from '../observe/cache-event.ts';
import { type Savings, savingsOf } from '../observe/savings.ts';
import type { BypassReason } from '../policy/policy.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse, TokenUsage } from '../response/cached-response.ts';
import type { CacheHit } from './cache-result.ts';
import type { Surroundings } from './fail-open/backend.ts';
import type { PreparedRequest } from './prepared-request.ts';

export interface LookupEventsOptions extends Surroundings {
  readonly prices: PriceSource;
}

/** Says what becomes of each call: one event a step. */
export class LookupEvents {
  readonly #options: LookupEventsOptions;

  constructor(options: LookupEventsOptions) {
    this.#options = options;
  }

  bypassed({ provider, model }: CacheRequest, reason: BypassReason): void {
    this.#options.emit({ type: 'bypass', at: this.#options.clock(), provider, model, reason });
  }

  /** Says that a caller was given a hit. */
  served(prepared: PreparedRequest, hit: CacheHit, started: number): void {
    const { status, layer, ageMs, similarity, by, saved } = hit;
    const { provider, model } = prepared.request;
    const durationMs = performance.now() - started;
    // Written out, since spreading objects is what costs most on the way of a warm hit.
    const event = {
      type: status,
      at: this.#options.clock(),
      provider,
      model,
      key: prepared.key,
      layer,
      ageMs,
      durationMs,
      saved,
    };
    this.#options.emit(similarity === undefined || by === undefined ? event : { ...event, similarity, by });
  }

  missed(prepared: PreparedRequest, reason: MissReason, started: number): void {
    this.#options.emit({
      ...this.#about(prepared),
      type: 'miss',
      reason,
      durationMs: performance.now() - started,
    });
  }

  /** What an answer spares whoever gets it without a call of its own. */
  savings({ request }: PreparedRequest, usage: TokenUsage | undefined): Savings {
    return savingsOf(request, usage, this.#options.prices);
  }

  /** Says that a caller was given the answer of another's call, and what that spared. */
  shared(prepared: PreparedRequest, usage: TokenUsage | undefined, started: number): Savings {
    const durationMs = performance.now() - started;
    const saved = this.savings(prepared, usage);
    this.#options.emit({ ...this.#about(prepared), type: 'shared', durationMs, saved });
    return saved;
  }

  generated(prepared: PreparedRequest, response: CachedResponse, durationMs: number): void {
    this.#options.emit({
      ...this.#about(prepared),
      type: 'generated',
      durationMs,
      usage: response.usage ?? {},
    });
  }

  /** Says that the model failed, and that a stale answer was given instead. */
  providerFailed(durationMs: number): void {
    const at = this.#options.clock();
    this.#options.emit({
      type: 'failure',
      at,
      backend: 'model',
      operation: 'generate',
      code: 'unknown',
      durationMs,
    });
  }

  notStored(prepared: PreparedRequest, reason: NotStoredReason): void {
    this.#options.emit({ ...this.#about(prepared), type: 'not-stored', reason });
  }

  #about({ request, key }: PreparedRequest) {
    return { at: this.#options.clock(), provider: request.provider, model: request.model, key };
  }
}

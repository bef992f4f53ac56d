import type { Surroundings } from './backend.ts';
import { tell } from './callback.ts';
import { startTimer, startWatch } from './timer.ts';

/** Keeps a serverless function alive until a promise settles. */
export type WaitUntil = (promise: Promise<unknown>) => unknown;

interface RequestContext {
  readonly get?: () => { readonly waitUntil?: WaitUntil } | undefined;
}

export interface BackgroundWorkOptions extends Surroundings {
  /** Default: the host's own where the call runs inside a request of Next.js or Vercel. */
  readonly waitUntil?: WaitUntil | undefined;
  /** Milliseconds after which a work counts as lost, whatever holds it up. */
  readonly longest: number;
}

/** What a work is for, in events. */
export type BackgroundKind = 'write' | 'refresh' | 'audit' | 'statistics';

interface Pending {
  readonly kind: BackgroundKind;
  /** Resolves when the work has settled, or is lost; never rejects. */
  readonly over: Promise<void>;
  readonly lose: () => void;
}

// Where the hosts publish the current request's `waitUntil`: Next.js (`next/server`'s `after` reads the same) and
// Vercel's functions, as of November 2026.
const hostContexts = [Symbol.for('@next/request-context'), Symbol.for('@vercel/request-context')];

/**
 * Work off the critical path: writes, refreshes, audits. Each promise is handed to the host and never left floating;
 * a failure ends here, since whoever started the work has already said it in an event. Nothing is waited for without a
 * bound: what takes longer is lost, and a `lost` event says so.
 */
export class BackgroundWork {
  readonly #options: BackgroundWorkOptions;
  readonly #pending = new Set<Pending>();

  constructor(options: BackgroundWorkOptions) {
    this.#options = options;
  }

  run(work: Promise<unknown>, kind: BackgroundKind = 'write'): void {
    let lose: () => void = ignore;
    const over = new Promise<void>((resolve) => {
      const stop = startWatch(this.#options.longest, () => this.#lose([pending]));
      const end = () => {
        stop();
        this.#pending.delete(pending);
        resolve();
      };
      lose = end;
      work.then(end, end);
    });
    const pending: Pending = { kind, over, lose: () => lose() };
    this.#pending.add(pending);
    // Outside of a request some hosts throw; the work goes on and `flush` waits for it.
    tell(() => (this.#options.waitUntil ?? hostWaitUntil())?.(over));
  }

  /**
   * Resolves when nothing is pending any more, also of what was started meanwhile.
   * @param within milliseconds; what is pending then is lost.
   */
  async flush(within: number): Promise<void> {
    let late = false;
    let stop: (() => void) | undefined;
    const expired = new Promise<void>((resolve) => {
      stop = startTimer(within, () => {
        late = true;
        resolve();
      });
    });
    while (this.#pending.size > 0 && !late) {
      await Promise.race([Promise.all([...this.#pending].map(({ over }) => over)), expired]);
    }
    stop?.();
    this.#lose([...this.#pending]);
  }

  /** Waits for it no longer, and says how much of each kind that is. */
  #lose(pending: readonly Pending[]): void {
    const { emit, clock } = this.#options;
    const counts = new Map<BackgroundKind, number>();
    for (const { kind, lose } of pending) {
      lose();
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [work, count] of counts) emit({ type: 'lost', at: clock(), work, count });
  }
}

function hostWaitUntil(): WaitUntil | undefined {
  const host = globalThis as unknown as Readonly<Record<symbol, RequestContext | undefined>>;
  for (const symbol of hostContexts) {
    const context = host[symbol]?.get?.();
    if (context?.waitUntil !== undefined) return context.waitUntil.bind(context);
  }
  return undefined;
}

function ignore(): void {}

/** Keeps a serverless function alive until a promise settles. */
export type WaitUntil = (promise: Promise<unknown>) => void;

interface RequestContext {
  readonly get?: () => { readonly waitUntil?: WaitUntil } | undefined;
}

// Where the hosts publish the current request's `waitUntil`: Next.js (`next/server`'s `after` reads the same) and
// Vercel's functions, as of November 2026.
const hostContexts = [Symbol.for('@next/request-context'), Symbol.for('@vercel/request-context')];

/**
 * Work off the critical path: writes, refreshes, audits. Each promise is handed to the host and never left floating;
 * a failure ends here, since whoever started the work has already said it in an event.
 */
export class BackgroundWork {
  readonly #waitUntil: WaitUntil | undefined;
  readonly #pending = new Set<Promise<void>>();

  /** @param waitUntil default: the host's own where the call runs inside a request of Next.js or Vercel. */
  constructor(waitUntil?: WaitUntil) {
    this.#waitUntil = waitUntil;
  }

  run(work: Promise<unknown>): void {
    const settled: Promise<void> = work.then(
      () => undefined,
      () => undefined,
    );
    const tracked = settled.then(() => {
      this.#pending.delete(tracked);
    });
    this.#pending.add(tracked);
    try {
      (this.#waitUntil ?? hostWaitUntil())?.(tracked);
    } catch {
      // Outside of a request some hosts throw; the work goes on and `flush` waits for it.
    }
  }

  /** Resolves when nothing is pending any more, also of what was started meanwhile. */
  async flush(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
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

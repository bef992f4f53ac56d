import { vi } from 'vitest';

/** How long something takes in milliseconds of a fake clock: what it waits for by timers, whatever the machine's load. */
export async function fakeTimeOf(work: () => Promise<unknown>): Promise<number> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  try {
    const started = performance.now();
    let settled = false;
    const done = work().finally(() => {
      settled = true;
    });
    while (!settled) {
      // What isn't waited for by a timer goes on first.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (!settled) await vi.advanceTimersToNextTimerAsync();
    }
    await done;
    return performance.now() - started;
  } finally {
    vi.useRealTimers();
  }
}

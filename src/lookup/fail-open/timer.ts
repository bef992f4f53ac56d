/** What `setTimeout` takes at the most (HTML, "timers"): above it fires at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Calls `action` once, after so many milliseconds.
 * @returns what stops it.
 */
export function startTimer(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, Math.min(milliseconds, LONGEST));
  return () => clearTimeout(timer);
}

/** The same for what nobody waits for: it keeps no process alive. */
export function startWatch(milliseconds: number, action: () => void): () => void {
  const timer: ReturnType<typeof setTimeout> | number = setTimeout(action, Math.min(milliseconds, LONGEST));
  // Node gives an object, edge runtimes a number.
  if (typeof timer === 'object') timer.unref();
  return () => clearTimeout(timer);
}

/**
 * Calls what the user gave for being told, such as `onEvent`: neither what it throws nor a promise of its that rejects
 * reaches the call that it observes, or ends the process.
 */
export function tell<Args extends readonly unknown[]>(
  callback: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  try {
    const result = callback?.(...args);
    if (isThenable(result)) Promise.resolve(result).catch(ignore);
  } catch {
    // As above.
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function ignore(): void {}

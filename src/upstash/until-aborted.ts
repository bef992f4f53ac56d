import { StoreFailedError } from '../errors.ts';

/**
 * What a promise gives, or a rejection as soon as the signal fires; the promise's own end is then of no interest.
 * @throws StoreFailedError of kind `aborted`.
 */
export async function untilAborted<Value>(
  operation: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  if (signal === undefined) return work();
  const aborted = () => new StoreFailedError(operation, 'aborted');
  if (signal.aborted) throw aborted();
  let stop: () => void = () => {};
  const abortion = new Promise<never>((_, reject) => {
    stop = () => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), abortion]);
  } finally {
    // A signal may outlive many operations.
    signal.removeEventListener('abort', stop);
  }
}

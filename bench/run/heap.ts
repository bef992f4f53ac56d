/**
 * Megabytes that are in use, buffers outside of the heap included, once collections free no more: buffers are given back
 * behind a collection, by other threads, and what the last calls held goes with a later turn.
 */
export async function heapMegabytes(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('Rows run with --expose-gc.');
  let least = Number.POSITIVE_INFINITY;
  for (let same = 0; same < 3; ) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { heapUsed, external } = process.memoryUsage();
    const megabytes = (heapUsed + external) / 1e6;
    same = megabytes < least - 0.01 ? 0 : same + 1;
    least = Math.min(least, megabytes);
  }
  return least;
}

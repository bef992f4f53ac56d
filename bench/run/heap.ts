/** Megabytes that are in use behind a collection, buffers outside of the heap included. */
export function heapMegabytes(): number {
  if (globalThis.gc === undefined) throw new Error('Rows run with --expose-gc.');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

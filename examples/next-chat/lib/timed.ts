/** Times an answer: from now to its first piece, and to whenever it is asked. */
export function timed() {
  const started = performance.now();
  let first: number | undefined;
  return {
    chunk: () => {
      first ??= performance.now() - started;
    },
    sofar: () => {
      const totalMs = performance.now() - started;
      return { firstMs: first ?? totalMs, totalMs };
    },
  };
}

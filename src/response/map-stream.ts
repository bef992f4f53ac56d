/**
 * A stream of what `map` makes of each item, in order; what it gives `undefined` for is left out. Nothing is read ahead
 * of the reader, and its cancel reaches the source.
 */
export function mapStream<In, Out>(
  source: ReadableStream<In>,
  map: (item: In) => Out | undefined,
): ReadableStream<Out> {
  const reader = source.getReader();
  return new ReadableStream<Out>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          const mapped = map(value);
          if (mapped !== undefined) return controller.enqueue(mapped);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

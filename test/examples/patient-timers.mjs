// Loaded ahead of an example, which has the cache's own bounds: on a loaded machine even what answers at once would
// come after them. What waits for one of them waits a thousand times as long; all other delays are as they are.
const bounds = new Set([250, 500, 1_000, 2_000]);
const start = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (action, delay = 0, ...rest) => start(action, bounds.has(delay) ? delay * 1_000 : delay, ...rest),
  start,
);

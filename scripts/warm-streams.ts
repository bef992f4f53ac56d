/**
 * Streams one answer warm, again and again, with one signal that never fires, and says what remains of it: listeners on
 * the signal, and bytes of heap behind a collection of garbage. Fails where something grows.
 * Run: npm run test:streams [count]
 */
import { stream, warmStreams } from '../test/ai-sdk/warm-streams.ts';

const [count = '10000'] = process.argv.slice(2);
/** Bytes a stream: what the heap wavers by. One listener with what it holds is more. */
const allowed = 200;

for (const [name, make] of Object.entries(warmStreams)) {
  const { listeners, calls, heap } = await stream(make, Number(count), collectGarbage);
  const grown = (heap[1] - heap[0]) / (Number(count) * 0.5);
  console.log(
    `${name}: ${count} streams, ${calls} call of the model, at most ${listeners} listeners; ` +
      `heap ${megabytes(heap[0])} after half, ${megabytes(heap[1])} at the end: ${grown.toFixed(1)} bytes a stream`,
  );
  if (listeners > 0 || calls !== 1 || grown > allowed) process.exitCode = 1;
}

// What is held weakly goes with the turn of the loop behind a collection, and what that held with the next.
async function collectGarbage(): Promise<void> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Node must run with --expose-gc.');
  for (let round = 0; round < 4; round++) {
    await gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/**
 * A thousand each of the readers and providers that a cache must not wait for or keep things for: readers that never
 * read, read a part a second or abort; providers that hang or never finish. Exits with 1 if a call was neither answered
 * nor failed within the bound, a rejection floated, or memory grew with their number.
 * Run: npm run test:readers [-- number]
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createCache, type ResponseCache } from '../../src/index.ts';
import type { ResponseDelta } from '../../src/response/response-delta.ts';
import { heldBytes } from '../faults/heap.ts';

const [number = '1000'] = process.argv.slice(2);
const count = Number(number);
/** Milliseconds until what nobody reads from, or what gives no sign of life, counts as left. */
const idle = 1_000;
/** Milliseconds within which every caller must have been answered or told that it failed. */
const bound = 20_000;
/** Bytes that one caller may leave behind: less than a tenth of what its answer holds. */
const heldEach = 1_000;

type Reader = (cache: ResponseCache, name: number) => Promise<void>;

const request = (name: number) => ({ provider: 'local', model: 'letters', question: `Question ${name}` });
const part = 'x'.repeat(1_000);

/** A provider's stream of 20 parts of 1,000 letters; or one that hangs before any, or that never finishes. */
function open(kind: 'whole' | 'hangs' | 'never finishes'): ReadableStream<ResponseDelta> {
  let given = 0;
  return new ReadableStream({
    pull(controller) {
      if (kind === 'hangs' || (kind === 'never finishes' && given > 20)) return new Promise(() => {});
      if (given === 0) controller.enqueue({ type: 'text-start', id: '0' });
      else if (given <= 20) controller.enqueue({ type: 'text-delta', id: '0', delta: part });
      else {
        controller.enqueue({ type: 'text-end', id: '0' });
        controller.enqueue({ type: 'finish', finishReason: 'stop' });
        controller.close();
      }
      given++;
      return undefined;
    },
  });
}

async function opened(
  cache: ResponseCache,
  name: number,
  kind: Parameters<typeof open>[0],
  signal?: AbortSignal,
): Promise<ReadableStream<ResponseDelta>> {
  const result = await cache.getOrStream<ResponseDelta>(
    request(name),
    { open: async () => open(kind), toDeltas: (delta) => [delta] },
    signal === undefined ? {} : { signal },
  );
  if ('stream' in result) return result.stream;
  if ('deltas' in result) return result.deltas;
  throw new Error('an answer was served that nobody finished');
}

/** As a caller with a timeout of its own does. */
async function readUntilTimeout(cache: ResponseCache, name: number, kind: 'hangs' | 'never finishes') {
  const signal = AbortSignal.timeout(500);
  try {
    for await (const _ of await opened(cache, name, kind, signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const readers: Readonly<Record<string, Reader>> = {
  'never reads': async (cache, name) => {
    await opened(cache, name, 'whole');
  },
  'reads a part a second': async (cache, name) => {
    const reader = (await opened(cache, name, 'whole')).getReader();
    for (let parts = 0; parts < 4; parts++) {
      await reader.read();
      await delay(1_000);
    }
    await reader.cancel();
  },
  aborts: async (cache, name) => {
    const controller = new AbortController();
    const reader = (await opened(cache, name, 'whole', controller.signal)).getReader();
    await reader.read();
    controller.abort();
    await reader.read().catch(() => {});
  },
  'provider hangs': (cache, name) => readUntilTimeout(cache, name, 'hangs'),
  'provider never finishes': (cache, name) => readUntilTimeout(cache, name, 'never finishes'),
  'provider hangs, not streamed': async (cache, name) => {
    const signal = AbortSignal.timeout(500);
    await cache.getOrSet(request(name), () => new Promise(() => {}), { signal }).catch(() => {});
  },
};

let unhandled = 0;
process.on('unhandledRejection', () => unhandled++);

async function run(reader: Reader, callers: number) {
  const cache = createCache({ timeouts: { idle, flight: idle, close: 1_000 } });
  const before = await heldBytes();
  let ended = 0;
  const all = Array.from({ length: callers }, async (_, name) => {
    await reader(cache, name);
    ended++;
  });
  const finished = Promise.allSettled(all);
  // Referenced: what waits for a provider that hangs holds no process open by itself.
  const given = new AbortController();
  await Promise.race([finished, delay(bound, undefined, { signal: given.signal }).catch(() => {})]);
  given.abort();
  await delay(3 * idle);
  const open = (await heldBytes()) - before;
  const started = performance.now();
  await cache.close();
  return { ended, open, closed: (await heldBytes()) - before, closeMs: performance.now() - started };
}

let bad = 0;
for (const [name, reader] of Object.entries(readers)) {
  await run(reader, 50);
  const { ended, open, closed, closeMs } = await run(reader, count);
  const grew = open > count * heldEach;
  if (ended < count || grew) bad++;
  console.log(
    `${name.padEnd(29)} ${ended} of ${count} ended; held after idling ${Math.round(open / 1024)} KiB, after close ` +
      `${Math.round(closed / 1024)} KiB; close took ${Math.round(closeMs)} ms${grew ? '; GREW' : ''}`,
  );
}
console.log(`unhandled rejections: ${unhandled}`);
process.exitCode = bad === 0 && unhandled === 0 ? 0 : 1;

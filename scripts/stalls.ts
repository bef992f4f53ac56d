/**
 * How long one lookup holds the event loop up, by `monitorEventLoopDelay`: requests of 1 to 32 MB of several shapes. Exits
 * with 1 above 50 ms for each MB.
 * Run: npx tsx scripts/stalls.ts
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createCache } from '../src/index.ts';

const LONGEST_A_MEGABYTE = 50;
const megabyte = 2 ** 20;

const shapes: Readonly<Record<string, (bytes: number) => unknown>> = {
  'one text': (bytes) => 'a'.repeat(bytes),
  'one text of lone surrogates': (bytes) => '\ud800'.repeat(bytes / 2),
  bytes: (bytes) => new Uint8Array(bytes),
  'many small texts': (bytes) =>
    Array.from({ length: bytes / 64 }, (_, index) => `${index}`.padStart(61, 'x')),
  'many small records': (bytes) =>
    Array.from({ length: bytes / 64 }, (_, index) => ({ id: index, text: 'some text' })),
  numbers: (bytes) => Array.from({ length: bytes / 8 }, (_, index) => index + 0.5),
  'one record of many keys': (bytes) =>
    Object.fromEntries(Array.from({ length: bytes / 32 }, (_, index) => [`key-${bytes - index}`, 'value'])),
  'nested deeply': (bytes) => {
    let value: unknown = 'end';
    for (let depth = 0; depth < Math.min(bytes / 16, 100_000); depth++) value = { in: value };
    return value;
  },
};

/** Times the turns of the event loop until it is called; gives the longest, in milliseconds. */
function longestTurn(): () => number {
  let last = performance.now();
  let longest = 0;
  let isOn = true;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    isOn = false;
    turn();
    return longest;
  };
}

const cache = createCache();
let worst = 0;
console.log('shape                          MB   longest stall ms    ms a MB   CPU ms   outcome');
for (const [name, make] of Object.entries(shapes)) {
  for (const size of [1, 8, 32]) {
    const request = { provider: 'p', model: 'm', question: 'q', context: make(size * megabyte) };
    globalThis.gc?.();
    await delay(20);
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    monitor.enable();
    await delay(5);
    monitor.reset();
    const turns = longestTurn();
    const before = process.cpuUsage();
    const found = await cache.lookup(request);
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1_000;
    await delay(5);
    monitor.disable();
    // The histogram misses a stall that began before its timer was due: turns of the loop are timed too.
    const stall = Math.max(monitor.max / 1e6, turns());
    const each = stall / size;
    worst = Math.max(worst, each);
    const outcome = 'reason' in found ? `${found.status}, ${found.reason}` : found.status;
    console.log(
      `${name.padEnd(28)} ${String(size).padStart(4)} ${stall.toFixed(1).padStart(18)} ${each.toFixed(1).padStart(10)} ${cpu.toFixed(0).padStart(8)}   ${outcome}`,
    );
  }
}
console.log(`\nworst: ${worst.toFixed(1)} ms a MB, of ${LONGEST_A_MEGABYTE} allowed`);
process.exitCode = worst > LONGEST_A_MEGABYTE ? 1 : 0;

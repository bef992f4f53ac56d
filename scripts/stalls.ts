/**
 * How long one lookup holds the event loop up: requests of 1 to 32 MB of several shapes, the first of each in a process that
 * has not seen its like. CPU time of the main thread is what it would be on a core of its own; the longest turn of the
 * event loop is what it was, with all that ran beside it. `JSON.stringify` and SHA-256 of the same value tell how fast
 * the machine is. Exits with 1 above 50 ms of CPU time for each MB.
 * Run: npx tsx scripts/stalls.ts
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createCache } from '../src/index.ts';
import { mainThreadTime } from '../test/main-thread-time.ts';
import { heldBytes } from './faults/heap.ts';

const LONGEST_A_MEGABYTE = 50;
const megabyte = 2 ** 20;

/** As many values as take so many bytes, at so many each. */
function many<Value>(bytes: number, each: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: bytes / each }, (_, index) => make(index));
}

const shapes: Readonly<Record<string, (bytes: number) => unknown>> = {
  'one text': (bytes) => 'a'.repeat(bytes),
  'one text of lone surrogates': (bytes) => '\ud800'.repeat(bytes / 2),
  bytes: (bytes) => new Uint8Array(bytes),
  'many small texts': (bytes) => many(bytes, 64, (index) => `${index}`.padStart(61, 'x')),
  'many small texts, not ASCII': (bytes) => many(bytes, 64, (index) => `${index}`.padStart(28, '漢')),
  'many small records': (bytes) => many(bytes, 64, (index) => ({ id: index, text: 'some text' })),
  'records of other names each': (bytes) =>
    many(bytes, 64, (index) => ({ [`a${index}`]: 1, [`b${index}`]: 2 })),
  numbers: (bytes) => many(bytes, 8, (index) => index + 0.5),
  'one record of many keys': (bytes) =>
    Object.fromEntries(many(bytes, 32, (index) => [`key-${bytes - index}`, 'value'])),
  'empty arrays': (bytes) => many(bytes, 16, () => []),
  'one Map': (bytes) => new Map(many(bytes, 64, (index) => [`key-${bytes - index}`, 'value'])),
  dates: (bytes) => many(bytes, 64, (index) => new Date(index)),
  'huge bigints': (bytes) => many(bytes, 2_048, (index) => 2n ** 16_000n + BigInt(index)),
  'nested deeply': (bytes) =>
    many(Math.min(bytes, 100_000 * 16), 16, () => 0).reduce<unknown>((value) => ({ in: value }), 'end'),
  'few arrays, reached by many ways': (bytes) =>
    many(Math.log2(bytes) - 2, 1, () => 0).reduce<unknown>((below) => [below, below], 1),
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

/** Milliseconds of CPU time that JSON and a hash of it take; none for what JSON can't hold, or holds as a record. */
function simplest(value: unknown): number | undefined {
  if (ArrayBuffer.isView(value)) return undefined;
  const before = mainThreadTime();
  try {
    createHash('sha256').update(JSON.stringify(value)).digest();
  } catch {
    return undefined;
  }
  return mainThreadTime() - before;
}

const cache = createCache();
let worst = 0;
const columns = (cells: readonly string[]) =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(34) : cell.padStart(12))).join('');
console.log(columns(['shape', 'MB', 'CPU ms', 'a MB', 'longest turn', 'JSON, hash']), '  outcome');
for (const [name, make] of Object.entries(shapes)) {
  for (const size of [1, 8, 32]) {
    const request = { provider: 'p', model: 'm', question: 'q', context: make(size * megabyte) };
    // What was left by those before isn't this one's to clear away.
    await heldBytes();
    const turns = longestTurn();
    const before = mainThreadTime();
    const found = await cache.lookup(request);
    const cpu = mainThreadTime() - before;
    await delay(5);
    const stall = turns();
    worst = Math.max(worst, cpu / size);
    const json = simplest(request.context);
    const outcome = 'reason' in found ? `${found.status}, ${found.reason}` : found.status;
    const told = [cpu, cpu / size, stall, json].map((ms) => ms?.toFixed(1) ?? '-');
    console.log(columns([name, String(size), ...told]), ` ${outcome}`);
  }
}
console.log(`\nworst: ${worst.toFixed(1)} ms a MB, of ${LONGEST_A_MEGABYTE} allowed`);
process.exitCode = worst > LONGEST_A_MEGABYTE ? 1 : 0;

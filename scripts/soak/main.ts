/**
 * The highest rate that this machine holds, over a real `redis-server` behind a proxy whose faults come and go. Exits
 * with 1 if an answer was wrong, a call failed, the statistics don't add up with the provider's count, less than 80% of
 * what could have hit did (all that was asked after it had been answered, faults or not), the heap grew after its warm-up,
 * or anything stayed open. Memory serves for 60 seconds while the store is away, unless told otherwise.
 * Run: npm run test:soak [-- --minutes 10] [--while-unavailable 1]
 */
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { generate, stream } from '../faults/ask.ts';
import { CallLog } from '../faults/call-log.ts';
import { heldBytes } from '../faults/heap.ts';
import { startLayer } from '../faults/layers.ts';
import { matrixFaults } from '../faults/matrix-faults.ts';
import { PriceList } from '../faults/price-list.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    'while-unavailable': { type: 'string', default: '60' },
  },
});
const end = performance.now() + Number(values.minutes) * 60_000;
const callers = 40;
/** Milliseconds; a quick model's. Were it less than a hit, the callers of this loop would ask most while nothing hits. */
const latency = 200;
const items = 2_000;
const faultsOn = 1_200;
const faultsEvery = 3_700;

let unhandled = 0;
process.on('unhandledRejection', () => unhandled++);

const layer = await startLayer('redis-server');
const list = new PriceList(latency);
const log = new CallLog();
const cache = layer.usualCache({
  memory: { whileUnavailable: Number(values['while-unavailable']) * 1_000 },
});
const asked = new Set<string>();
let askedAgain = 0;
let hitAgain = 0;
let running = true;

async function call(): Promise<void> {
  // Few are asked often, as questions are.
  const one = { item: Math.floor(items * Math.random() ** 3), scope: Math.random() < 0.5 ? 'ada' : 'bob' };
  const name = `${one.scope} ${one.item}`;
  const isKnown = asked.has(name);
  const before = list.callsFor(one);
  const way = Math.random() < 0.5 ? generate : stream;
  await log.run('call', () => way(cache, list, one), list.expect(one));
  const answered = list.callsFor(one) > before;
  asked.add(name);
  if (!isKnown) return;
  askedAgain++;
  if (!answered) hitAgain++;
}

async function faultsComeAndGo(): Promise<void> {
  const faults = matrixFaults.filter(({ proxy, only }) => proxy !== undefined && only === undefined);
  for (let turn = 0; running; turn++) {
    await delay(faultsEvery - faultsOn);
    const fault = faults[turn % faults.length];
    if (!running || fault === undefined) return;
    await layer.strike(fault);
    await delay(faultsOn);
    await layer.lift();
  }
}

const samples: number[] = [];
async function sampleHeap(): Promise<void> {
  const pause = Math.min(30_000, (Number(values.minutes) * 60_000) / 12);
  while (running) {
    await delay(pause);
    layer.clearRequests();
    samples.push(await heldBytes());
  }
}

const faults = faultsComeAndGo();
const heap = sampleHeap();
const workers = Array.from({ length: callers }, async () => {
  while (performance.now() < end) {
    await call();
    // Hits of memory alone would leave the proxy, and the faults, no turn of the event loop.
    await setImmediate();
  }
});
const started = performance.now();
await Promise.all(workers);
const seconds = (performance.now() - started) / 1_000;
running = false;
await Promise.all([faults, heap]);
const stats = await cache.stats();
await cache.close();
await layer.close();
await delay(6_000);

const answered = stats.hits.total + stats.shared + list.calls;
const share = hitAgain / Math.max(1, askedAgain);
const mebibytes = samples.map((bytes) => (bytes / 2 ** 20).toFixed(1));
const half = Math.floor(samples.length / 2);
const mean = (of: readonly number[]) => of.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, of.length);
const growth =
  mean(samples.slice(half + Math.floor(half / 2))) - mean(samples.slice(half, half + Math.floor(half / 2)));
const handles = process
  .getActiveResourcesInfo()
  .filter((name) => !/^(TTYWrap|PipeWrap|FSReqCallback)$/.test(name));

console.log(
  `calls           ${log.made}, ${Math.round(log.made / seconds)} a second, p99 ${log.p99().toFixed(1)} ms`,
);
console.log(`succeeded       ${log.succeeded}; wrong ${log.wrong}; unhandled rejections ${unhandled}`);
console.log(
  `statistics      hits ${stats.hits.total} + shared ${stats.shared} + provider ${list.calls} = ${answered}`,
);
console.log(
  `asked again     ${askedAgain}, of which ${(100 * share).toFixed(1)}% hit, under faults and between`,
);
console.log(
  `misses          ${JSON.stringify(stats.misses.byReason)}; not stored ${JSON.stringify(stats.notStored)}`,
);
console.log(
  `heap, MiB       ${mebibytes.join(' ')}; growth in the second half ${(growth / 2 ** 20).toFixed(2)}`,
);
console.log(`open at the end ${handles.length === 0 ? 'nothing' : handles.join(', ')}`);
for (const failure of log.failures) console.log(`  ${failure}`);

const isGood =
  log.succeeded === log.made &&
  log.wrong === 0 &&
  unhandled === 0 &&
  answered === log.made &&
  share >= 0.8 &&
  growth < 4 * 2 ** 20 &&
  handles.length === 0;
process.exitCode = isGood ? 0 : 1;

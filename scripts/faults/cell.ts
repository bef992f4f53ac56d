import { setTimeout as delay } from 'node:timers/promises';
import type { ResponseCache } from '../../src/index.ts';
import { generate, lookUpAndStore, stream } from './ask.ts';
import { CallLog } from './call-log.ts';
import { heldBytes } from './heap.ts';
import { startLayer } from './layers.ts';
import type { LayerName, MatrixFault } from './matrix-faults.ts';
import { type Asked, PriceList } from './price-list.ts';

const callers = 50;
const scopes = ['ada', 'bob'] as const;
/** Items 0 to 9 change while the fault is on; what is known of 10 to 39 should be there after it. */
const changing = 10;
const items = 40;

/** One fault at one layer, under fifty callers. */
export interface CellResult {
  readonly log: CallLog;
  /** Of the answers stored before the fault and not invalidated since, those that aren't served after it. */
  readonly lost: number;
  /** Of the answers made under the fault, those that aren't served after it. */
  readonly notKept: number;
  readonly unhandled: number;
  /** Bytes that remain when all is closed. */
  readonly held: number;
}

export async function runCell(layerName: LayerName, fault: MatrixFault): Promise<CellResult> {
  let unhandled = 0;
  const count = () => unhandled++;
  process.on('unhandledRejection', count);
  const before = await heldBytes();
  const log = new CallLog();
  const { lost, notKept } = await struckAndAfter(layerName, fault, log);
  const held = (await heldBytes()) - before;
  process.off('unhandledRejection', count);
  return { log, lost, notKept, unhandled, held };
}

async function struckAndAfter(layerName: LayerName, fault: MatrixFault, log: CallLog) {
  const layer = await startLayer(layerName);
  const list = new PriceList();
  const reworded = layerName === 'vector';
  const stored = (from: number, to: number, worded: boolean): Asked[] =>
    Array.from({ length: to - from }, (_, index) => from + index).flatMap((item) =>
      scopes.map((scope) => ({ item, scope, reworded: worded })),
    );
  try {
    const warm = layer.patientCache();
    await Promise.all(stored(0, items, false).map((asked) => generate(warm, list, asked)));
    await warm.close();

    await layer.strike(fault);
    const cache = layer.cache(fault.skew);
    const workers = Array.from({ length: callers }, (_, worker) => work(cache, list, log, worker, reworded));
    await Promise.all(workers);
    await log.run('close', () => cache.close(), undefined, false);
    await layer.lift();

    const after = layer.patientCache();
    const missing = await countMisses(after, list, stored(changing, items, reworded));
    const made = Array.from({ length: callers }, (_, worker) => madeBy(worker)).flat();
    const notKept = await countMisses(after, list, made);
    await after.close();
    return { lost: missing, notKept };
  } finally {
    await layer.close();
  }
}

const scopeOf = (worker: number) => (worker % 2 === 0 ? 'ada' : 'bob');

/** What nobody asked before the fault. Two callers ask each at once. */
const madeBy = (worker: number): Asked[] => {
  const pair = Math.floor(worker / 4) * 2 + (worker % 2);
  return [1_000, 2_000].map((first) => ({ item: first + pair, scope: scopeOf(worker) }));
};

/** One caller's calls, one after the other; twice, so that what happens between two faults is seen too. */
async function work(
  cache: ResponseCache,
  list: PriceList,
  log: CallLog,
  worker: number,
  reworded: boolean,
): Promise<void> {
  const scope = scopeOf(worker);
  for (let round = 0; round < 2; round++) {
    const known = { item: changing + ((worker * 7 + round) % (items - changing)), scope, reworded };
    const changed = { item: worker % changing, scope };
    const [generated, streamed] = madeBy(worker);
    await log.run('generate', () => generate(cache, list, known), list.expect(known));
    await log.run('stream', () => stream(cache, list, known), list.expect(known));
    if (generated) await log.run('generate', () => generate(cache, list, generated), list.expect(generated));
    if (streamed) await log.run('stream', () => stream(cache, list, streamed), list.expect(streamed));
    await log.run('lookup, store', () => lookUpAndStore(cache, list, changed), list.expect(changed));
    await log.run('generate', () => generate(cache, list, changed), list.expect(changed));
    if (worker % 5 === 0)
      await log.run('invalidate', () => change(cache, list, changed.item), undefined, false);
    await log.run('stream', () => stream(cache, list, changed), list.expect(changed));
    if (worker % 10 === 0)
      await log.run(
        'stats',
        () => cache.stats(),
        ({ hits }) => hits.total >= 0,
        false,
      );
    await delay(100);
  }
}

async function change(cache: ResponseCache, list: PriceList, item: number): Promise<void> {
  const isInvalidated = list.change(item);
  const { done } = await cache.invalidate({ tags: [`item-${item}`] });
  if (done) isInvalidated();
}

async function countMisses(cache: ResponseCache, list: PriceList, asked: readonly Asked[]): Promise<number> {
  let misses = 0;
  for (const one of asked) {
    const { status } = await cache.lookup(list.request(one));
    if (status !== 'hit') misses++;
  }
  return misses;
}

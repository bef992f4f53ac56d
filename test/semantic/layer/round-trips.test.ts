import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExactStore, VectorIndex } from '../../../src/contracts/index.ts';
import { createCache, textResponse } from '../../../src/index.ts';
import { type SemanticLayerOptions, semanticLayer } from '../../../src/semantic/index.ts';
import { type LocalUpstash, startUpstash } from '../../../src/testing/start-upstash.ts';
import { upstashRedis } from '../../../src/upstash/upstash-redis.ts';
import { upstashVector } from '../../../src/upstash/upstash-vector.ts';
import { patientTimeouts } from '../../patience.ts';
import { ask, embedder, oracle } from './scene.ts';

/** Lets calls pass in waves, each once the one before is answered, and counts them: trips that wait for each other. */
function gate() {
  const trips = { count: 0 };
  const waiting: (() => void)[] = [];
  let unanswered = 0;
  const next = async () => {
    // What follows from an answer needs no more than some turns of the event loop: nothing else is waited for.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (unanswered > 0 || waiting.length === 0) return;
    trips.count++;
    unanswered = waiting.length;
    for (const start of waiting.splice(0)) start();
  };
  const pass = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      void next();
    });
    try {
      return await call();
    } finally {
      unanswered--;
      void next();
    }
  };
  const store = (inner: ExactStore): ExactStore => ({
    ...inner,
    read: (...call) => pass(() => inner.read(...call)),
    write: (...call) => inner.write(...call),
  });
  const index = (inner: VectorIndex): VectorIndex => ({
    ...inner,
    query: (...call) => pass(() => inner.query(...call)),
  });
  return { trips, store, index };
}

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash({ vector: { dimensions: 2 } });
});
afterAll(() => upstash.close());

const proved = () => ({ verdict: 'same' }) as const;

/** Another process than the one that stored the answer, and the trips that a lookup of it waits for. */
async function tripsOf(
  namespace: string,
  semantic: Partial<SemanticLayerOptions>,
  before: { readonly invalidated?: string; readonly askedBefore?: boolean } = {},
) {
  const { trips, store, index } = gate();
  const open = (through: boolean) => {
    const exact = upstashRedis(upstash.redis);
    const vectors = upstashVector(upstash.vector);
    return createCache({
      namespace,
      store: through ? store(exact) : exact,
      timeouts: patientTimeouts,
      semantic: semanticLayer({ index: through ? index(vectors) : vectors, embedder, ...semantic }),
    });
  };
  const writer = open(false);
  await writer.store(ask('a'), textResponse('Answer'));
  await writer.close();
  if (before.invalidated !== undefined) await writer.invalidate({ key: before.invalidated });
  if (before.askedBefore) {
    const other = open(false);
    await other.lookup(ask('b'));
    await other.close();
  }
  // Known vectors: nothing has to be read, or made, for them.
  const reader = open(true);
  await reader.lookup(ask('b', { context: 'another' }));
  await reader.close();
  trips.count = 0;
  const found = await reader.lookup(ask('b'));
  const { count } = trips;
  await reader.close();
  return { found, count };
}

const unsure = () => ({ verdict: 'unsure', reason: 'wording' }) as const;

// What was read for the exact lookup proves the entry that was found too, as long as no key was invalidated.
describe('a hit by meaning through Upstash, of which this process knows nothing, waits for', () => {
  it.each([
    [2, false],
    [1, true],
  ])('%i round trips where asking the index ahead is %s', async (expected, queryAhead) => {
    const { found, count } = await tripsOf(`proof-${queryAhead}`, { verify: proved, queryAhead });
    expect(found).toMatchObject({ status: 'hit', layer: 'semantic', by: 'proof' });
    expect(count).toBe(expected);
  });

  it.each([
    [3, false],
    [2, true],
  ])('one more once some key was invalidated: %i where asking the index ahead is %s', async (expected, queryAhead) => {
    const namespace = `key-${queryAhead}`;
    const { count } = await tripsOf(
      namespace,
      { verify: proved, queryAhead },
      { invalidated: 'another key' },
    );
    expect(count).toBe(expected);
  });

  it.each([
    [2, false],
    [1, true],
  ])('%i where a judge said so before, to another process', async (expected, queryAhead) => {
    const { judge, asked } = oracle({ b: 'a' });
    const settings = { verify: unsure, judge, queryAhead };
    const { found, count } = await tripsOf(`remembered-${queryAhead}`, settings, { askedBefore: true });
    expect(found).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(asked).toHaveLength(1);
    expect(count).toBe(expected);
  });

  it.each([
    [3, false],
    [2, true],
  ])('%i where a judge is asked: what it said before is read first', async (expected, queryAhead) => {
    const { judge } = oracle({ b: 'a' });
    const { found, count } = await tripsOf(`judge-${queryAhead}`, { verify: unsure, judge, queryAhead });
    expect(found).toMatchObject({ status: 'hit', by: 'judge' });
    expect(count).toBe(expected);
  });
});

describe('a miss waits for', () => {
  it.each([
    [2, false],
    [1, true],
  ])('%i where asking the index ahead is %s', async (expected, queryAhead) => {
    const verify = () => ({ verdict: 'different', reason: 'names' }) as const;
    const { found, count } = await tripsOf(`miss-${queryAhead}`, { verify, queryAhead });
    expect(found).toMatchObject({ status: 'miss', semantic: { reason: 'names' } });
    expect(count).toBe(expected);
  });
});

it('asks an index ahead for nothing where memory has the answer', async () => {
  const cache = createCache({
    namespace: 'memory',
    store: upstashRedis(upstash.redis),
    timeouts: patientTimeouts,
    semantic: semanticLayer({ index: upstashVector(upstash.vector), embedder, queryAhead: true }),
  });
  await cache.store(ask('a'), textResponse('Answer'));
  await cache.close();
  upstash.clearRequests();
  expect(await cache.lookup(ask('a'))).toMatchObject({ status: 'hit', layer: 'memory' });
  expect(upstash.requests('vector')).toHaveLength(0);
});

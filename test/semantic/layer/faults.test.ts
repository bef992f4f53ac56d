import { describe, expect, it } from 'vitest';
import type { Embedder, ExactStore } from '../../../src/contracts/index.ts';
import type { Judge } from '../../../src/contracts/judge.ts';
import type { CacheLookup } from '../../../src/index.ts';
import { memoryStore } from '../../../src/memory/index.ts';
import { fakeTimeOf } from '../../fake-time.ts';
import { ask, embedder, oracle, scene } from './scene.ts';

const hang = () => new Promise<never>(() => {});
const fail = () => {
  throw new Error('down');
};

/** A store in which reads of what is remembered of pairs do what `read` does. */
function storeOfVerdicts(read: () => Promise<never>): ExactStore {
  const store = memoryStore();
  return {
    ...store,
    read: (key, counters, operation) =>
      /:[pqr]:/.test(key ?? '') ? read() : store.read(key, counters, operation),
  };
}

async function timed(look: () => Promise<CacheLookup>) {
  let found: CacheLookup | undefined;
  const waited = await fakeTimeOf(async () => {
    found = await look();
  });
  return { found, waited };
}

describe('a fault is a miss within its timeout', () => {
  it.each([
    ['hangs', hang, 700],
    ['throws', fail, 0],
    ['rejects', () => Promise.reject(new Error('down')), 0],
    ['chooses what is not there', async () => ({ choice: 7 }), 0],
    ['answers with nothing', async () => undefined as never, 0],
  ])('of a judge that %s', async (_, decide, within) => {
    const judge: Judge = { timeout: 700, decide };
    const { cache, put } = scene().open({ judge });
    await put('a');
    const { found, waited } = await timed(() => cache.lookup(ask('b')));
    expect(found).toMatchObject({ status: 'miss', semantic: { reason: 'judge-unavailable' } });
    expect(waited).toBe(within);
  });

  it.each([
    ['hangs', hang, 300],
    ['throws', fail, 0],
  ])('of a store of verdicts that %s: nothing is judged that a user may have rejected', async (_, read, within) => {
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put } = scene({ store: storeOfVerdicts(read), timeouts: { read: 300 } }).open({ judge });
    await put('a');
    const { found, waited } = await timed(() => cache.lookup(ask('b')));
    expect(found).toMatchObject({ status: 'miss', semantic: { reason: 'unavailable' } });
    expect(waited).toBe(within);
    expect(asked).toEqual([]);
  });

  it.each([
    ['hangs', hang],
    ['throws', fail],
  ])('of a store of verdicts that %s: not even a proof is served', async (_, read) => {
    const verify = () => ({ verdict: 'same' }) as const;
    const { cache, put } = scene({ store: storeOfVerdicts(read), timeouts: { read: 300 } }).open({ verify });
    await put('a');
    const { found } = await timed(() => cache.lookup(ask('b')));
    expect(found).toMatchObject({ status: 'miss', semantic: { reason: 'unavailable' } });
  });

  it('of a store that takes no verdict: it is told all the same, and this process remembers it', async () => {
    const store = memoryStore();
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put } = scene({
      store: { ...store, write: (key, ...rest) => (/:p:/.test(key) ? hang() : store.write(key, ...rest)) },
    }).open({ judge });
    await put('a');
    const { found, waited } = await timed(() => cache.lookup(ask('b')));
    expect(found).toMatchObject({ status: 'hit', by: 'judge' });
    expect(waited).toBe(0);
    expect(await cache.lookup(ask('b'))).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no vector', [null]],
    ['no vectors', null],
    ['too few', []],
    ['too many', [new Float32Array([1, 0]), new Float32Array([1, 0])]],
    ['another length', [new Float32Array([1])]],
    ['not a number', [new Float32Array([1, Number.NaN])]],
    ['zeros', [new Float32Array(2)]],
    ['plain numbers', [[1, 0]]],
  ])('of an embedder that gives %s', async (_, vectors) => {
    const { open } = scene();
    await open().put('a');
    const broken: Embedder = { ...embedder, id: 'broken', embed: async () => vectors as never };
    const { cache, put } = open({ embedder: broken, threshold: -1 });
    const { found, waited } = await timed(() => cache.lookup(ask('b')));
    expect(found).toMatchObject({ status: 'miss', semantic: { reason: 'unavailable' } });
    expect(waited).toBe(0);
    await put('c');
    expect(await cache.lookup(ask('c'))).toMatchObject({ status: 'hit' });
  });
});

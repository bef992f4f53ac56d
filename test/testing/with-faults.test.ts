import { describe, expect, it } from 'vitest';
import type { ExactStore } from '../../src/contracts/index.ts';
import { memoryStore } from '../../src/memory/memory-store.ts';
import { exactStoreSuite } from '../../src/testing/suites/exact-store-suite.ts';
import { type StoreFaults, withFaults } from '../../src/testing/with-faults.ts';

exactStoreSuite(
  { describe, it },
  {
    name: 'withFaults without any',
    create: async () => ({ store: withFaults(memoryStore(), {}), close: async () => {} }),
  },
);

describe('withFaults', () => {
  it('rejects the operation it is told to, and no other', async () => {
    const store = withFaults(memoryStore(), { read: { kind: 'reject' } });
    await store.write('key', 'value', Infinity);
    await expect(store.read('key', [])).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.increment(['tag'])).toHaveLength(1);
  });

  it('fails in the operation that has a plan, and in no other', async () => {
    const operations = {
      read: (store: ExactStore) => store.read('key', []),
      write: (store: ExactStore) => store.write('key', 'value', Infinity),
      delete: (store: ExactStore) => store.delete(['key']),
      increment: (store: ExactStore) => store.increment(['tag']),
      scan: (store: ExactStore) => store.scan('', undefined),
    };
    const plans: Readonly<Record<keyof typeof operations, StoreFaults>> = {
      read: { read: { kind: 'reject' } },
      write: { write: { kind: 'reject' } },
      delete: { delete: { kind: 'reject' } },
      increment: { increment: { kind: 'reject' } },
      scan: { scan: { kind: 'reject' } },
    };
    for (const [planned, plan] of Object.entries(plans)) {
      const store = withFaults(memoryStore(), plan);
      const outcomes = await Promise.allSettled(
        Object.values(operations).map((operation) => operation(store)),
      );
      const failed = Object.keys(operations).filter((_, place) => outcomes[place]?.status === 'rejected');
      expect(failed).toEqual([planned]);
    }
  });

  it('recovers when the plan is changed', async () => {
    const faults: StoreFaults = { read: { kind: 'reject', error: new RangeError('mine') } };
    const store = withFaults(memoryStore(), faults);
    await expect(store.read('key', [])).rejects.toThrow('mine');
    faults.read = undefined;
    expect(await store.read('key', [])).toEqual({ value: undefined, counters: [] });
  });

  it('plans by the number of the call', async () => {
    const store = withFaults(memoryStore(), {
      write: (call) => (call === 1 ? { kind: 'reject' } : undefined),
    });
    await store.write('a', 'a', Infinity);
    await expect(store.write('b', 'b', Infinity)).rejects.toMatchObject({ code: 'store-failed' });
    await store.write('c', 'c', Infinity);
    expect((await store.scan('', undefined)).keys).toEqual(['a', 'c']);
  });

  it('does its work and rejects all the same when it fails late', async () => {
    const store = withFaults(memoryStore(), { increment: { kind: 'late' } });
    const [before = 0] = (await store.read(undefined, ['tag'])).counters;
    await expect(store.increment(['tag'])).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.read(undefined, ['tag'])).toEqual({ value: undefined, counters: [before + 1] });
  });

  it('gives wrong values', async () => {
    const store = withFaults(memoryStore(), {
      read: { kind: 'replace', result: (real) => ({ ...real, value: 'something else' }) },
    });
    expect(await store.read('key', [])).toEqual({ value: 'something else', counters: [] });
  });

  it('hangs until its signal fires, where it heeds one', async () => {
    const store = withFaults(memoryStore(), { read: { kind: 'hang', heedsSignal: true } });
    const controller = new AbortController();
    const read = store.read('key', [], { signal: controller.signal });
    controller.abort();
    await expect(read).rejects.toMatchObject({ code: 'store-failed' });
  });

  it('throws before there is a promise', () => {
    const store = withFaults(memoryStore(), { scan: { kind: 'throw' } });
    expect(() => store.scan('', undefined)).toThrow(/fault on demand/);
  });

  it('does its work later', async () => {
    const store = withFaults(memoryStore(), { write: { kind: 'latency', milliseconds: 5 } });
    const written = store.write('key', 'value', Infinity);
    expect((await store.read('key', [])).value).toBeUndefined();
    await written;
    expect((await store.read('key', [])).value).toBe('value');
  });
});

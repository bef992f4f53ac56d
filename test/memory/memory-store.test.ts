import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { memoryStore } from '../../src/memory/memory-store.ts';

const served = async (store: ReturnType<typeof memoryStore>, key: string) =>
  (await store.read(key, [])).value;

describe('memoryStore', () => {
  it('has done its work when a method returns, before anything is awaited', async () => {
    const store = memoryStore();
    const written = store.write('key', 'value', Infinity);
    const incremented = store.increment(['tag']);
    const incrementedAgain = store.increment(['tag']);
    const read = store.read('key', ['tag']);
    const deleted = store.delete(['key']);
    const readAgain = store.read('key', ['tag']);
    await Promise.all([written, incremented, deleted]);
    const counters = await incrementedAgain;
    expect(await read).toEqual({ value: 'value', counters });
    expect(await readAgain).toEqual({ value: undefined, counters });
  });

  it('makes room by dropping the entry used least recently', async () => {
    const store = memoryStore({ maxEntries: 2 });
    await store.write('a', 'a', Infinity);
    await store.write('b', 'b', Infinity);
    await store.read('a', []);
    await store.write('c', 'c', Infinity);
    expect(await served(store, 'a')).toBe('a');
    expect(await served(store, 'b')).toBeUndefined();
    expect(await served(store, 'c')).toBe('c');
  });

  it('counts two bytes a UTF-16 unit and 128 for bookkeeping against maxBytes', async () => {
    const store = memoryStore({ maxBytes: 2 * (2 * (1 + 10) + 128) });
    await store.write('a', 'x'.repeat(10), Infinity);
    await store.write('b', 'x'.repeat(10), Infinity);
    expect(await served(store, 'a')).toBeDefined();
    await store.write('b', 'x'.repeat(11), Infinity);
    expect(await served(store, 'a')).toBeUndefined();
    expect(await served(store, 'b')).toBe('x'.repeat(11));
  });

  it('keeps the older value when a newer one is too large to take its place', async () => {
    const store = memoryStore({ maxBytes: 1_000 });
    await store.write('key', 'small', Infinity);
    await expect(store.write('key', 'x'.repeat(2_000), Infinity)).rejects.toThrow(/limit of 1000/);
    expect(await served(store, 'key')).toBe('small');
  });

  it('works with a clock that begins at 0', async () => {
    let now = 0;
    const store = memoryStore({ clock: () => now });
    await store.write('key', 'value', 10);
    now = 9;
    expect(await served(store, 'key')).toBe('value');
    now = 10;
    expect(await served(store, 'key')).toBeUndefined();
  });

  it('never forgets a counter to a value it had before', async () => {
    const store = memoryStore();
    const [before = Number.NaN] = await store.increment(['old']);
    const untouched = (await store.read(undefined, ['untouched'])).counters[0] ?? Number.NaN;
    const names = Array.from({ length: 100_000 }, (_, index) => `counter-${index}`);
    const last = Math.max(...(await store.increment(names.slice(0, 99_999))));
    await store.increment(['one too many']);
    const { counters } = await store.read(undefined, ['old', 'untouched', 'counter-0', 'one too many']);
    for (const counter of counters) expect(counter).toBeGreaterThan(Math.max(before, untouched, last));
  });

  it('goes on with a scan from its cursor whatever is deleted meanwhile', async () => {
    const store = memoryStore();
    const keys = Array.from({ length: 1_500 }, (_, index) => `k${String(index).padStart(4, '0')}`);
    for (const key of keys) await store.write(key, 'value', Infinity);
    const first = await store.scan('k', undefined);
    await store.delete(first.keys);
    const second = await store.scan('k', first.cursor);
    expect([...first.keys, ...second.keys]).toEqual(keys);
    expect(second.cursor).toBeUndefined();
  });

  it('holds nothing after close', async () => {
    const store = memoryStore();
    await store.write('key', 'value', Infinity);
    await store.close?.();
    expect(await served(store, 'key')).toBeUndefined();
  });

  it.each([
    { maxBytes: 0 },
    { maxBytes: 1.5 },
    { maxBytes: Infinity },
    { maxEntries: 0 },
    { maxEntries: 2 ** 24 + 1 },
    { maxEntries: Number.NaN },
  ])('refuses %o', (options) => {
    expect(() => memoryStore(options)).toThrow(InvalidOptionError);
  });
});

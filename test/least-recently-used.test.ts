import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeastRecentlyUsed } from '../src/least-recently-used.ts';

/** The same, written so that it can't be wrong: a list in the order of use. */
class Listed {
  list: { key: string; value: number; size: number }[] = [];
  readonly removed: string[] = [];
  readonly #maxEntries: number;
  readonly #maxSize: number;
  constructor(maxEntries: number, maxSize: number) {
    this.#maxEntries = maxEntries;
    this.#maxSize = maxSize;
  }
  get(key: string): number | undefined {
    const found = this.list.find((entry) => entry.key === key);
    if (found === undefined) return undefined;
    this.list = [...this.list.filter((entry) => entry !== found), found];
    return found.value;
  }
  set(key: string, value: number, size: number): void {
    this.delete(key);
    if (size > this.#maxSize) return;
    this.list.push({ key, value, size });
    const total = () => this.list.reduce((sum, entry) => sum + entry.size, 0);
    while (this.list.length > this.#maxEntries || total() > this.#maxSize) {
      const [oldest] = this.list;
      if (oldest !== undefined) this.delete(oldest.key);
    }
  }
  delete(key: string): void {
    if (!this.list.some((entry) => entry.key === key)) return;
    this.list = this.list.filter((entry) => entry.key !== key);
    this.removed.push(key);
  }
}

const key = fc.constantFrom(...'abcdefgh');
const step = fc.oneof(
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({
    kind: fc.constant('set' as const),
    key,
    value: fc.nat(),
    size: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('clear' as const) }),
);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const held = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

describe('LeastRecentlyUsed', () => {
  it('weighs the same however often it is read and written while nothing goes', () => {
    const map = new LeastRecentlyUsed<number>({ maxEntries: 1_000 });
    const use = (times: number) => {
      for (let turn = 0; turn < times; turn++) {
        map.get(`${turn % 500}`);
        map.set(`${turn % 499}`, turn);
      }
    };
    use(1_000);
    const before = held();
    use(500_000);
    expect(held() - before).toBeLessThan(2 ** 20);
    expect(map.count).toBe(499);
  });

  it('holds, gives and drops what a list in the order of use does', () => {
    const bounds = fc.record({
      maxEntries: fc.integer({ min: 1, max: 5 }),
      maxSize: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(bounds, fc.array(step, { maxLength: 60 }), ({ maxEntries, maxSize }, steps) => {
        const removed: string[] = [];
        const map = new LeastRecentlyUsed<number>({
          maxEntries,
          maxSize,
          onRemoved: (_, name) => removed.push(name),
        });
        const listed = new Listed(maxEntries, maxSize);
        for (const step of steps) {
          if (step.kind === 'get') expect(map.get(step.key)).toBe(listed.get(step.key));
          else if (step.kind === 'delete') {
            map.delete(step.key);
            listed.delete(step.key);
          } else if (step.kind === 'set') {
            map.set(step.key, step.value, step.size);
            listed.set(step.key, step.value, step.size);
          } else {
            map.clear();
            listed.list = [];
          }
          expect([...map.entries()]).toEqual(listed.list.map((entry) => [entry.key, entry.value]));
        }
        expect(removed).toEqual(listed.removed);
      }),
      { numRuns: 500 },
    );
  });
});

import type { DroppedEntry } from '../contracts/exact-store.ts';

interface Noted {
  readonly createdAt: number;
  readonly note: string;
}

const mostAtOnce = 1_000;

/** The entries of one record, by age. */
export class MemoryRecord {
  readonly #noted = new Map<string, Noted>();

  get size(): number {
    return this.#noted.size;
  }

  note(key: string, noted: Noted): void {
    this.#noted.set(key, noted);
  }

  forget(key: string): void {
    this.#noted.delete(key);
  }

  /** Takes the oldest off until `keep` are left; among equals, by key. */
  oldest(keep: number): readonly DroppedEntry[] {
    const count = Math.min(this.#noted.size - keep, mostAtOnce);
    const byAge = [...this.#noted].sort(
      ([leftKey, left], [rightKey, right]) =>
        left.createdAt - right.createdAt || (leftKey < rightKey ? -1 : 1),
    );
    return byAge.slice(0, count).map(([key, { note }]) => {
      this.#noted.delete(key);
      return { key, note };
    });
  }
}

import type { StoredEntry } from '../../response/stored-entry.ts';
import { scanCounter } from './counter-names.ts';
import type { GenerationValues } from './generations.ts';

/**
 * The generation that an invalidation by pattern raises. A scan sees what the store holds, and nothing else: an entry
 * that it found there and let live needs no newer mark, a copy of it does (docs/decisions/0075-copies-and-scans.md).
 */
export class ScanMark {
  readonly counter: string;

  constructor(namespace: string) {
    this.counter = scanCounter(namespace);
  }

  /** Whether an entry still holds where a scan would have found it: by all its generations but this. */
  holdsInStore(generations: GenerationValues, current: GenerationValues): boolean {
    return Object.entries(generations).every(
      ([name, value]) => name === this.counter || current[name] === value,
    );
  }

  /** An entry as the store held it when the generations were these: a copy of it is good until the next scan. */
  seen(entry: StoredEntry, { [this.counter]: mark }: GenerationValues): StoredEntry {
    const { generations } = entry;
    if (mark === undefined || generations[this.counter] === mark) return entry;
    return { ...entry, generations: { ...generations, [this.counter]: mark } };
  }
}

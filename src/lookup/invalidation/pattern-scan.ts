import { PATTERN_TEXT_LIMIT } from '../../policy/request-text.ts';
import { safePattern } from '../../policy/safe-pattern.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import type { InvalidationResult } from '../cache-result.ts';
import { readEntries, scanEntryNames } from '../exact/entry-scan.ts';
import type { ExactLayers } from '../exact/exact-layers.ts';
import type { Layer } from '../exact/layer.ts';
import type { CounterNames } from './counter-names.ts';

/** How an invalidation by pattern goes about its scan. */
export interface ScanOptions {
  /** Ends the scan after the page in which so many entries have been read; a page has some 1,000. Default: no limit. */
  readonly limit?: number;
  /** Goes on where the result with this cursor stopped. */
  readonly cursor?: string;
  /** Called after each page, with what this call has read and dropped so far. What it throws ends the scan. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Ends the scan after the page at hand; the result has a cursor. */
  readonly signal?: AbortSignal;
}

export interface ScanProgress {
  readonly scanned: number;
  readonly dropped: number;
}

export interface PatternScanOptions {
  /** Memory and the store, as far as there are; those that share a store share its entries. */
  readonly layers: readonly Layer[];
  readonly exact: ExactLayers;
  readonly names: CounterNames;
  readonly namespace: string;
  /** Milliseconds for one operation. */
  readonly timeout: number;
}

/**
 * Drops the answers to questions that match a pattern. Patterns can't be indexed: this reads every entry, a page at a
 * time, and costs one read an entry. Each dropped key's generation rises, so its copies go in every layer and process;
 * a mark is raised too, for copies of what the scan didn't find.
 */
export class PatternScan {
  readonly #options: PatternScanOptions;
  readonly #stages: readonly (Layer | 'mark')[];

  constructor(options: PatternScanOptions) {
    this.#options = options;
    // The first mark ends what was on its way when the scan began, the last what was copied while it went on.
    this.#stages = ['mark', ...options.layers, 'mark'];
  }

  /** @throws InvalidOptionError for a pattern that backtracks badly. */
  async run(matching: RegExp, options: ScanOptions = {}): Promise<InvalidationResult> {
    const { limit = Number.POSITIVE_INFINITY, onProgress, signal } = options;
    const pattern = safePattern(matching, 'matching');
    const { exact, names } = this.#options;
    let position = positionOf(options.cursor);
    let scanned = 0;
    let dropped = 0;
    for (;;) {
      const stage = this.#stages[position.stage];
      if (stage === undefined) return { done: true, scanned, dropped };
      if (stage === 'mark') {
        if (!(await exact.increment([names.scan]))) break;
        // What this process began to write before the mark is to be found by the scan.
        await exact.settled();
        position = { stage: position.stage + 1, cursor: undefined };
        continue;
      }
      if (scanned >= limit || signal?.aborted) break;
      const page = await this.#page(stage, position.cursor, pattern);
      if (page === undefined) break;
      scanned += page.scanned;
      dropped += page.dropped;
      position =
        page.cursor === undefined
          ? { stage: position.stage + 1, cursor: undefined }
          : { stage: position.stage, cursor: page.cursor };
      onProgress?.({ scanned, dropped });
    }
    return { done: false, scanned, dropped, cursor: `${position.stage}:${position.cursor ?? ''}` };
  }

  /** One page, read and dropped; `undefined` when that failed: then the page is to be visited again. */
  async #page(layer: Layer, cursor: string | undefined, pattern: RegExp) {
    const { namespace, timeout, exact, names } = this.#options;
    const scan = await scanEntryNames(layer, namespace, cursor, timeout);
    if (!scan.ok) return undefined;
    const matched: string[] = [];
    const { keys } = scan.value;
    for await (const read of readEntries(layer, keys, timeout)) {
      if (!read.ok) return undefined;
      if (read.value !== undefined && matches(read.value, pattern)) matched.push(read.value.key);
    }
    if (matched.length > 0) {
      const counters = await Promise.all(matched.map((key) => names.name('key', key)));
      if (!(await exact.increment([...counters, names.keys]))) return undefined;
      await exact.delete(matched);
    }
    return { scanned: keys.length, dropped: matched.length, cursor: scan.value.cursor };
  }
}

function matches({ question }: StoredEntry, pattern: RegExp): boolean {
  return question !== undefined && pattern.test(question.slice(0, PATTERN_TEXT_LIMIT));
}

function positionOf(cursor: string | undefined): {
  readonly stage: number;
  readonly cursor: string | undefined;
} {
  if (cursor === undefined) return { stage: 0, cursor: undefined };
  const [, stage = '0', rest = ''] = /^(\d+):(.*)$/s.exec(cursor) ?? [];
  return { stage: Number(stage), cursor: rest === '' ? undefined : rest };
}

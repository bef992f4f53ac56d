import { EntryCorruptError, NotSerialisableError } from '../errors.ts';
import type { CachedResponse } from './cached-response.ts';
import { compactGenerations, expandGenerations } from './compact-generations.ts';
import { compactPieces, expandPieces } from './compact-pieces.ts';
import { isCachedResponse } from './is-cached-response.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/** Raise it when an entry's form changes: older entries are then misses. */
const ENTRY_VERSION = 2;

/** An answer with all that decides whether it may still be served. Times are milliseconds since the epoch. */
export interface StoredEntry {
  /** The keys it was stored under; an entry found under others is not believed. */
  readonly key: string;
  readonly contextKey: string;
  readonly provider: string;
  readonly model: string;
  readonly scope?: string;
  /** The beginning of the question it answered (`keptQuestion`), for invalidation by pattern and for people. */
  readonly question?: string;
  readonly createdAt: number;
  /** Until then it is a hit; from then until `expiresAt` it is stale. */
  readonly freshUntil: number;
  readonly expiresAt: number;
  readonly tags: readonly string[];
  /** The generation of each counter it depends on, as read before the answer was generated. */
  readonly generations: Readonly<Record<string, number>>;
  readonly response: CachedResponse;
}

/**
 * As much of a question as an entry keeps: 2,000 UTF-16 units, which is all that patterns see. The whole of it is in the
 * key, and an entry is read at every hit: it is to weigh what the answer weighs, whatever the prompt.
 */
export function keptQuestion(question: string | undefined): string | undefined {
  return question?.slice(0, 2_000);
}

/** @throws NotSerialisableError when the response holds what has no faithful serial form. */
export function encodeEntry(entry: StoredEntry): string {
  const { generations, response, key } = entry;
  return encodeValue({
    v: ENTRY_VERSION,
    ...entry,
    generations: compactGenerations(generations, key),
    response: compact(response),
  });
}

/** @throws EntryCorruptError for anything but a whole entry of this version. */
export function decodeEntry(text: string): StoredEntry {
  let value: unknown;
  try {
    value = decodeValue(text);
  } catch (cause) {
    throw new EntryCorruptError(cause instanceof SyntaxError ? 'not JSON' : 'unknown encoding');
  }
  if (!isRecord(value)) throw new EntryCorruptError('not an object');
  const { v: version, ...stored } = value;
  if (version !== ENTRY_VERSION) throw new EntryCorruptError('another version');
  const entry = {
    ...stored,
    generations: expandGenerations(stored.generations, String(stored.key)),
    response: expandPieces(stored.response),
  };
  if (!isStoredEntry(entry)) throw new EntryCorruptError('missing or malformed fields');
  return entry;
}

function compact(response: CachedResponse): unknown {
  try {
    return compactPieces(response);
  } catch {
    // A getter that throws.
    throw new NotSerialisableError('value that can not be read');
  }
}

function isStoredEntry(value: unknown): value is StoredEntry {
  return (
    isRecord(value) &&
    ['key', 'contextKey', 'provider', 'model'].every((name) => typeof value[name] === 'string') &&
    ['scope', 'question'].every((name) => value[name] === undefined || typeof value[name] === 'string') &&
    ['createdAt', 'freshUntil', 'expiresAt'].every((name) => isTime(value[name])) &&
    Array.isArray(value.tags) &&
    value.tags.every((tag) => typeof tag === 'string') &&
    isRecord(value.generations) &&
    Object.values(value.generations).every((generation) => Number.isSafeInteger(generation)) &&
    isCachedResponse(value.response) &&
    Number(value.createdAt) <= Number(value.freshUntil) &&
    Number(value.freshUntil) <= Number(value.expiresAt)
  );
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

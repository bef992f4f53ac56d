import { decodeEntry, encodeEntry, type StoredEntry } from '../../response/stored-entry.ts';
import { decodeValue, encodeValue } from '../../response/value-codec.ts';

/** What an index keeps of an entry: the whole of it, or, where it takes no payload of its size, what compares it. */
export interface VectorPayload {
  readonly key: string;
  readonly contextKey: string;
  readonly question: string;
  readonly generations: Readonly<Record<string, number>>;
  readonly expiresAt: number;
  /** `undefined`: to be loaded by its key. */
  readonly entry: StoredEntry | undefined;
}

/**
 * @param question the whole of what the entry answers.
 * @returns the whole entry, and what goes in its place where that is too large.
 */
export function encodePayload(
  entry: StoredEntry,
  question: string,
): { readonly whole: string; readonly reference: string } {
  const { key, contextKey, generations, expiresAt } = entry;
  return {
    whole: encodeEntry({ ...entry, question }),
    reference: encodeValue({ reference: key, contextKey, question, generations, expiresAt }),
  };
}

/** @returns `undefined` for what is damaged, or of another version. */
export function decodePayload(text: string): VectorPayload | undefined {
  try {
    const value = decodeValue(text);
    if (typeof value === 'object' && value !== null && 'reference' in value) return referenceOf(value);
    const entry = decodeEntry(text);
    const { key, contextKey, question = '', generations, expiresAt } = entry;
    return { key, contextKey, question, generations, expiresAt, entry };
  } catch {
    return undefined;
  }
}

function referenceOf(value: object): VectorPayload | undefined {
  const [key, contextKey, question, generations, expiresAt] = [
    'reference',
    'contextKey',
    'question',
    'generations',
    'expiresAt',
  ].map((name): unknown => Reflect.get(value, name));
  if (typeof key !== 'string' || typeof contextKey !== 'string' || typeof question !== 'string')
    return undefined;
  if (typeof expiresAt !== 'number' || typeof generations !== 'object' || generations === null)
    return undefined;
  const numbers = Object.entries(generations).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { key, contextKey, question, generations: Object.fromEntries(numbers), expiresAt, entry: undefined };
}

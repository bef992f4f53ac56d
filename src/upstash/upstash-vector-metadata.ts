import { EntryTooLargeError } from '../errors.ts';
import { decodeUpstashValue, encodeUpstashValue } from './upstash-redis-value.ts';

/** Metadata ends at 48 KB. Source: upstash.com/docs/vector/overall/pricing, November 2026. */
const maxMetadataBytes = 48_000;

/** In base64 this much fits, whatever characters it holds, with room for the other fields. */
export const maxUpstashPayloadBytes = 35_000;

/** Later than any date: never. Source: ECMA-262, time values. */
const lastTime = 8.64e15;

export interface UpstashVectorMetadata {
  readonly contextKey: string;
  readonly expiresAt: number;
  readonly payload: string;
}

const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * The fields of an entry: `c` the context, `e` the expiry, `p` the payload. A payload that JSON would make too large,
 * such as one of quotes only, is held in base64 as `b`.
 *
 * @throws EntryTooLargeError when it is larger than the service takes.
 */
export function encodeUpstashMetadata(entry: UpstashVectorMetadata): Record<string, unknown> {
  const text = encodeUpstashValue(entry.payload);
  const fields = { c: entry.contextKey, e: Math.min(entry.expiresAt, lastTime) };
  const plain = { ...fields, p: text };
  // A UTF-16 unit takes six bytes of JSON at most: most payloads need no counting.
  if (text.length * 6 < maxMetadataBytes - 1_000 || jsonBytes(plain) <= maxMetadataBytes) return plain;
  const encoded = { ...fields, b: toBase64(escapeSurrogates(entry.payload)) };
  const bytes = jsonBytes(encoded);
  if (bytes > maxMetadataBytes) throw new EntryTooLargeError(bytes, maxMetadataBytes);
  return encoded;
}

/** `undefined` for metadata that this version didn't write: such an entry is none of ours, and no match. */
export function decodeUpstashMetadata(metadata: unknown): UpstashVectorMetadata | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(metadata));
  const contextKey = fields.get('c');
  const expiry = fields.get('e');
  if (typeof contextKey !== 'string' || typeof expiry !== 'number') return undefined;
  try {
    const base64 = fields.get('b');
    const payload =
      typeof base64 === 'string'
        ? unescapeSurrogates(fromBase64(base64))
        : decodeUpstashValue(fields.get('p'));
    return { contextKey, expiresAt: expiry >= lastTime ? Number.POSITIVE_INFINITY : expiry, payload };
  } catch {
    return undefined;
  }
}

/** Halves of surrogate pairs, which UTF-8 doesn't have, behind a character that texts don't use. */
function escapeSurrogates(text: string): string {
  return text.replace(
    /\p{Surrogate}|\ufffe/gu,
    (character) => `\ufffe${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unescapeSurrogates(text: string): string {
  return text.replace(/\ufffe([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function toBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

import { EntryCorruptError } from '../errors.ts';

/**
 * How a text is held in Redis. The mark in front makes it no JSON, so that a client with automatic deserialisation
 * leaves `123`, `null` or `{"a":1}` as they are; it holds a colon, which base64 doesn't have, so that a reply that
 * wasn't encoded isn't decoded; and it keeps a byte order mark from being the first character, where decoders drop it.
 */
const asItIs = 'reprise:1:';

/** The text follows as JSON: for halves of surrogate pairs, which UTF-8 doesn't have. */
const escaped = 'reprise:1j:';

const loneSurrogate = /\p{Surrogate}/u;

export function encodeUpstashValue(text: string): string {
  return loneSurrogate.test(text) ? escaped + JSON.stringify(text) : asItIs + text;
}

/** @throws EntryCorruptError for what `encodeUpstashValue` of this version didn't write. */
export function decodeUpstashValue(stored: unknown): string {
  if (typeof stored === 'string') {
    if (stored.startsWith(asItIs)) return stored.slice(asItIs.length);
    if (stored.startsWith(escaped)) return parseText(stored.slice(escaped.length));
  }
  throw new EntryCorruptError('not written by this version of the store');
}

function parseText(json: string): string {
  let text: unknown;
  try {
    text = JSON.parse(json);
  } catch {
    // Told below, without the parser's message: it quotes the text.
  }
  if (typeof text !== 'string') throw new EntryCorruptError('damaged in the store');
  return text;
}

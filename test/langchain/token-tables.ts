import { vi } from 'vitest';

/** An encoding of one token a byte, as core loads encodings. */
const encoding = {
  pat_str: '.',
  special_tokens: {},
  bpe_ranks: ['!', 0, ...Array.from({ length: 256 }, (_, byte) => btoa(String.fromCharCode(byte)))].join(' '),
};

/** Gives core's counting of tokens its tables, which it would load from the network, until globals are unstubbed. */
export function giveTokenTables(): void {
  const { fetch } = globalThis;
  const serving: typeof fetch = async (input, init) =>
    String(input).startsWith('https://tiktoken.pages.dev/') ? Response.json(encoding) : fetch(input, init);
  vi.stubGlobal('fetch', serving);
}

import type { StoredEntry } from '../response/stored-entry.ts';
import { responseText } from '../response/text-response.ts';

export type Texts = 'hidden' | 'shown';

/** A text, or what can be told of it without telling it. */
export type VisibleText = { readonly text: string } | { readonly length: number; readonly hash: string };

export type EntrySummary = Awaited<ReturnType<typeof entrySummary>>;
export type EntryDetails = Awaited<ReturnType<typeof entryDetails>>;

/** Entries as a list tells them. */
export function entrySummaries(entries: readonly StoredEntry[], texts: Texts) {
  return Promise.all(entries.map((entry) => entrySummary(entry, texts)));
}

/** One entry, with its answer. */
export async function entryDetails(entry: StoredEntry, texts: Texts) {
  const answer = responseText(entry.response);
  return {
    ...(await entrySummary(entry, texts)),
    answer: await visible(answer, texts),
    parts: entry.response.parts.map(({ type }) => type),
    finishReason: entry.response.finishReason,
    usage: entry.response.usage,
  };
}

async function entrySummary(entry: StoredEntry, texts: Texts) {
  const { key, provider, model, scope, question, tags, createdAt, freshUntil, expiresAt } = entry;
  return {
    key,
    provider,
    model,
    tags,
    createdAt,
    // JSON has no Infinity.
    freshUntil: Number.isFinite(freshUntil) ? freshUntil : null,
    expiresAt: Number.isFinite(expiresAt) ? expiresAt : null,
    ...(scope === undefined ? {} : { scope: await visible(scope, texts) }),
    ...(question === undefined ? {} : { question: await visible(question, texts) }),
  };
}

async function visible(text: string, texts: Texts): Promise<VisibleText> {
  if (texts === 'shown') return { text };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const hash = Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { length: text.length, hash };
}

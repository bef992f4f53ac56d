import type { CachedResponse, TokenUsage } from './cached-response.ts';

/**
 * A plain answer, for callers without a framework.
 * @param text the answer. @param usage the tokens it cost, if they are known.
 */
export function textResponse(text: string, usage?: TokenUsage): CachedResponse {
  return { parts: [{ type: 'text', text }], finishReason: 'stop', ...(usage === undefined ? {} : { usage }) };
}

/** The text of an answer: its text parts joined, or the structured output where the provider gave that apart. */
export function responseText(response: CachedResponse): string {
  if (response.structuredOutputText !== undefined) return response.structuredOutputText;
  return response.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

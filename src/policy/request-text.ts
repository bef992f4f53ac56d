import type { CacheRequest } from '../request/cache-request.ts';

/** How much of a text patterns see, in UTF-16 units: what bounds the time that any pattern may take. */
export const PATTERN_TEXT_LIMIT = 2_000;

/** What patterns see of a request. */
export interface RequestText {
  readonly text: string;
  /** Whether there was more than the limit: then a pattern that doesn't match proves nothing. */
  readonly truncated: boolean;
}

/**
 * The question, then the texts of the context in the order of its fields, a line each, up to the limit. Names of
 * fields are no texts.
 */
export function requestText({ question, context }: CacheRequest): RequestText {
  const texts = question === undefined ? [] : [question];
  let length = question?.length ?? 0;
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (length > PATTERN_TEXT_LIMIT) return;
    if (typeof value === 'string') {
      texts.push(value);
      length += value.length + 1;
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      if (seen.has(value)) return;
      seen.add(value);
      for (const item of Object.values(value)) visit(item);
    }
  };
  visit(context);
  const text = texts.join('\n');
  return { text: text.slice(0, PATTERN_TEXT_LIMIT), truncated: text.length > PATTERN_TEXT_LIMIT };
}

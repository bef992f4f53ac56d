import type { AnswerSource } from './flights/answer-source.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Dialect } from './response-cache.ts';

/** A request on its way, with what answers it if the cache doesn't. */
export interface ModelCall<Native> {
  readonly prepared: PreparedRequest;
  readonly dialect: Dialect;
  /** When the caller asked, by `performance.now()`. */
  readonly started: number;
  readonly source: AnswerSource<Native>;
}

/** What calls that can share one answer have in common; it names their flight, in this process and between processes. */
export function flightId({
  prepared: { key, tags, request },
  dialect,
}: Pick<ModelCall<unknown>, 'prepared' | 'dialect'>): string {
  // Callers with other tags, or another mode, ask for something else even where the key is the same.
  return `${key} ${request.mode ?? 'use'} ${dialect.name} ${tags.length === 0 ? '' : JSON.stringify(tags)}`;
}

import type { Duration } from '../duration.ts';

/**
 * What a call may do with the cache.
 * - `use` (default): look up, and store on a miss.
 * - `bypass`: neither look up nor store.
 * - `refresh`: don't look up, generate, and store the new answer.
 * - `read-only`: look up, but store nothing.
 */
export type CacheMode = 'use' | 'bypass' | 'refresh' | 'read-only';

/** The form that the answer was asked to have. An answer that doesn't have it is neither stored nor served. */
export interface RequestedOutput {
  readonly type: 'json';
  /** A JSON Schema; without one the answer has to parse, nothing more. */
  readonly schema?: unknown;
}

/**
 * A call of a language model, told in no framework's terms: the same request through the AI SDK and through
 * LangChain is the same `CacheRequest`. All fields but `tags`, `ttl`, `mode` and `semantic` are part of the key.
 */
export interface CacheRequest {
  /** Who answers, such as `openai`. */
  readonly provider: string;
  /** The model's id, such as `gpt-4o-mini`. */
  readonly model: string;
  /** All of a request that must be equal for an answer to be right: system text, earlier turns, tools, settings. */
  readonly context?: unknown;
  /** The one text that may be worded differently: the last user text. Without one, the request is exact only. */
  readonly question?: string;
  /** The sampling temperature if the caller set one: above 0 the default policy bypasses the cache. */
  readonly temperature?: number;
  readonly output?: RequestedOutput;
  /** The tenant. Entries of one scope are never seen from another. Default: one scope for all who give none. */
  readonly scope?: string;
  /** What the answer depends on; `invalidate({ tags })` drops it. A hit carries at least the tags asked for. */
  readonly tags?: readonly string[];
  /** How long the answer may be served: `'10m'` or milliseconds. Default: the cache's `ttl`. */
  readonly ttl?: Duration;
  /** Default `use`. */
  readonly mode?: CacheMode;
  /** `false`: this request is looked up exactly only, never by meaning. Default `true`. */
  readonly semantic?: boolean;
}

import { isRecord, type UnknownRecord } from './record.ts';

// What no answer depends on: how a run is traced, cancelled, retried and streamed, and what LangGraph adds to the
// options of every call inside an agent or a graph (`executionInfo` holds a checkpoint's id and a time). Names as of
// November 2026 in `@langchain/core` 1.4, `@langchain/langgraph` 1.7 and `@langchain/openai` 1.6.
const volatileNames: ReadonlySet<string> = new Set([
  'callbacks',
  'config',
  'configurable',
  'control',
  'executionInfo',
  'interrupt',
  'ls_structured_output_format',
  'maxConcurrency',
  'maxRetries',
  'metadata',
  'promptIndex',
  'recursionLimit',
  'runId',
  'runName',
  'serverInfo',
  'signal',
  'store',
  'stream',
  'streamUsage',
  'stream_options',
  'streaming',
  'tags',
  'timeout',
  'writer',
]);

// Settings of the HTTP client. `baseURL` is none of them: another address may answer differently.
const transportNames: ReadonlySet<string> = new Set([
  'dangerouslyAllowBrowser',
  'defaultQuery',
  'fetch',
  'fetchOptions',
  'httpAgent',
  'logLevel',
  'logger',
]);

// Who pays and how the caller proves who it is. `@langchain/openai` counts the organisation among its secrets.
const secretName =
  /(api_?key|secret|passwords?|authorization|credentials?|access_?token|auth_?token|authorization_?token|headers|cookies?)$/i;
const accountNames: ReadonlySet<string> = new Set(['organization', 'project']);

// Marks for the provider's own prompt cache: they change what a call costs, never what it answers.
const promptCacheNames: ReadonlySet<string> = new Set([
  'promptCacheKey',
  'promptCacheOptions',
  'promptCacheRetention',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
]);

/** Whether a name is that of a secret, such as `apiKey`, `defaultHeaders` or `authorization`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) || accountNames.has(name);
}

/**
 * The options and parameters that an answer may depend on: without secrets, and without what changes from run to run.
 * Names that aren't known stay, so that an unknown option gives a miss and never a wrong hit.
 */
export function answeringOptions(options: UnknownRecord): UnknownRecord {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || volatileNames.has(name) || transportNames.has(name)) continue;
    if (isSecretName(name) || promptCacheNames.has(name)) continue;
    const clean = name === 'options' && isRecord(value) ? answeringOptions(value) : value;
    if (!isRecord(clean) || name !== 'options' || Object.keys(clean).length > 0) kept[name] = clean;
  }
  return kept;
}

/** A URL without the credentials that it may carry. */
export function plainUrl(url: unknown): unknown {
  if (typeof url !== 'string') return url;
  try {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
  } catch {
    return url;
  }
}

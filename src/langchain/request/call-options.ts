import { answeringHeaders } from '../../request/provider-options.ts';
import { isSecretName, namesHeaders } from '../../request/secret-names.ts';
import { isRecord, type UnknownRecord } from '../record.ts';

// What no answer depends on: how a run is traced, cancelled, retried and streamed. Core takes most of these names for
// the run's configuration. Names as of November 2026 in `@langchain/core` 1.4 and `@langchain/openai` 1.6.
const runNames: ReadonlySet<string> = new Set([
  'callbacks',
  'configurable',
  'ls_structured_output_format',
  'maxConcurrency',
  'maxRetries',
  'metadata',
  'promptIndex',
  'recursionLimit',
  'runId',
  'runName',
  'signal',
  'stream',
  'streamUsage',
  'stream_options',
  'streaming',
  'tags',
  'timeout',
]);

// What LangGraph adds to the options of every call inside an agent or a graph (`executionInfo` holds a checkpoint's id
// and a time), as of `@langchain/langgraph` 1.7. An integration may have options of these names: they are left out only
// in the form that LangGraph gives them.
const graphForms: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['config', isRunnableConfig],
  ['control', isObject],
  ['executionInfo', isObject],
  ['interrupt', isFunction],
  ['serverInfo', isObject],
  ['store', isObject],
  ['writer', isFunction],
]);

const configNames: ReadonlySet<string> = new Set([...runNames, ...graphForms.keys(), 'context']);

function isRunnableConfig(value: unknown): boolean {
  return (
    isRecord(value) && Object.keys(value).every((name) => configNames.has(name) || name.startsWith('__'))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object';
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

// Settings of the HTTP client. `baseURL` and `defaultQuery` are none of them: another address may answer differently.
const transportNames: ReadonlySet<string> = new Set([
  'dangerouslyAllowBrowser',
  'fetch',
  'fetchOptions',
  'httpAgent',
  'logLevel',
  'logger',
]);

// Marks for the provider's own prompt cache: they change what a call costs, never what it answers.
const promptCacheNames: ReadonlySet<string> = new Set([
  'promptCacheKey',
  'promptCacheOptions',
  'promptCacheRetention',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
]);

/**
 * The options of a call that an answer may depend on: without secrets, and without what changes from run to run. Names
 * that aren't known stay, so that an unknown option gives a miss and never a wrong hit.
 */
export function answeringOptions(options: UnknownRecord): UnknownRecord {
  return kept(options, (name, value) => runNames.has(name) || graphForms.get(name)?.(value) === true);
}

/** The same of the parameters that an integration is going to send. */
export function answeringParameters(parameters: UnknownRecord): UnknownRecord {
  return kept(parameters, (name) => name === 'stream' || name === 'stream_options');
}

function kept(options: UnknownRecord, ignored: (name: string, value: unknown) => boolean): UnknownRecord {
  const result: [string, unknown][] = [];
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || ignored(name, value) || transportNames.has(name)) continue;
    if (isSecretName(name) || promptCacheNames.has(name)) continue;
    const clean = cleaned(name, value, ignored);
    if (clean !== undefined) result.push([name, clean]);
  }
  return Object.fromEntries(result);
}

function cleaned(name: string, value: unknown, ignored: (name: string, value: unknown) => boolean): unknown {
  if (namesHeaders(name)) return answeringHeaders(value);
  if (name !== 'options' || !isRecord(value)) return value;
  const inner = kept(value, ignored);
  return Object.keys(inner).length === 0 ? undefined : inner;
}

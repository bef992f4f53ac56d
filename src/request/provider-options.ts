import { isPlainObject } from './tagged-value.ts';

// Marks for the provider's own prompt cache: they change what a call costs, never what it answers. Names as of
// November 2026 in `@ai-sdk/openai` 4, `@ai-sdk/anthropic` 4, `@ai-sdk/amazon-bedrock` 5, `@ai-sdk/xai`, OpenRouter's
// and the Gateway's providers. `google.cachedContent` is no mark: it names content that the answer depends on.
const promptCacheMarks: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'openai',
    new Set(['promptCacheKey', 'promptCacheOptions', 'promptCacheRetention', 'promptCacheBreakpoint']),
  ],
  [
    'azure',
    new Set(['promptCacheKey', 'promptCacheOptions', 'promptCacheRetention', 'promptCacheBreakpoint']),
  ],
  ['anthropic', new Set(['cacheControl', 'cache_control'])],
  ['bedrock', new Set(['cachePoint'])],
  ['amazonBedrock', new Set(['cachePoint'])],
  ['openrouter', new Set(['cacheControl', 'cache_control'])],
  ['gateway', new Set(['caching'])],
  ['xai', new Set(['promptCacheKey'])],
]);

// Ids of items that are kept on the provider's side, by the names that the AI SDK's providers give them. They come back
// in the history as options of the parts they belong to, and a turn that sends one (`@ai-sdk/openai` makes an
// `item_reference` of `itemId`) refers to an item that may be gone, or belong to another project.
const itemIds: ReadonlySet<string> = new Set(['itemId', 'responseId', 'approvalRequestId']);
const itemProviders: ReadonlySet<string> = new Set(['openai', 'azure', 'xai']);

/** Whether an option, or a member of an answer's metadata, names an item that this provider keeps. */
function isProviderItemId(provider: string, name: string): boolean {
  return itemProviders.has(provider) && itemIds.has(name);
}

/**
 * What options or metadata of an answer say without the items that the provider keeps. What is null beside an item's id
 * says that the item has no such thing: it goes with it.
 */
export function withoutItemIds(provider: string, values: object): Readonly<Record<string, unknown>> {
  const names = Object.keys(values);
  if (!names.some((name) => isProviderItemId(provider, name))) return { ...values };
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !isProviderItemId(provider, name) && value !== null),
  );
}

/** The namespace of this library's own per-call options and result metadata. */
export const OWN_NAMESPACE = 'reprise';

/**
 * Where options stand: `answer` for parts that a model or a tool once gave, the only ones that name items which the
 * provider keeps; `input` for all else of a request.
 */
export type OptionsPlace = 'input' | 'answer';

/**
 * The options for providers that an answer depends on, as a record by provider: without marks for prompt caches, this
 * library's own and, in answers, ids of provider items. All else stays, whatever it is. `undefined` when nothing is
 * left, so that a record of marks and none are the same request.
 */
export function answerOptions(options: unknown, place: OptionsPlace): unknown {
  if (!isRecord(options)) return options;
  const kept: [string, unknown][] = [];
  for (const [provider, values] of Object.entries(options)) {
    if (provider === OWN_NAMESPACE || values === undefined) continue;
    const answering = isRecord(values) ? answeringValues(provider, values, place) : values;
    if (answering !== undefined) kept.push([provider, answering]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function answeringValues(provider: string, values: object, place: OptionsPlace): object | undefined {
  const marks = promptCacheMarks.get(provider);
  const told = place === 'answer' ? withoutItemIds(provider, values) : values;
  const rest = Object.entries(told).filter(
    ([name, value]) => value !== undefined && marks?.has(name) !== true,
  );
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

// Names of headers that tell who asks, how he pays and how the call is traced; no answer depends on them. Anything else
// may choose a version, a beta, a route: it counts.
const passing: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'b3',
  'baggage',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'idempotency-key',
  'proxy-authorization',
  'request-id',
  'sentry-trace',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-amzn-trace-id',
  'x-client-request-id',
  'x-cloud-trace-context',
  'x-correlation-id',
  'x-request-id',
]);
const secret = /(^|-)(authorization|api-?key|token|secret|auth)$/;

/** The headers that an answer may depend on, their names in small letters; `undefined` when there is none. */
export function answeringHeaders(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return headers;
  if (headers instanceof Headers) return answeringHeaders(Object.fromEntries(headers));
  const kept = Object.entries(headers)
    .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
    .filter(([name, value]) => value !== undefined && !passing.has(name) && !secret.test(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

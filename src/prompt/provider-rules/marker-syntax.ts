import { isRecord } from '../text/json.ts';
import type { MarkerStyle } from './cache-rules.ts';
import type { JsonObjectOut, ProviderOptionsOut } from './provider-options.ts';

interface StyleNames {
  /** Where the AI SDK's provider looks for it, the place that we write first. */
  readonly namespaces: readonly [string, ...string[]];
  readonly option: string;
  /** Other spellings that count as the user's own. */
  readonly also: readonly string[];
  /** On a block of LangChain's. */
  readonly field: string;
  value(lifetime: string | undefined): JsonObjectOut;
}

const ephemeral = (lifetime: string | undefined): JsonObjectOut => ({
  type: 'ephemeral',
  ...(lifetime !== undefined && { ttl: lifetime }),
});

const styles: Readonly<Record<MarkerStyle, StyleNames>> = {
  anthropic: {
    namespaces: ['anthropic'],
    option: 'cacheControl',
    also: ['cache_control'],
    field: 'cache_control',
    value: ephemeral,
  },
  openrouter: {
    namespaces: ['openrouter', 'anthropic'],
    option: 'cacheControl',
    also: ['cache_control'],
    field: 'cache_control',
    value: ephemeral,
  },
  openai: {
    namespaces: ['openai', 'azure'],
    option: 'promptCacheBreakpoint',
    also: [],
    field: 'prompt_cache_breakpoint',
    value: () => ({ mode: 'explicit' }),
  },
  bedrock: {
    namespaces: ['bedrock', 'amazonBedrock'],
    option: 'cachePoint',
    also: [],
    field: 'cachePoint',
    value: (lifetime) => ({ type: 'default', ...(lifetime !== undefined && { ttl: lifetime }) }),
  },
};

/** A marker that stands in a request. */
export interface FoundMark {
  /** As it was written, or `undefined` for the provider's default. */
  readonly lifetime: string | undefined;
  /** Whether a plan wrote it, so that the middleware may move it. */
  readonly isPlanned: boolean;
}

/**
 * The markers that plans have written, by identity: the AI SDK hands option values on as they are, and a field that
 * says so would be one more thing in the request.
 */
const planned = new WeakSet<object>();

/** A marker of this style on a message, a part, a tool or a block, in any of its spellings. */
export function findMark(style: MarkerStyle, carrier: object): FoundMark | undefined {
  const { namespaces, option, also, field } = styles[style];
  const options = 'providerOptions' in carrier ? carrier.providerOptions : undefined;
  const found =
    fromOptions(options, namespaces, [option, ...also]) ??
    Reflect.get(carrier, field) ??
    nested(carrier, 'extras', field) ??
    nested(carrier, 'metadata', field);
  if (!isRecord(found)) return undefined;
  return {
    lifetime: typeof found.ttl === 'string' ? found.ttl : undefined,
    isPlanned: planned.has(found),
  };
}

/** What carried a plan's marker, without it; itself when it carries none. */
export function withoutPlannedMark(style: MarkerStyle, carrier: object): object {
  if (!('providerOptions' in carrier) || findMark(style, carrier)?.isPlanned !== true) return carrier;
  const { namespaces, option } = styles[style];
  const kept = Object.entries(isRecord(carrier.providerOptions) ? carrier.providerOptions : {}).flatMap(
    ([namespace, group]) => {
      if (!namespaces.includes(namespace) || !isRecord(group)) return [[namespace, group]];
      const { [option]: _mark, ...rest } = group;
      return Object.keys(rest).length === 0 ? [] : [[namespace, rest]];
    },
  );
  const { providerOptions: _options, ...bare } = carrier;
  return kept.length === 0 ? bare : { ...bare, providerOptions: Object.fromEntries(kept) };
}

/** Whether the user's request options take one of the places: automatic caching (Anthropic), implicit mode (OpenAI). */
export function takesRequestPlace(style: MarkerStyle, providerOptions: unknown): boolean {
  if (style === 'anthropic' || style === 'openrouter')
    return findMark(style, { providerOptions }) !== undefined;
  if (style !== 'openai') return false;
  const options = fromOptions(providerOptions, styles.openai.namespaces, ['promptCacheOptions']);
  return isRecord(options) && options.mode === 'implicit';
}

/** The `providerOptions` that mark a part for the AI SDK. @param isPlanned whether the middleware may move the mark. */
export function markOptions(
  style: MarkerStyle,
  lifetime: string | undefined,
  isPlanned: boolean,
): ProviderOptionsOut {
  const { namespaces, option, value } = styles[style];
  const mark = value(lifetime);
  if (isPlanned) planned.add(mark);
  return { [namespaces[0]]: { [option]: mark } };
}

/** The fields that mark a block for LangChain. */
export function markFields(style: MarkerStyle, lifetime: string | undefined): JsonObjectOut {
  const { field, value } = styles[style];
  return { [field]: value(lifetime) };
}

function fromOptions(options: unknown, namespaces: readonly string[], names: readonly string[]): unknown {
  if (!isRecord(options)) return undefined;
  for (const namespace of namespaces) {
    const group = options[namespace];
    if (!isRecord(group)) continue;
    const name = names.find((candidate) => group[candidate] !== undefined && group[candidate] !== null);
    if (name !== undefined) return group[name];
  }
  return undefined;
}

function nested(carrier: object, outer: string, field: string): unknown {
  const inner: unknown = Reflect.get(carrier, outer);
  return isRecord(inner) ? inner[field] : undefined;
}

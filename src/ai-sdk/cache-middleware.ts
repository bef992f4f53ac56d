import { hitInformation } from '../lookup/hit-information.ts';
import type { CallOptions, ResponseCache } from '../lookup/response-cache.ts';
import { type CallSettings, readCallSettings } from '../request/call-settings.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { CachedResponse, ProviderMetadata } from '../response/cached-response.ts';
import { mapStream } from '../response/map-stream.ts';
import { withFreshToolCallIds } from '../response/renew-ids.ts';
import { type ReplayPace, replayStream } from '../response/replay-stream.ts';
import type { ResponseDelta } from '../response/response-delta.ts';
import { callRequest } from './call-request.ts';
import { fromNativeResult, replayable, toNativeResult } from './generate-result.ts';
import {
  isNativeRecord,
  type NativeCallOptions,
  type NativeModel,
  type NativeRecord,
  type Specification,
  specificationOf,
} from './native-model.ts';
import { fromNativeStreamPart, toNativeStreamPart } from './stream-part.ts';

export interface CacheMiddlewareOptions extends CallSettings {
  /** How fast a stored answer streams. Default `instant`: as fast as it is read. */
  readonly replay?: ReplayPace;
}

/**
 * A middleware that `wrapLanguageModel` of ai 5, 6 and 7 takes. Its hooks give back the type they are given, which each
 * version's middleware type accepts.
 */
export interface CacheMiddleware {
  readonly specificationVersion: 'v3';
  readonly wrapGenerate: <Result>(call: {
    readonly doGenerate: () => PromiseLike<Result>;
    readonly params: NativeCallOptions;
    readonly model: NativeModel;
  }) => Promise<Result>;
  readonly wrapStream: <Result extends { stream: ReadableStream<unknown> }>(call: {
    readonly doStream: () => PromiseLike<Result>;
    readonly params: NativeCallOptions;
    readonly model: NativeModel;
  }) => Promise<Result>;
}

/**
 * Answers calls of a language model from a cache: `wrapLanguageModel({ model, middleware: cacheMiddleware(cache) })`.
 * Generate and stream share entries. A call says more as `providerOptions: { reprise: { scope, tags, ttl, mode,
 * semantic } }`, and its result tells where the answer came from in `providerMetadata.reprise`.
 * @param cache from `createCache`.
 * @param options settings for all calls; those of a call go first.
 */
export function cacheMiddleware(cache: ResponseCache, options: CacheMiddlewareOptions = {}): CacheMiddleware {
  const { replay = 'instant', ...settings } = options;
  const defaults = readCallSettings(settings, 'options');
  return {
    specificationVersion: 'v3',
    wrapGenerate: async <Result>({ params, model }: { params: NativeCallOptions; model: NativeModel }) =>
      (await generate(cache, model, params, defaults)) as Result,
    wrapStream: async <Result>({ params, model }: { params: NativeCallOptions; model: NativeModel }) =>
      (await stream(cache, model, params, defaults, replay)) as Result,
  };
}

async function generate(
  cache: ResponseCache,
  model: NativeModel,
  params: NativeCallOptions,
  defaults: CallSettings,
): Promise<NativeRecord> {
  const specification = specificationOf(model);
  let own: NativeRecord | undefined;
  // The model is called here and not through `doGenerate`, since the signal must be the one that all callers share.
  const call = async (signal: AbortSignal): Promise<CachedResponse> => {
    const native = await model.doGenerate(sent(params, signal));
    own = isNativeRecord(native) ? native : {};
    return neutralResult(own, specification);
  };
  const result = await cache.getOrSet(
    callRequest(model, params, defaults),
    call,
    callOptions(params, specification, 'generate'),
  );
  const replayed =
    result.status === 'hit' || result.status === 'stale' || ('shared' in result && result.shared);
  // An audited hit calls the model as well, in the background: what it gives then is not this caller's answer.
  const native =
    (replayed ? undefined : own) ?? toNativeResult(withFreshToolCallIds(result.response), specification);
  return { ...native, providerMetadata: hitMetadata(hitInformation(result), native.providerMetadata) };
}

async function stream(
  cache: ResponseCache,
  model: NativeModel,
  params: NativeCallOptions,
  defaults: CallSettings,
  pace: ReplayPace,
): Promise<NativeRecord> {
  const specification = specificationOf(model);
  let own: NativeRecord = {};
  const source = {
    open: async (signal: AbortSignal) => {
      const opened = await model.doStream(sent(params, signal));
      own = { ...opened };
      return opened.stream;
    },
    toDeltas: (part: unknown) => fromNativeStreamPart(part, specification),
  };
  const result = await cache.getOrStream(
    callRequest(model, params, defaults),
    source,
    callOptions(params, specification, 'stream'),
  );
  const told = hitInformation(result);
  if ('stream' in result) {
    const withMetadata = (part: unknown) =>
      isNativeRecord(part) && part.type === 'finish'
        ? { ...part, providerMetadata: hitMetadata(told, part.providerMetadata) }
        : part;
    return { ...own, stream: mapStream(result.stream, withMetadata) };
  }
  return {
    response: { headers: {} },
    stream: nativeStream(result, params, pace, (delta) => {
      const part = toNativeStreamPart(delta, specification);
      if (delta.type !== 'finish') return part;
      // What a joined stream spares is known when it ends.
      const saved = 'savings' in result ? { saved: result.savings(delta.usage) } : {};
      return { ...part, providerMetadata: hitMetadata({ ...told, ...saved }, delta.providerMetadata) };
    }),
  };
}

function nativeStream(
  result: { readonly deltas: ReadableStream<ResponseDelta> } | { readonly response: CachedResponse },
  { abortSignal: signal }: NativeCallOptions,
  pace: ReplayPace,
  toNative: (delta: ResponseDelta) => unknown,
): ReadableStream<unknown> {
  if ('deltas' in result) return mapStream(result.deltas, toNative);
  return replayStream(withFreshToolCallIds(result.response), toNative, { pace, signal });
}

// A result that can't be told in neutral terms is the caller's all the same; it is neither stored nor shared.
const untranslatable: CachedResponse = { parts: [], finishReason: 'unknown' };

function neutralResult(native: NativeRecord, specification: Specification): CachedResponse {
  try {
    return fromNativeResult(native, specification);
  } catch {
    return untranslatable;
  }
}

/**
 * What the model is called with: nothing of what is said to the cache, since a gateway forwards what it doesn't know. A
 * call without a signal gets none: providers treat an absent one and one that never fires alike, but a shared call must
 * end when its last caller leaves.
 */
function sent({ providerOptions, ...params }: NativeCallOptions, signal: AbortSignal): NativeCallOptions {
  return {
    ...params,
    ...withoutOwnOptions(providerOptions),
    ...(params.abortSignal === undefined ? {} : { abortSignal: signal }),
  };
}

function withoutOwnOptions(options: object | undefined): Pick<NativeCallOptions, 'providerOptions'> {
  if (options === undefined || !(OWN_NAMESPACE in options)) return { providerOptions: options };
  const { [OWN_NAMESPACE]: _, ...others } = options;
  return Object.keys(others).length === 0 ? {} : { providerOptions: others };
}

function callOptions(
  params: NativeCallOptions,
  specification: Specification,
  mode: 'generate' | 'stream',
): CallOptions {
  const { abortSignal } = params;
  return {
    ...(abortSignal === undefined ? {} : { signal: abortSignal }),
    dialect: {
      name: specification,
      // What v4 calls `structuredOutputText` has no form in a stream.
      accepts: (response) =>
        response !== untranslatable &&
        replayable(response, specification) &&
        (mode === 'generate' || response.structuredOutputText === undefined),
    },
  };
}

/**
 * A result's provider metadata with this library's own. It stands on the result, never on a part: parts come back in
 * the next turn and would change its key.
 */
function hitMetadata(information: Readonly<Record<string, unknown>>, metadata: unknown): ProviderMetadata {
  return { ...(typeof metadata === 'object' ? metadata : {}), [OWN_NAMESPACE]: information };
}

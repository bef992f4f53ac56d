import { BaseCache } from '@langchain/core/caches';
import { type BaseMessage, isBaseMessage } from '@langchain/core/messages';
import type { Generation } from '@langchain/core/outputs';
import { milliseconds } from '../../duration.ts';
import { InvalidOptionError } from '../../errors.ts';
import type { CacheHit } from '../../lookup/cache-result.ts';
import { hitInformation } from '../../lookup/hit-information.ts';
import type { ResponseCache } from '../../lookup/response-cache.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import { Uncacheable } from '../../request/uncacheable.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { copyResponse } from '../../response/copy-response.ts';
import { responseText } from '../../response/text-response.ts';
import { fromFinishReason } from '../answer/finish-reason.ts';
import { fromMessage, untold } from '../answer/from-message.ts';
import { toMessage } from '../answer/to-message.ts';
import { replayable } from '../answer/to-metadata.ts';
import { isRecord } from '../record.ts';
import { type CallSettings, settingsOf } from '../request/call-settings.ts';
import { fromCacheKey } from './from-cache-key.ts';
import { IssuedIds } from './issued-ids.ts';
import { PendingRequests } from './pending-requests.ts';

export interface RepriseCacheOptions extends Omit<CallSettings, 'scope'> {
  /**
   * The tenant, or who tells it at each call, as from an `AsyncLocalStorage`; when that gives nothing the call goes past
   * the cache. A scope in a run's `configurable` is **not** heard: core doesn't hand it to a cache.
   */
  readonly scope?: string | (() => string | undefined);
  /** Whether the runtime `context` of an agent's run is part of the key. Default `true`: it may tell a tenant. */
  readonly context?: boolean;
  /**
   * The name of the one model whose cache this is, with the settings that tell it from another: where core's key tells
   * neither, as with `ChatOllama`, `ChatMistralAI`, `ChatBedrockConverse` and `AzureChatOpenAI`, calls without it go past the
   * cache. Default: what core's key tells.
   */
  readonly model?: string;
}

/**
 * The cache that any LangChain model takes as its `cache` option. Neither method ever throws: a failure is a miss. Core
 * gives it two texts instead of messages, and doesn't ask it when it streams: `CachedChatModel` has neither limit.
 */
export class RepriseCache extends BaseCache {
  readonly #cache: ResponseCache;
  readonly #settings: CallSettings;
  readonly #scope: (() => string | undefined) | undefined;
  readonly #ids = new IssuedIds();
  readonly #context: boolean;
  readonly #model: string | undefined;
  readonly #pending = new PendingRequests();
  readonly #bypassed = new WeakSet<CacheRequest>();

  /**
   * @param cache from `createCache`. @param options settings for all calls.
   * @throws InvalidOptionError when `ttl` is no duration, or `model` no name.
   */
  constructor(cache: ResponseCache, options: RepriseCacheOptions = {}) {
    super();
    const { context = true, model, ...given } = options;
    const { scope, ...others } = given;
    const settings =
      typeof scope === 'function' ? others : { ...others, ...('scope' in given ? { scope } : {}) };
    if (settings.ttl !== undefined) milliseconds(settings.ttl, 'ttl');
    if (model !== undefined && (typeof model !== 'string' || model === ''))
      throw new InvalidOptionError('model', 'a text that is not empty');
    this.#cache = cache;
    this.#settings = settingsOf(settings);
    this.#scope = typeof scope === 'function' ? scope : undefined;
    this.#context = context;
    this.#model = model;
  }

  override async lookup(prompt: string, llmKey: string): Promise<Generation[] | null> {
    try {
      const request = this.#request(prompt, llmKey);
      const result = await this.#cache.lookup(request);
      if ((result.status === 'hit' || result.status === 'stale') && replayable(result.response)) {
        return [generation(result, this.#ids.renew(result.response), request)];
      }
      if (result.status === 'bypass') this.#bypassed.add(request);
      await this.#pending.add(prompt, llmKey, request);
      return null;
    } catch {
      return null;
    }
  }

  override async update(prompt: string, llmKey: string, value: Generation[]): Promise<void> {
    try {
      const request = (await this.#pending.take(prompt, llmKey)) ?? this.#request(prompt, llmKey);
      // What went past the cache at its lookup is not stored either, and the lookup has said why.
      if (this.#bypassed.has(request) || request.context instanceof Uncacheable) return;
      await this.#cache.store(request, neutralGenerations(value));
    } catch {
      // The answer has been paid for: the call goes on without the cache.
    }
  }

  #request(prompt: string, llmKey: string): CacheRequest {
    const scope: unknown = this.#scope?.();
    // An asynchronous function, against its type: that it rejects must not end the process.
    if (scope instanceof Promise) scope.catch(() => undefined);
    const request = fromCacheKey({
      prompt: this.#ids.restore(prompt),
      llmKey,
      context: this.#context,
      instance: this.#model,
      ...this.#settings,
      ...(typeof scope === 'string' ? { scope } : {}),
    });
    // Who gave a function means a scope: without one nothing may be shared.
    const isUnknown = this.#scope !== undefined && request.scope === undefined;
    return isUnknown ? { ...request, context: new Uncacheable('invalid-request') } : request;
  }
}

function isChat({ context }: CacheRequest): boolean {
  return isRecord(context) && context.kind === 'base_chat_model';
}

// Core writes zero usage on the object that it is given: it is always a copy.
function generation(hit: CacheHit, answer: CachedResponse, request: CacheRequest): Generation {
  const response = copyResponse(answer);
  const { provider } = request;
  const told = hitInformation(hit);
  if (!isChat(request))
    return {
      text: responseText(response),
      generationInfo: { finish_reason: response.rawFinishReason, reprise: told },
    };
  const message = toMessage(response, { id: `run-${crypto.randomUUID()}`, provider, told });
  return Object.assign(
    { text: message.text, generationInfo: { finish_reason: message.response_metadata.finish_reason } },
    { message },
  );
}

function neutralGenerations(value: readonly Generation[]): CachedResponse {
  const [only, ...others] = value;
  if (only === undefined || others.length > 0) return untold;
  const info = only.generationInfo ?? {};
  const message = messageOf(only);
  if (message !== undefined) return fromMessage(message, info);
  return {
    parts: [{ type: 'text', text: only.text }],
    ...(fromFinishReason(info) ?? { finishReason: 'stop' }),
  };
}

function messageOf(value: Generation): BaseMessage | undefined {
  const message: unknown = Reflect.get(value, 'message');
  return isBaseMessage(message) ? message : undefined;
}

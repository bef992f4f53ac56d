import type { ResponseCache } from '../../lookup/response-cache.ts';
import { CachedChatModel, type CachedChatModelFields } from './cached-chat-model.ts';
import { isWrappable } from './inner-model.ts';

/** The options of `CachedChatModel` that hold for all calls. */
export type CacheAgentMiddlewareOptions = Omit<CachedChatModelFields, 'model' | 'cache'>;

/**
 * A middleware that `createAgent` of `langchain` 1 takes: `wrapModelCall`, and the mark by which that package knows
 * middleware. Nothing of it is imported: whoever has `@langchain/core` only can import this module as well.
 */
export interface CacheAgentMiddleware {
  readonly name: string;
  readonly wrapModelCall: <Request extends { model: unknown }, Response>(
    request: Request,
    handler: (request: Request) => Response | Promise<Response>,
  ) => Promise<Response>;
}

const brand = Symbol.for('AgentMiddleware');

/**
 * Answers the model calls of an agent from a cache: `createAgent({ model, tools, middleware: [..., cacheAgentMiddleware(
 * cache)] })`, for those who can't wrap the model themselves. The agent goes on with a `CachedChatModel` in its model's
 * place, so that tools, response formats and streams are those of the agent. Put it last: middleware behind it that
 * replaces the model takes the cache with it.
 * @param cache from `createCache`.
 * @param options as for `CachedChatModel`; per run more in `configurable: { reprise: { scope, tags, ttl, mode } }`.
 */
export function cacheAgentMiddleware(
  cache: ResponseCache,
  options: CacheAgentMiddlewareOptions = {},
): CacheAgentMiddleware {
  const middleware: CacheAgentMiddleware = {
    name: 'RepriseCache',
    wrapModelCall: async (request, handler) => {
      const { model } = request;
      if (model instanceof CachedChatModel || !isWrappable(model)) return handler(request);
      return handler({ ...request, model: new CachedChatModel({ ...options, model, cache }) });
    },
  };
  return Object.assign(middleware, { [brand]: true });
}

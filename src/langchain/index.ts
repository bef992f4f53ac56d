export { RepriseCache, type RepriseCacheOptions } from './base-cache/reprise-cache.ts';
export {
  type CacheAgentMiddleware,
  type CacheAgentMiddlewareOptions,
  cacheAgentMiddleware,
} from './chat-model/cache-agent-middleware.ts';
export {
  CachedChatModel,
  type CachedChatModelCallOptions,
  type CachedChatModelFields,
} from './chat-model/cached-chat-model.ts';
export type { WrappableModel } from './chat-model/inner-model.ts';
export {
  type LangChainEmbedderOptions,
  type LangChainEmbeddings,
  langchainEmbedder,
} from './langchain-embedder.ts';
export type { CallSettings } from './request/call-settings.ts';

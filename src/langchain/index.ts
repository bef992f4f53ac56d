export {
  type CacheAgentMiddleware,
  type CacheAgentMiddlewareOptions,
  cacheAgentMiddleware,
} from './cache-agent-middleware.ts';
export {
  CachedChatModel,
  type CachedChatModelCallOptions,
  type CachedChatModelFields,
} from './cached-chat-model.ts';
export type { CallSettings } from './call-settings.ts';
export type { WrappableModel } from './inner-model.ts';
export {
  type LangChainEmbedderOptions,
  type LangChainEmbeddings,
  langchainEmbedder,
} from './langchain-embedder.ts';
export { RepriseCache, type RepriseCacheOptions } from './reprise-cache.ts';

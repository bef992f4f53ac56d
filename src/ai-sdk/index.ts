export type { CallSettings } from '../request/call-settings.ts';
export { type AiSdkEmbedderOptions, aiSdkEmbedder, type NativeEmbeddingModel } from './ai-sdk-embedder.ts';
export { type CacheMiddleware, type CacheMiddlewareOptions, cacheMiddleware } from './cache-middleware.ts';
export type { NativeCallOptions, NativeMessage, NativeModel, NativeResponseFormat } from './native-model.ts';
export {
  type MetadataSource,
  type RepriseMetadata,
  repriseMetadata,
  type StreamedMetadataSource,
} from './reprise-metadata.ts';
export { type RepriseProviderOptions, repriseOptions } from './reprise-options.ts';

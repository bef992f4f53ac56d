export { type LocalEmbedderOptions, localEmbedder, localEmbedderId } from './local-embedder.ts';

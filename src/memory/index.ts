export { type MemoryIndexOptions, memoryIndex } from './memory-index.ts';
export { type MemoryStoreOptions, memoryStore } from './memory-store.ts';

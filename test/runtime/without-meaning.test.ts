import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files whose code is in a bundle. */
async function filesIn(code: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd'],
    external: ['node:*', 'ai', '@ai-sdk/*'],
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
}

const meaning = /^src\/(semantic|evaluate|local-embedder)\/|^src\/memory\/.*(index|vector|sign)/;

it('a cache that does not look up by meaning carries no guard, no calibration and no vectors', async () => {
  const files = await filesIn(`
    import { createCache } from './src/index.ts';
    import { cacheMiddleware } from './src/ai-sdk/index.ts';
    export const middleware = cacheMiddleware(createCache());
  `);
  expect(files).toContain('src/create-cache.ts');
  expect(files.filter((file) => meaning.test(file))).toEqual([]);
});

it('one that does carries them', async () => {
  const files = await filesIn(`
    import { createCache } from './src/index.ts';
    import { memoryIndex } from './src/memory/index.ts';
    import { semanticLayer } from './src/semantic/index.ts';
    export const cache = (embedder) => createCache({ semantic: semanticLayer({ index: memoryIndex(), embedder }) });
  `);
  expect(files).toContain('src/semantic/guards/guards.ts');
  expect(files.filter((file) => file.startsWith('src/evaluate/'))).toEqual([]);
});

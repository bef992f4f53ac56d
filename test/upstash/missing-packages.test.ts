import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What asks for a package, with the failures of the cache that it is part of. */
const program = `
  import { createCache, textResponse } from './src/index.ts';
  import { upstashRedis, upstashVector } from './src/upstash/index.ts';
  import { localEmbedder } from './src/local-embedder/index.ts';

  const credentials = { url: 'https://host', token: 'token' };
  export async function storeFailures() {
    const failures = [];
    const cache = createCache({
      store: upstashRedis(credentials),
      onEvent: (event) => { if (event.type === 'failure') failures.push(event); },
    });
    const request = { provider: 'p', model: 'm', question: 'Why?' };
    await cache.getOrSet(request, async () => textResponse('So.'));
    await cache.close();
    return failures;
  }
  const input = { vector: Float32Array.of(1, 0) };
  export const index = () =>
    upstashVector(credentials).query({ partition: 'p', contextKey: 'c', input, limit: 1 });
  export const embedder = () => localEmbedder().embed(['Why?']);
`;

const optional = /^@(upstash|energetic-ai)\//;

/** As webpack has it for an optional peer of a Next build: a module with nothing in it. */
const emptyModules: Plugin = {
  name: 'empty-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: optional }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export {}' }));
  },
};

/** As where nothing is installed: the import stays, and fails. */
const absentModules: Plugin = {
  name: 'absent-modules',
  setup({ onResolve }) {
    onResolve({ filter: optional }, ({ path }) => ({ path: `absent-${path.slice(1)}`, external: true }));
  },
};

interface Program {
  storeFailures(): Promise<readonly Record<string, unknown>[]>;
  index(): Promise<unknown>;
  embedder(): Promise<unknown>;
}

describe.each([
  ['give an empty module', emptyModules],
  ['have none', absentModules],
])('where the optional packages %s', (name, plugin) => {
  let folder: string;
  let built: Program;

  beforeAll(async () => {
    await mkdir(join(root, '.cache'), { recursive: true });
    folder = await mkdtemp(join(root, '.cache/missing-packages-'));
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: root },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      plugins: [plugin],
    });
    const file = join(folder, `${name.replaceAll(' ', '-')}.mjs`);
    await writeFile(file, outputFiles[0]?.text ?? '');
    built = await import(/* @vite-ignore */ pathToFileURL(file).href);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('a store of credentials needs none of them', async () => {
    const [failure] = await built.storeFailures();
    expect(failure).toMatchObject({ backend: 'upstash-redis', message: expect.stringContaining('network') });
  });

  it('an index and an embedder reject with a MissingPeerError', async () => {
    await expect(built.index()).rejects.toMatchObject({ code: 'missing-peer' });
    await expect(built.embedder()).rejects.toMatchObject({ code: 'missing-peer' });
  });
});

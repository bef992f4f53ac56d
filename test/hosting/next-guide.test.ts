import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { codeBlocks } from '../docs/code-blocks.ts';
import { ask, askWarm } from './chat-client.ts';
import { NextApp, type NextServer } from './next-app.ts';

const layout = `
  import type { ReactNode } from 'react';

  export default function Layout({ children }: { children: ReactNode }) {
    return <html lang="en"><body>{children}</body></html>;
  }
`;

describe('the app of docs/guides/nextjs.md', () => {
  let app: NextApp;
  const packed = inject('packedPackage');
  let server: NextServer;
  let model: LLMock;
  let upstash: LocalUpstash;

  beforeAll(async () => {
    const blocks = await codeBlocks('docs/guides/nextjs.md');
    const install =
      blocks
        .find(({ language }) => language === 'sh')
        ?.code.trim()
        .split(' ')
        .slice(2) ?? [];
    const files = blocks
      .filter(({ language }) => language.startsWith('ts'))
      .map(({ code }) => [/^\/\/ (\S+)/.exec(code)?.[1] ?? '', code] as const);
    app = await NextApp.make(
      install.map((name) => (name.endsWith('.tgz') ? packed : name)),
      { ...Object.fromEntries(files), 'app/layout.tsx': layout },
    );
    model = new LLMock({ port: 0 });
    model.onMessage(/./, { content: 'Danube, Rhine, Loire.' });
    await model.start();
    upstash = await startUpstash();
    const env = {
      OPENAI_BASE_URL: `${model.url}/v1`,
      OPENAI_API_KEY: 'local',
      UPSTASH_REDIS_REST_URL: upstash.redis.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.redis.token,
    };
    await app.build('turbopack', env);
    server = await app.start(env);
  }, 900_000);
  afterAll(async () => {
    await server?.stop();
    await Promise.all([app?.remove(), model?.stop(), upstash?.close()]);
  });

  const chat = (question: string, more = {}, user = 'one') =>
    ask(`${server.url}/api/chat`, question, more, { 'x-user': user });

  it('answers by meaning with the local model, kept out of the bundle', async () => {
    await askWarm((question) => chat(question));
    const question = 'How do I change my password?';
    expect(await chat(question)).toMatchObject({ status: 'miss' });
    expect(await chat('How can I change my password?')).toMatchObject({ status: 'hit', layer: 'semantic' });
  });

  it('keeps users apart, and refuses those without a session', async () => {
    expect(await chat('Which rivers?')).toMatchObject({ status: 'miss' });
    expect(await chat('Which rivers?')).toMatchObject({ status: 'hit' });
    expect(await chat('Which rivers?', {}, 'two')).toMatchObject({ status: 'miss' });
    const refused = await fetch(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
    expect(refused.status).toBe(401);
  });

  it('answers afresh, and takes a wrong answer back', async () => {
    await chat('Which seas?');
    expect(await chat('Which seas?', { afresh: true })).toMatchObject({ status: 'miss', reason: 'refresh' });
    const hit = await chat('Which seas?');
    expect(hit.status).toBe('hit');
    const reply = await fetch(`${server.url}/api/wrong`, {
      method: 'POST',
      headers: { 'x-user': 'one' },
      body: JSON.stringify({ key: hit.key }),
    });
    expect(await reply.json()).toMatchObject({ rejected: 'entry', done: true });
    expect(await chat('Which seas?')).toMatchObject({ status: 'miss' });
  });

  it('serves the page', async () => {
    expect(await (await fetch(server.url)).text()).toContain('<form>');
  });
});

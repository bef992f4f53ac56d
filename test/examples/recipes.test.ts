import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Miniflare } from 'miniflare';
import { startUpstash } from 'reprise/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { localOpenAI } from '../../examples/recipes/local-openai.ts';
import { patience } from '../patience.ts';
import { bundle } from '../runtime/bundle.ts';
import { patientTimers } from './patient-timers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));

type LocalOpenAI = Awaited<ReturnType<typeof localOpenAI>>;
let openai: LocalOpenAI;
beforeAll(async () => {
  openai = await localOpenAI();
});
afterAll(() => openai.close());

/** Runs a recipe as a process of its own: one that something keeps open rejects. */
async function run(name: string): Promise<{ readonly lines: readonly string[]; readonly calls: number }> {
  const before = openai.calls();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tsx, '--tsconfig', 'tsconfig.json', `examples/recipes/${name}.ts`],
    {
      cwd: root,
      env: { ...process.env, ...openai.environment, ...patientTimers },
      timeout: patience.timeout,
    },
  );
  return { lines: stdout.trim().split('\n'), calls: openai.calls() - before };
}

describe('the recipes', () => {
  it('cache any client with getOrSet', async () => {
    expect(await run('openai-sdk')).toEqual({ lines: ['miss: Paris.', 'hit: Paris.'], calls: 1 });
  });

  it('cache a stream', async () => {
    expect(await run('streaming')).toEqual({ lines: ['miss: Paris.', 'hit: Paris.'], calls: 1 });
  });

  it('cache the calls of a tool loop, and run the tool', async () => {
    const { lines, calls } = await run('tool-loop');
    expect(lines).toEqual([
      'miss, miss: It is 18 °C in Lisbon. (the tool ran 1 times)',
      'hit, hit: It is 18 °C in Lisbon. (the tool ran 2 times)',
    ]);
    expect(calls).toBe(2);
  });

  it('cache a structured output', async () => {
    const recipe = '{"title":"Tomato soup","minutes":30}';
    expect((await run('structured-output')).lines).toEqual([`miss: ${recipe}`, `hit: ${recipe}`]);
  });

  it('keep tenants apart, and refuse a call without one', async () => {
    expect((await run('multi-tenant')).lines).toEqual([
      'acme: miss',
      'acme: hit',
      'globex: miss',
      'no tenant: InvalidRequestError',
      'acme: miss',
    ]);
  });

  it('invalidate by an event', async () => {
    expect((await run('invalidate-by-tag')).lines).toEqual(['miss', 'hit', 'miss']);
  });

  it('serve by proof and by a judge, and remember what it said', async () => {
    const { lines, calls } = await run('semantic-with-judge');
    expect(lines.map((line) => line.split(' -> ')[1])).toEqual([
      'miss',
      'hit, semantic, proof',
      'hit, semantic, judge',
      'hit, semantic, remembered',
      'miss',
    ]);
    // Two answers, and a judge that is asked once for a pair.
    expect(calls).toBeLessThanOrEqual(4);
  });

  it('cache a chain and an agent of LangChain', async () => {
    expect((await run('langchain-agent')).lines).toEqual([
      'chain: Paris.',
      'chain: Paris.',
      'agent: It is 18 °C in Lisbon.',
      'agent: It is 18 °C in Lisbon.',
      '3 calls of the model, 3 from the cache',
    ]);
  });

  it('cache in a Worker, in Upstash', async () => {
    const upstash = await startUpstash();
    onTestFinished(() => upstash.close());
    const { code } = await bundle({
      entry: 'examples/recipes/hono-worker.ts',
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
    });
    const worker = new Miniflare({
      modules: true,
      script: code,
      compatibilityDate: '2026-01-01',
      bindings: {
        ...openai.environment,
        UPSTASH_REDIS_REST_URL: upstash.redis.url,
        UPSTASH_REDIS_REST_TOKEN: upstash.redis.token,
      },
    });
    onTestFinished(() => worker.dispose());
    const ask = async () => {
      const body = JSON.stringify({ question: 'What is the capital of France?' });
      const response = await worker.dispatchFetch('http://worker/ask', { method: 'POST', body });
      return response.text();
    };
    expect(await ask()).toBe('Paris.');
    // A read that came too late is a miss, after which nothing is stored: asked until an answer cost no call.
    await vi.waitFor(async () => {
      const calls = openai.calls();
      expect(await ask()).toBe('Paris.');
      expect(openai.calls() - calls).toBe(0);
    }, patience);
  });
});

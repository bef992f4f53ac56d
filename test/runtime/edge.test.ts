import { EdgeVM } from '@edge-runtime/vm';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { bundle } from './bundle.ts';
import type { ExerciseName, Surroundings } from './exercises.ts';

interface Runtime {
  run(name: ExerciseName, surroundings: Surroundings): Promise<unknown>;
  close(): Promise<void>;
}

async function workerd(): Promise<Runtime> {
  const { code } = await bundle({
    entry: 'test/runtime/worker.ts',
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
  });
  // No `nodejs_compat`: the worker has web standards and nothing else.
  const worker = new Miniflare({ modules: true, script: code, compatibilityDate: '2026-04-01' });
  await worker.ready;
  return {
    async run(name, surroundings) {
      const query = new URLSearchParams({ ...surroundings });
      const response = await worker.dispatchFetch(`http://worker/${name}?${query}`);
      const body = await response.text();
      if (!response.ok) throw new Error(body);
      return JSON.parse(body);
    },
    close: () => worker.dispose(),
  };
}

async function edgeVm(): Promise<Runtime> {
  const { code } = await bundle({
    entry: 'test/runtime/edge-script.ts',
    format: 'iife',
    conditions: ['edge-light', 'worker', 'browser'],
  });
  const vm = new EdgeVM();
  vm.evaluate(code);
  return {
    async run(name, surroundings) {
      const call = `exercises[${JSON.stringify(name)}](${JSON.stringify(surroundings)})`;
      const json: unknown = await vm.evaluate(`${call}.then(JSON.stringify)`);
      return JSON.parse(String(json));
    },
    close: async () => undefined,
  };
}

const texts = ['From a call.', 'From a call.', 'From a stream.', 'From a stream.'];

describe.each([
  ['workerd', workerd],
  ['edge-runtime', edgeVm],
])('on %s', (_, start) => {
  let runtime: Runtime;
  let upstash: LocalUpstash;

  beforeAll(async () => {
    upstash = await startUpstash();
    runtime = await start();
  });
  afterAll(async () => {
    await runtime?.close();
    await upstash?.close();
  });

  it('the core answers a repeated call and a repeated stream from memory', async () => {
    expect(await runtime.run('core', upstash.redis)).toEqual({
      answeredBy: ['miss', 'memory', 'miss', 'memory'],
      texts,
      modelCalls: 2,
    });
  });

  it('a new cache finds in a memory store what another stored', async () => {
    expect(await runtime.run('memory', upstash.redis)).toEqual({
      answeredBy: ['miss', 'store', 'miss', 'store'],
      texts,
      modelCalls: 2,
    });
  });

  it('the memory index finds the nearest first', async () => {
    expect(await runtime.run('memory-index', upstash.redis)).toEqual(['north', 'east']);
  });

  it.each(['encrypted', 'signed'] as const)('a new cache opens what another stored %s', async (name) => {
    upstash.clearRequests();
    expect(await runtime.run(name, upstash.redis)).toEqual({
      answeredBy: ['miss', 'store', 'miss', 'store'],
      texts,
      modelCalls: 2,
    });
    const sent = JSON.stringify(upstash.requests('redis').map(({ body }) => body));
    expect(sent.includes('From a call.')).toBe(name === 'signed');
  });

  it('a new cache finds in Upstash what another stored, over HTTP', async () => {
    expect(await runtime.run('upstash', upstash.redis)).toEqual({
      answeredBy: ['miss', 'store', 'miss', 'store'],
      texts,
      modelCalls: 2,
    });
    expect(upstash.requests('redis').length).toBeGreaterThan(0);
  });

  it('the middleware serves generateText and streamText of the AI SDK', async () => {
    expect(await runtime.run('ai-sdk', upstash.redis)).toEqual({
      answeredBy: ['miss', 'memory', 'miss', 'memory'],
      texts,
      modelCalls: 2,
    });
  });
});

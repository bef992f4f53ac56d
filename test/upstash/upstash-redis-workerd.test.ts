import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';

const worker = `
  import { upstashFromEnv, upstashRedis } from './src/upstash/index.ts';

  export default {
    async fetch(request, { url, token }) {
      const store = upstashRedis({ url, token });
      await store.write('key', 'text with half a pair: \\ud83d', Infinity);
      const { value, counters } = await store.read('key', ['never incremented']);
      const aborted = await store.read('key', [], { signal: AbortSignal.abort() }).catch(({ code }) => code);
      return Response.json({ value, counters, aborted, environment: upstashFromEnv() });
    },
  };
`;

describe('upstashRedis in workerd', () => {
  let upstash: LocalUpstash;
  let script = '';
  beforeAll(async () => {
    upstash = await startUpstash();
    const { outputFiles } = await build({
      stdin: { contents: worker, resolveDir: process.cwd() },
      bundle: true,
      format: 'esm',
      write: false,
      platform: 'neutral',
      mainFields: ['module', 'main'],
      // The client reaches for it where there is no global `crypto`, in commands that aren't used.
      external: ['node:crypto', 'crypto'],
    });
    script = outputFiles[0]?.text ?? '';
  });
  afterAll(() => upstash.close());

  // Before November 2024 workerd refused fetch's "cache", which the client's main entry always sets.
  it.each(['2023-08-01', '2026-01-01'])('works as it was on %s', async (compatibilityDate) => {
    const miniflare = new Miniflare({
      modules: true,
      script,
      compatibilityDate,
      bindings: { ...upstash.redis },
    });
    const response = await miniflare.dispatchFetch('http://worker/');
    expect(await response.json()).toEqual({
      value: 'text with half a pair: \ud83d',
      counters: [expect.any(Number)],
      aborted: 'store-failed',
      environment: {},
    });
    await miniflare.dispose();
  });
});

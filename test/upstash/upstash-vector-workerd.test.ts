import { EdgeVM } from '@edge-runtime/vm';
import { type BuildOptions, build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';

/** The same operations on both indexes; what they found comes back. */
const exercise = `
  import { memoryIndex } from './src/memory/index.ts';
  import { upstashVector } from './src/upstash/index.ts';

  export async function exercise(credentials) {
    const place = { partition: 'tenant', contextKey: 'context' };
    const input = { vector: Float32Array.of(3, 4) };
    const found = {};
    for (const index of [memoryIndex(), upstashVector(credentials)]) {
      const payload = 'half a pair: \\ud83d, ' + '"'.repeat(30_000);
      await index.upsert([{ ...place, id: 'a', input, payload, expiresAt: Infinity }]);
      const [match] = await index.query({ ...place, input, limit: 1 });
      await index.delete({ partition: 'tenant' });
      const left = await index.query({ ...place, input, limit: 1 });
      found[index.name] = {
        id: match.id,
        same: match.payload === payload,
        similarity: Math.round(match.similarity * 1000) / 1000,
        left: left.length,
      };
    }
    return found;
  }
`;

const bundle = async (contents: string, options: BuildOptions = {}): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: exercise + contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:crypto', 'crypto'],
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
};

const expected = { id: 'a', same: true, similarity: 1, left: 0 };

describe('the vector indexes away from Node', () => {
  let upstash: LocalUpstash;
  beforeAll(async () => {
    upstash = await startUpstash({ vector: { dimensions: 2 } });
  });
  afterAll(() => upstash.close());

  // Before November 2024 workerd refused fetch's "cache", which the client's main entry always sets.
  it.each(['2023-08-01', '2026-01-01'])('work in workerd as it was on %s', async (compatibilityDate) => {
    const script = await bundle(`
      export default { fetch: async (request, { url, token }) => Response.json(await exercise({ url, token })) };
    `);
    const miniflare = new Miniflare({
      modules: true,
      script,
      compatibilityDate,
      bindings: { ...upstash.vector },
    });
    const response = await miniflare.dispatchFetch('http://worker/');
    expect(await response.json()).toEqual({ 'memory-index': expected, 'upstash-vector': expected });
    await miniflare.dispose();
  });

  it('work in a bare edge runtime without `process`', async () => {
    const script = await bundle('globalThis.exercise = exercise;', { format: 'iife' });
    const machine = new EdgeVM();
    machine.evaluate(script);
    const found: unknown = await machine.evaluate(`exercise(${JSON.stringify(upstash.vector)})`);
    expect(JSON.parse(JSON.stringify(found))).toEqual({
      'memory-index': expected,
      'upstash-vector': expected,
    });
  });
});

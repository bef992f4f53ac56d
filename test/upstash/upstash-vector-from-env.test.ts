import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { createCache } from '../../src/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashFromEnv, upstashVectorFromEnv } from '../../src/upstash/index.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash({ vector: { dimensions: 2 } });
});
afterAll(() => upstash.close());
afterEach(() => vi.unstubAllEnvs());

const credentials = () => ({
  UPSTASH_VECTOR_REST_URL: upstash.vector.url,
  UPSTASH_VECTOR_REST_TOKEN: upstash.vector.token,
});

const entry = (contextKey: string) => ({
  id: contextKey,
  partition: 'p',
  contextKey,
  input: { vector: Float32Array.of(1, 0) },
  payload: 'x',
  expiresAt: 2_000,
});

describe('upstashVectorFromEnv', () => {
  it('makes an index of UPSTASH_VECTOR_REST_URL and UPSTASH_VECTOR_REST_TOKEN', async () => {
    const index = upstashVectorFromEnv(credentials());
    const input = { vector: Float32Array.of(1, 0) };
    expect(await index?.query({ partition: 'p', contextKey: 'c', input, limit: 1 })).toEqual([]);
  });

  it.each([
    {},
    { UPSTASH_VECTOR_REST_URL: 'https://host' },
    { UPSTASH_VECTOR_REST_TOKEN: 'token' },
    { UPSTASH_VECTOR_REST_URL: ' ', UPSTASH_VECTOR_REST_TOKEN: 'token' },
  ])('offers none for %o', (environment) => {
    expect(upstashVectorFromEnv(environment)).toBeUndefined();
  });

  it('reads the environment of the process at the call', () => {
    vi.stubEnv('UPSTASH_VECTOR_REST_URL', 'https://host');
    vi.stubEnv('UPSTASH_VECTOR_REST_TOKEN', 'token');
    expect(upstashVectorFromEnv()?.name).toBe('upstash-vector');
  });

  it('passes its options on', () => {
    const environment = { UPSTASH_VECTOR_REST_URL: 'https://host', UPSTASH_VECTOR_REST_TOKEN: 'token' };
    const index = upstashVectorFromEnv(environment, { hostedModel: 'BGE_M3' });
    expect(index?.capabilities.embedder).toBe('upstash/BGE_M3');
    expect(upstashVectorFromEnv(environment, { name: 'questions' })?.name).toBe('questions');
  });

  it('keeps to its prefix and its clock', async () => {
    const environment = credentials();
    const found = (options: Parameters<typeof upstashVectorFromEnv>[1]) =>
      upstashVectorFromEnv(environment, { clock: () => 1_000, ...options })?.query({
        ...entry('c'),
        limit: 1,
      });
    await upstashVectorFromEnv(environment, { prefix: 'mine', clock: () => 1_000 })?.upsert([entry('c')]);
    expect(await found({ prefix: 'mine' })).toHaveLength(1);
    expect(await found({ prefix: 'other' })).toEqual([]);
    expect(await found({ prefix: 'mine', clock: () => 3_000 })).toEqual([]);
  });

  it.each([
    [{}, 1],
    [{ contextShards: 4 }, 4],
  ])('with %o spreads contexts over %d namespaces', async (options, namespaces) => {
    const index = upstashVectorFromEnv(credentials(), { ...options, clock: () => 1_000 });
    upstash.clearRequests();
    await index?.upsert(Array.from({ length: 40 }, (_, number) => entry(`context-${number}`)));
    const paths = upstash.requests('vector').map(({ path }) => path);
    expect(new Set(paths.filter((path) => path.includes('upsert'))).size).toBe(namespaces);
  });

  it('refuses a URL that is none', () => {
    expect(() =>
      upstashVectorFromEnv({ UPSTASH_VECTOR_REST_URL: 'host', UPSTASH_VECTOR_REST_TOKEN: 'token' }),
    ).toThrow(InvalidOptionError);
  });

  it('leaves upstashFromEnv a store for createCache, and nothing that needs an embedder', () => {
    const environment = {
      UPSTASH_REDIS_REST_URL: 'https://host',
      UPSTASH_REDIS_REST_TOKEN: 'token',
      UPSTASH_VECTOR_REST_URL: 'https://host',
      UPSTASH_VECTOR_REST_TOKEN: 'token',
    };
    const offered = upstashFromEnv(environment);
    expect(Object.keys(offered)).toEqual(['store']);
    expect(() => createCache(offered)).not.toThrow();
  });
});

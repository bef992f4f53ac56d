import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashFromEnv } from '../../src/upstash/upstash-from-env.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash({ vector: { dimensions: 2 } });
});
afterAll(() => upstash.close());

describe('upstashFromEnv, the index', () => {
  it('makes an index of UPSTASH_VECTOR_REST_URL and UPSTASH_VECTOR_REST_TOKEN', async () => {
    const { semantic, store } = upstashFromEnv({
      UPSTASH_VECTOR_REST_URL: upstash.vector.url,
      UPSTASH_VECTOR_REST_TOKEN: upstash.vector.token,
    });
    const input = { vector: Float32Array.of(1, 0) };
    expect(await semantic?.index.query({ partition: 'p', contextKey: 'c', input, limit: 1 })).toEqual([]);
    expect(store).toBeUndefined();
  });

  it.each([
    { UPSTASH_VECTOR_REST_URL: 'https://host' },
    { UPSTASH_VECTOR_REST_TOKEN: 'token' },
    { UPSTASH_VECTOR_REST_URL: ' ', UPSTASH_VECTOR_REST_TOKEN: 'token' },
  ])('offers none for %o', (environment) => {
    expect(upstashFromEnv(environment)).toEqual({});
  });

  it('refuses a URL that is none', () => {
    expect(() =>
      upstashFromEnv({ UPSTASH_VECTOR_REST_URL: 'host', UPSTASH_VECTOR_REST_TOKEN: 'token' }),
    ).toThrow(InvalidOptionError);
  });
});

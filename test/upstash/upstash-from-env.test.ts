import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashFromEnv } from '../../src/upstash/upstash-from-env.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('upstashFromEnv', () => {
  it.each([
    ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
    ['KV_REST_API_URL', 'KV_REST_API_TOKEN'],
  ])('makes a store of %s and %s', async (url, token) => {
    const { store } = upstashFromEnv({ [url]: upstash.redis.url, [token]: upstash.redis.token });
    expect(await store?.read(undefined, ['tag'])).toEqual({
      value: undefined,
      counters: [expect.any(Number)],
    });
  });

  it("prefers Upstash's own names", async () => {
    const { store } = upstashFromEnv({
      KV_REST_API_URL: 'http://127.0.0.1:9',
      KV_REST_API_TOKEN: 'another',
      UPSTASH_REDIS_REST_URL: upstash.redis.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.redis.token,
    });
    expect(await store?.increment(['preferred'])).toHaveLength(1);
  });

  it.each([
    {},
    { UPSTASH_REDIS_REST_URL: 'https://host' },
    { UPSTASH_REDIS_REST_TOKEN: 'token' },
    { UPSTASH_REDIS_REST_URL: ' ', UPSTASH_REDIS_REST_TOKEN: '' },
    { UPSTASH_REDIS_REST_URL: 'https://host', KV_REST_API_TOKEN: 'token' },
  ])('offers nothing for %o', (environment) => {
    expect(upstashFromEnv(environment)).toEqual({});
  });

  it('reads the environment of the process at the call', () => {
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'https://host');
    vi.stubEnv('UPSTASH_REDIS_REST_TOKEN', 'token');
    expect(upstashFromEnv()).toHaveProperty('store');
    vi.stubEnv('UPSTASH_REDIS_REST_TOKEN', '');
    vi.stubEnv('KV_REST_API_TOKEN', '');
    expect(upstashFromEnv()).toEqual({});
  });

  it('offers nothing where there is no process', () => {
    vi.stubGlobal('process', undefined);
    expect(upstashFromEnv()).toEqual({});
  });

  it('refuses a URL that is none', () => {
    expect(() =>
      upstashFromEnv({ UPSTASH_REDIS_REST_URL: 'host', UPSTASH_REDIS_REST_TOKEN: 'token' }),
    ).toThrow(InvalidOptionError);
  });
});

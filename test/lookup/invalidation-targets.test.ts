import { describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, textResponse } from '../../src/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?' };
const generate = async () => textResponse('Because.');

describe('invalidate', () => {
  it.each<unknown>([
    undefined,
    null,
    {},
    [],
    'tags',
    { tag: 'stock' },
    { tags: 'stock' },
    { tags: [1] },
    { tags: [''] },
    { tags: undefined },
    { scope: undefined },
    { scope: null },
    { model: '' },
    { key: 42 },
    { matching: 'Why' },
    { scope: 'a', tags: ['b'] },
    { toString: () => 'tags' },
  ])('refuses %j, which is no target', async (target) => {
    await expect(createCache().invalidate(target as { scope: string })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('of the empty scope leaves answers without a scope', async () => {
    const cache = createCache();
    await cache.getOrSet(request, generate);
    await cache.getOrSet({ ...request, scope: '' }, generate).catch(() => undefined);
    await cache.invalidate({ scope: '' });
    expect(await cache.lookup(request)).toMatchObject({ status: 'hit' });
  });

  it('of a scope leaves another whose lone surrogate differs', async () => {
    const cache = createCache();
    await cache.getOrSet({ ...request, scope: 'tenant \ud800' }, generate);
    await cache.invalidate({ scope: 'tenant \ud801' });
    expect(await cache.lookup({ ...request, scope: 'tenant \ud800' })).toMatchObject({ status: 'hit' });
  });
});

describe('requireScope', () => {
  it('refuses what has no scope, and nothing else', async () => {
    const cache = createCache({ requireScope: true });
    await expect(cache.lookup(request)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(cache.getOrSet(request, generate)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(cache.store(request, textResponse('x'))).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await cache.getOrSet({ ...request, scope: 'a' }, generate)).toMatchObject({ status: 'miss' });
    expect(await cache.getOrSet({ ...request, mode: 'bypass' }, generate)).toMatchObject({
      status: 'bypass',
    });
  });
});

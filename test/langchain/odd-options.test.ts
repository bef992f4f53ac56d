import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { CachedChatModel, RepriseCache, type RepriseCacheOptions } from '../../src/langchain/index.ts';
import { fakeProvider } from './fake-provider.ts';

const provider = fakeProvider();

const rejections: unknown[] = [];
const remember = (reason: unknown) => rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', remember);
  return provider.start();
});
beforeEach(() => {
  rejections.splice(0);
  provider.mock.clearRequests();
});
afterAll(() => {
  process.off('unhandledRejection', remember);
  return provider.stop();
});

const scopes: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error('no session');
  },
  'gives a number': () => 42,
  'gives null': () => null,
  'gives an object': () => ({ id: 'ann' }),
  'gives undefined': () => undefined,
  'gives a promise': async () => 'ann',
  'gives a promise that rejects': async () => {
    throw new Error('no session');
  },
  'throws once it is asked again': (() => {
    let asked = 0;
    return () => {
      asked++;
      if (asked % 2 === 1) return 42;
      throw new Error('no session');
    };
  })(),
};

describe('RepriseCache with a scope function that', () => {
  it.each(Object.entries(scopes))('%s stores and serves nothing, and the call goes on', async (_, scope) => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const options: RepriseCacheOptions = { scope: () => undefined };
    Object.assign(options, { scope });
    const model = provider.chat({ cache: new RepriseCache(cache, options) });
    for (let call = 0; call < 3; call++) expect((await model.invoke('hi')).text).toContain('bicycle');
    expect(provider.calls()).toBe(3);
    expect(events.filter(({ type }) => type === 'stored')).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(rejections).toEqual([]);
  });
});

describe('CachedChatModel with options that hold', () => {
  const setUp = () => {
    const model = new CachedChatModel({ model: provider.chat(), cache: createCache() });
    return (options: object) => model.invoke('hi', options);
  };

  it('two dates asks twice: what has no properties of its own is never taken for the same', async () => {
    const ask = setUp();
    await ask({ since: new Date('2020-01-01') });
    await ask({ since: new Date('2026-01-01') });
    expect(provider.calls()).toBe(2);
  });

  it.each([
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Set(['a']), new Set(['b'])],
    [new URL('https://a.example'), new URL('https://b.example')],
    [/a/, /b/],
  ])('%s and another asks twice', async (one, other) => {
    const ask = setUp();
    await ask({ filter: one });
    await ask({ filter: other });
    expect(provider.calls()).toBe(2);
  });

  it('an empty object hits for the same, and not for another', async () => {
    const ask = setUp();
    await ask({ filter: {} });
    await ask({ filter: {} });
    expect(provider.calls()).toBe(1);
    await ask({ filter: { a: 1 } });
    expect(provider.calls()).toBe(2);
  });
});

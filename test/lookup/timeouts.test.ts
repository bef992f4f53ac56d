import { describe, expect, it } from 'vitest';
import type { Embedder, ExactStore, VectorIndex } from '../../src/contracts/index.ts';
import { type CacheOptions, type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { fakeTimeOf } from '../fake-time.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why is the sky blue?' };
const hang = () => new Promise<never>(() => {});

const storeThatHangs = (operation: 'read' | 'write'): ExactStore => ({ ...memoryStore(), [operation]: hang });
const embedder: Embedder = {
  id: 'one',
  dimensions: 2,
  embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
};

/** How long a caller, or `close`, is held up. */
const lookup = (options: CacheOptions) => fakeTimeOf(() => createCache(options).lookup(request));
const storing = (options: CacheOptions) => {
  const cache = createCache(options);
  return fakeTimeOf(async () => {
    await cache.store(request, textResponse('Air scatters.'));
    await cache.close();
  });
};

describe('what hangs is waited for as long as `timeouts` says, and no longer', () => {
  it.each([
    [{}, 250],
    [{ read: '3s' }, 3_000],
  ] as const)('a read, with %o', async (timeouts, waited) => {
    expect(await lookup({ store: storeThatHangs('read'), timeouts })).toBe(waited);
  });

  it.each([
    [{}, 5_000],
    [{ write: '3s' }, 3_000],
  ] as const)('a write, with %o', async (timeouts, waited) => {
    expect(await storing({ store: storeThatHangs('write'), timeouts })).toBe(waited);
  });

  it.each([
    [{}, 1_000],
    [{ embed: '3s' }, 3_000],
  ] as const)('an embedder, with %o', async (timeouts, waited) => {
    const hanging: Embedder = { id: 'hanging', dimensions: 2, embed: hang };
    const semantic = semanticLayer({ index: memoryIndex(), embedder: hanging });
    expect(await lookup({ semantic, timeouts })).toBe(waited);
  });

  it.each([
    [{}, 500],
    [{ query: '3s' }, 3_000],
  ] as const)('a query of the index, with %o', async (timeouts, waited) => {
    const index: VectorIndex = { ...memoryIndex(), query: hang };
    const semantic = semanticLayer({ index, embedder });
    expect(await lookup({ semantic, timeouts })).toBe(waited);
  });
});

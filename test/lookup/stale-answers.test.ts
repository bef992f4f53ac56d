import { describe, expect, it } from 'vitest';
import type { ResponseDelta } from '../../src/contracts/index.ts';
import {
  type CachedResponse,
  type CacheEvent,
  type CacheOptions,
  type CacheRequest,
  createCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'What is in stock?' };

function setUp(options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const events: CacheEvent[] = [];
  const clock = () => time.now;
  const cache = createCache({ clock, ttl: 1_000, onEvent: (event) => events.push(event), ...options });
  return { cache, time, clock, events };
}

const answers = (text: string) => async () => textResponse(text, { inputTokens: 10 });
const never = async (): Promise<CachedResponse> => {
  throw new Error('the model was called');
};
const failing = (status?: number) => async (): Promise<CachedResponse> => {
  throw Object.assign(new Error('the provider failed'), status === undefined ? {} : { statusCode: status });
};

/** A model whose answer comes when it is told to. */
function held(text: string) {
  let calls = 0;
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    calls: () => calls,
    release,
    generate: async () => {
      calls++;
      await gate;
      return textResponse(text);
    },
  };
}

function streamed(text: string) {
  return {
    open: async () =>
      new ReadableStream<ResponseDelta>({
        start(controller) {
          controller.enqueue({ type: 'text-start', id: '1' });
          controller.enqueue({ type: 'text-delta', id: '1', delta: text });
          controller.enqueue({ type: 'text-end', id: '1' });
          controller.enqueue({ type: 'finish', finishReason: 'stop' });
          controller.close();
        },
      }),
    toDeltas: (delta: ResponseDelta) => [delta],
  };
}

describe('staleWhileRevalidate', () => {
  const swr = { staleWhileRevalidate: 1_000 };

  it('serves a stale answer at once and makes a new one in the background', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_000;
    const model = held('new');
    const stale = await cache.getOrSet(request, model.generate);
    expect(stale).toMatchObject({ status: 'stale', layer: 'memory', ageMs: 1_000 });
    expect(responseText(stale.response)).toBe('old');
    model.release();
    await cache.close();
    const fresh = await cache.getOrSet(request, never);
    expect([fresh.status, responseText(fresh.response)]).toEqual(['hit', 'new']);
  });

  it('serves nothing beyond it', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_999;
    expect((await cache.lookup(request)).status).toBe('stale');
    time.now += 1;
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'absent' });
  });

  it('is off by default', async () => {
    const { cache, time } = setUp();
    await cache.getOrSet(request, answers('old'));
    time.now += 1_000;
    expect((await cache.lookup(request)).status).toBe('miss');
  });

  it('one refresh runs, however many callers are given the stale answer', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    const model = held('new');
    for (let caller = 0; caller < 5; caller++) await cache.getOrSet(request, model.generate);
    model.release();
    await cache.close();
    expect(model.calls()).toBe(1);
    expect(await cache.stats()).toMatchObject({ stale: 5, hits: { total: 5 }, misses: { total: 1 } });
  });

  it('a refresh is given up after its time, and the next caller begins another', async () => {
    const { cache, time, events } = setUp({ ...swr, timeouts: { refresh: 5 } });
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    const model = held('new');
    for (const calls of [1, 2]) {
      expect((await cache.getOrSet(request, model.generate)).status).toBe('stale');
      await cache.close();
      expect(model.calls()).toBe(calls);
    }
    expect(events.filter(({ type }) => type === 'failure')).toMatchObject([
      { operation: 'refresh', code: 'timeout' },
      { operation: 'refresh', code: 'timeout' },
    ]);
    model.release();
  });

  it('a refresh that fails keeps the stale answer until it ends, and the next caller tries again', async () => {
    const { cache, time, events } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    for (let caller = 0; caller < 2; caller++) {
      expect((await cache.getOrSet(request, failing(503))).status).toBe('stale');
      await cache.close();
    }
    expect(events.filter(({ type }) => type === 'failure')).toHaveLength(2);
    time.now += 500;
    await expect(cache.getOrSet(request, failing(503))).rejects.toThrow('the provider failed');
  });

  it('an answer that may not be stored replaces nothing', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    await cache.getOrSet(request, async () => ({ ...textResponse('cut'), finishReason: 'length' }));
    await cache.close();
    expect(responseText((await cache.getOrSet(request, answers('new'))).response)).toBe('old');
  });

  it('a refresh that an invalidation overtook is never served', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet({ ...request, tags: ['stock'] }, answers('old'));
    time.now += 1_500;
    const model = held('made of old data');
    await cache.getOrSet({ ...request, tags: ['stock'] }, model.generate);
    await new Promise((resolve) => setImmediate(resolve));
    await cache.invalidate({ tags: ['stock'] });
    model.release();
    await cache.close();
    expect((await cache.lookup({ ...request, tags: ['stock'] })).status).toBe('miss');
  });

  it('an invalidated answer is not served stale', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet({ ...request, tags: ['stock'] }, answers('old'));
    time.now += 1_500;
    await cache.invalidate({ tags: ['stock'] });
    expect((await cache.getOrSet(request, answers('new'))).status).toBe('miss');
  });

  it('a caller that only reads begins no refresh', async () => {
    const { cache, time } = setUp(swr);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    const model = held('new');
    await cache.getOrSet({ ...request, mode: 'read-only' }, model.generate);
    expect(model.calls()).toBe(0);
  });

  it('hands the refresh to waitUntil', async () => {
    const handed: Promise<unknown>[] = [];
    const { cache, time } = setUp({ ...swr, waitUntil: (promise) => handed.push(promise) });
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    await cache.getOrSet(request, answers('new'));
    await Promise.all(handed);
    expect((await cache.lookup(request)).status).toBe('hit');
  });

  it('for a stream the refresh drains one of its own', async () => {
    const { cache, time } = setUp(swr);
    const first = await cache.getOrStream(request, streamed('old'));
    if (!('stream' in first)) throw new Error('unexpected');
    for await (const _ of first.stream);
    await cache.close();
    time.now += 1_500;
    const stale = await cache.getOrStream(request, streamed('new'));
    expect(stale).toMatchObject({ status: 'stale' });
    await cache.close();
    const fresh = await cache.getOrStream(request, streamed('newer'));
    if (fresh.status !== 'hit') throw new Error(`unexpected ${fresh.status}`);
    expect(responseText(fresh.response)).toBe('new');
  });

  it('what another process refreshed goes before what is stale in this memory', async () => {
    const { clock, time } = setUp();
    const store = memoryStore({ clock });
    const [one, two] = [setUp({ ...swr, clock, store }), setUp({ ...swr, clock, store })];
    await one.cache.getOrSet(request, answers('old'));
    await one.cache.close();
    await two.cache.lookup(request);
    time.now += 1_500;
    await one.cache.getOrSet(request, answers('new'));
    await one.cache.close();
    const fresh = await two.cache.getOrSet(request, never);
    expect([fresh.status, responseText(fresh.response)]).toEqual(['hit', 'new']);
  });
});

describe('staleIfError', () => {
  const grace = { staleIfError: 1_000 };

  it.each([
    ['a 503', 503],
    ['a rate limit', 429],
    ['a network error', undefined],
  ])('gives the answer kept for it on %s', async (_, status) => {
    const { cache, time } = setUp(grace);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    const result = await cache.getOrSet(request, failing(status));
    expect([result.status, responseText(result.response)]).toEqual(['stale', 'old']);
    expect(await cache.stats()).toMatchObject({ stale: 1, misses: { total: 1 }, failures: 1 });
  });

  it.each([400, 401, 404, 422])('a refusal of the request (%i) is the caller’s to see', async (status) => {
    const { cache, time } = setUp(grace);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    await expect(cache.getOrSet(request, failing(status))).rejects.toThrow('the provider failed');
  });

  it('serves nothing while the provider answers: the new answer is given and stored', async () => {
    const { cache, time } = setUp(grace);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    expect((await cache.lookup(request)).status).toBe('miss');
    const result = await cache.getOrSet(request, answers('new'));
    expect([result.status, responseText(result.response)]).toEqual(['miss', 'new']);
    expect((await cache.lookup(request)).status).toBe('hit');
  });

  it('ends, and is off by default', async () => {
    for (const [options, wait] of [
      [grace, 2_000],
      [{}, 1_000],
    ] as const) {
      const { cache, time } = setUp(options);
      await cache.getOrSet(request, answers('old'));
      time.now += wait;
      await expect(cache.getOrSet(request, failing(503))).rejects.toThrow('the provider failed');
    }
  });

  it('an invalidated answer is not given', async () => {
    const { cache, time } = setUp(grace);
    await cache.getOrSet({ ...request, tags: ['stock'] }, answers('old'));
    time.now += 1_500;
    await cache.invalidate({ tags: ['stock'] });
    await expect(cache.getOrSet(request, failing(503))).rejects.toThrow('the provider failed');
  });

  it('holds for a stream that does not open', async () => {
    const { cache, time } = setUp(grace);
    await cache.getOrSet(request, answers('old'));
    time.now += 1_500;
    const result = await cache.getOrStream(request, {
      ...streamed('new'),
      open: async () => Promise.reject(new Error('the provider failed')),
    });
    expect(result).toMatchObject({ status: 'stale' });
  });
});

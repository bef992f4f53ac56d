import { describe, expect, it } from 'vitest';
import {
  type CachedResponse,
  type CacheEvent,
  type CacheOptions,
  type CacheRequest,
  createCache,
  InvalidOptionError,
  InvalidRequestError,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why is the sky blue?' };
const minutes = (count: number) => count * 60_000;

/** A cache on a clock that the test turns, with what it said. */
function setUp(options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const events: CacheEvent[] = [];
  const clock = () => time.now;
  const cache = createCache({ clock, onEvent: (event) => events.push(event), ...options });
  return { cache, time, events, clock };
}

const answered = (text: string) => async () => textResponse(text, { inputTokens: 10, outputTokens: 5 });
const never = async () => {
  throw new Error('the model was called');
};

describe('a response cache', () => {
  it('gives the second caller what the first was given, and says from where', async () => {
    const { cache, time } = setUp();
    const miss = await cache.getOrSet(request, answered('Air scatters.'));
    time.now += 1_000;
    const hit = await cache.getOrSet({ ...request }, never);
    expect(miss).toMatchObject({ status: 'miss', reason: 'absent', shared: false });
    expect(hit).toMatchObject({
      status: 'hit',
      layer: 'memory',
      ageMs: 1_000,
      saved: { inputTokens: 10, outputTokens: 5 },
    });
    expect(responseText(hit.response)).toBe('Air scatters.');
  });

  it('serves until the TTL has passed and not a millisecond longer', async () => {
    const { cache, time } = setUp({ ttl: '10m' });
    await cache.store(request, textResponse('Air.'));
    time.now += minutes(10) - 1;
    expect((await cache.lookup(request)).status).toBe('hit');
    time.now += 1;
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'absent' });
  });

  it("a request's own TTL goes first; 0 stores nothing", async () => {
    const { cache, time } = setUp({ ttl: '10m' });
    await cache.store({ ...request, ttl: '1m' }, textResponse('Air.'));
    time.now += minutes(1);
    expect((await cache.lookup(request)).status).toBe('miss');
    expect(await cache.store({ ...request, ttl: 0 }, textResponse('Air.'))).toEqual({
      stored: false,
      reason: 'no-lifetime',
    });
  });

  it('never shows an entry of one scope to another, nor to those who have none', async () => {
    const { cache } = setUp();
    await cache.store({ ...request, scope: 'a' }, textResponse('for a'));
    expect((await cache.lookup({ ...request, scope: 'b' })).status).toBe('miss');
    expect((await cache.lookup({ ...request, scope: '' })).status).toBe('miss');
    expect((await cache.lookup(request)).status).toBe('miss');
    expect((await cache.lookup({ ...request, scope: 'a' })).status).toBe('hit');
  });

  it('gives every caller an answer of its own', async () => {
    const { cache } = setUp();
    await cache.getOrSet(request, answered('Air.'));
    const hits = await Promise.all([cache.getOrSet(request, never), cache.getOrSet(request, never)]);
    const [one, other] = hits.map(({ response }) => response.parts[0]);
    Object.assign(one ?? {}, { text: 'changed' });
    expect(other).toMatchObject({ text: 'Air.' });
    expect(responseText((await cache.getOrSet(request, never)).response)).toBe('Air.');
  });

  describe('policy', () => {
    it('caches up to the temperature that it is given', async () => {
      const { cache } = setUp({ policy: { maxTemperature: 0.5 } });
      for (const [temperature, status] of [
        [0.5, 'hit'],
        [0.6, 'bypass'],
      ] as const) {
        await cache.getOrSet({ ...request, temperature }, answered('one'));
        expect((await cache.getOrSet({ ...request, temperature }, answered('two'))).status).toBe(status);
      }
    });

    it.each([
      ['an explicit temperature above 0', { temperature: 0.7 }, 'temperature'],
      ['a temperature that is no number', { temperature: Number.NaN }, 'temperature'],
      ['the mode bypass', { mode: 'bypass' }, 'mode'],
      ['a context without a faithful form', { context: { call: () => 1 } }, 'not-serialisable'],
    ] as const)('%s goes past the cache, and says why', async (_, change, reason) => {
      const { cache, events } = setUp();
      const asked = { ...request, ...change };
      expect(await cache.getOrSet(asked, answered('one'))).toMatchObject({ status: 'bypass', reason });
      const again = await cache.getOrSet(asked, answered('two'));
      expect(responseText(again.response)).toBe('two');
      expect(events.map(({ type }) => type)).toEqual(['bypass', 'bypass']);
      expect((await cache.stats()).bypasses).toEqual({ total: 2, byReason: { [reason]: 2 } });
    });

    it.each([
      ['is cut off', { ...textResponse('Air'), finishReason: 'length' }, 'unfinished'],
      ['is filtered', { ...textResponse('Air'), finishReason: 'content-filter' }, 'unfinished'],
      ['failed', { ...textResponse('Air'), finishReason: 'error' }, 'unfinished'],
      ['says nothing', textResponse(''), 'empty'],
    ] as const)('an answer that %s is not stored', async (_, response, reason) => {
      const { cache } = setUp();
      expect(await cache.store(request, response)).toEqual({ stored: false, reason });
      expect((await cache.lookup(request)).status).toBe('miss');
    });

    it.each([
      ['does not parse', '{"city":', false],
      ['does not fit the schema', '{"city":1}', false],
      ['fits the schema', '{"city":"Oslo"}', true],
    ])('a structured output that %s: stored is %s %s', async (_, text, stored) => {
      const { cache } = setUp();
      const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
      const outcome = await cache.store({ ...request, output: { type: 'json', schema } }, textResponse(text));
      expect(outcome.stored).toBe(stored);
    });

    it("what today's policy refuses is not served, though yesterday's stored it", async () => {
      const store = memoryStore();
      await createCache({ store }).store(request, textResponse('Air.'));
      const strict = createCache({ store, policy: { store: () => false } });
      expect(await strict.lookup(request)).toMatchObject({ status: 'miss', reason: 'refused' });
    });

    it('a callback that throws counts as a no and fails nothing', async () => {
      const { cache } = setUp({
        policy: {
          read: () => {
            throw new Error('a bug of the user');
          },
        },
      });
      expect(await cache.getOrSet(request, answered('Air.'))).toMatchObject({
        status: 'bypass',
        reason: 'policy',
      });
    });
  });

  describe('modes', () => {
    it('refresh makes a new answer and stores it', async () => {
      const { cache } = setUp();
      await cache.getOrSet(request, answered('old'));
      await cache.getOrSet({ ...request, mode: 'refresh' }, answered('new'));
      expect(responseText((await cache.getOrSet(request, never)).response)).toBe('new');
    });

    it('read-only serves and stores nothing', async () => {
      const { cache } = setUp();
      await cache.getOrSet({ ...request, mode: 'read-only' }, answered('Air.'));
      expect((await cache.lookup(request)).status).toBe('miss');
      await cache.getOrSet(request, answered('Air.'));
      expect((await cache.getOrSet({ ...request, mode: 'read-only' }, never)).status).toBe('hit');
    });
  });

  describe('invalidation', () => {
    const tagged = { ...request, scope: 'tenant', tags: ['product:1', 'catalogue'] };
    it.each([
      ['a tag', { tags: ['product:1'] }],
      ['one of several tags', { tags: ['other', 'catalogue'] }],
      ['the scope', { scope: 'tenant' }],
      ['the model', { model: 'gpt-4o-mini' }],
    ] as const)('by %s drops the entry', async (_, target) => {
      const { cache } = setUp();
      await cache.store(tagged, textResponse('Air.'));
      expect(await cache.invalidate(target)).toEqual({ done: true });
      expect(await cache.lookup(tagged)).toMatchObject({ status: 'miss', reason: 'invalidated' });
    });

    it('by key drops the one entry', async () => {
      const { cache } = setUp();
      const { key } = (await cache.getOrSet(tagged, answered('Air.'))) as { key: string };
      await cache.store({ ...tagged, question: 'How?' }, textResponse('So.'));
      await cache.invalidate({ key });
      expect((await cache.lookup(tagged)).status).toBe('miss');
      expect((await cache.lookup({ ...tagged, question: 'How?' })).status).toBe('hit');
    });

    it.each([
      ['another tag', { tags: ['product:2'] }],
      ['another scope', { scope: 'neighbour' }],
      ['another model', { model: 'gpt-4o' }],
    ])('by %s leaves the entry alone', async (_, target) => {
      const { cache } = setUp();
      await cache.store(tagged, textResponse('Air.'));
      await cache.invalidate(target);
      expect((await cache.lookup(tagged)).status).toBe('hit');
    });

    it('reaches an entry also when the lookup does not name its tags', async () => {
      const { cache } = setUp();
      await cache.store(tagged, textResponse('Air.'));
      const { tags: _, ...untagged } = tagged;
      expect((await cache.lookup(untagged)).status).toBe('hit');
      await cache.invalidate({ tags: ['catalogue'] });
      expect((await cache.lookup(untagged)).status).toBe('miss');
    });

    it('an entry without a tag that the request asks for is a miss: it could not be invalidated by it', async () => {
      const { cache } = setUp();
      await cache.store(request, textResponse('Air.'));
      expect(await cache.lookup({ ...request, tags: ['new'] })).toMatchObject({
        status: 'miss',
        reason: 'tags-differ',
      });
    });

    it('an answer that was looked up before an invalidation and stored after it is never served', async () => {
      const { cache } = setUp();
      const asked = { ...tagged };
      await cache.lookup(asked);
      await cache.invalidate({ tags: ['catalogue'] });
      await cache.store(asked, textResponse('made of old data'));
      expect((await cache.lookup(asked)).status).toBe('miss');
    });

    it('an answer whose generation was under way during an invalidation is never served', async () => {
      const { cache } = setUp();
      await cache.getOrSet(tagged, async () => {
        await cache.invalidate({ tags: ['catalogue'] });
        return textResponse('made of old data');
      });
      expect((await cache.lookup(tagged)).status).toBe('miss');
    });
  });

  describe('with a store shared by two processes', () => {
    const setUpTwo = (recheck?: number) => {
      const { clock, time } = setUp();
      const store = memoryStore({ clock });
      const make = () => setUp({ clock, store, memory: recheck === undefined ? {} : { recheck } });
      return { store, time, one: make(), two: make() };
    };

    it('the second is answered from the store, then from its own memory', async () => {
      const { one, two } = setUpTwo();
      await one.cache.getOrSet(request, answered('Air.'));
      await one.cache.close();
      expect(await two.cache.lookup(request)).toMatchObject({ status: 'hit', layer: 'store' });
      expect(await two.cache.lookup(request)).toMatchObject({ status: 'hit', layer: 'memory' });
    });

    it('a backfilled answer lives for the rest of its life only', async () => {
      const { one, two, time } = setUpTwo();
      await one.cache.store({ ...request, ttl: '10m' }, textResponse('Air.'));
      time.now += minutes(9);
      expect(await two.cache.lookup(request)).toMatchObject({
        status: 'hit',
        layer: 'store',
        ageMs: minutes(9),
      });
      time.now += minutes(1);
      expect((await two.cache.lookup(request)).status).toBe('miss');
    });

    it('memory hears of an invalidation elsewhere within the bound', async () => {
      const { one, two, time } = setUpTwo(1_000);
      const tagged = { ...request, tags: ['t'] };
      await one.cache.store(tagged, textResponse('Air.'));
      await two.cache.lookup(tagged);
      await one.cache.invalidate({ tags: ['t'] });
      expect((await one.cache.lookup(tagged)).status).toBe('miss');
      time.now += 1_000;
      expect((await two.cache.lookup(tagged)).status).toBe('miss');
    });

    it('with a bound of 0 memory asks every time', async () => {
      const { one, two } = setUpTwo(0);
      await one.cache.store(request, textResponse('Air.'));
      await two.cache.lookup(request);
      await one.cache.invalidate({ model: request.model });
      expect((await two.cache.lookup(request)).status).toBe('miss');
    });

    it('an entry that stands under another key is not believed', async () => {
      const { store, one } = setUpTwo();
      await one.cache.store(request, textResponse('Air.'));
      await one.cache.close();
      const other = { ...request, question: 'How?' };
      const [mine, theirs] = [await one.cache.lookup(request), await one.cache.lookup(other)];
      if (mine.status !== 'hit' || theirs.status !== 'miss') throw new Error('unexpected');
      const { value } = await store.read(`reprise:e:${mine.key}`, []);
      await store.write(`reprise:e:${theirs.key}`, value ?? '', Number.POSITIVE_INFINITY);
      expect(await one.cache.lookup(other)).toMatchObject({ status: 'miss', reason: 'corrupt' });
    });

    it.each(['', '{}', 'not JSON', '{"v":1}', '[]'])('a damaged entry (%j) is a miss', async (damage) => {
      const { store, one } = setUpTwo();
      const miss = await one.cache.lookup(request);
      if (miss.status !== 'miss') throw new Error('unexpected');
      await store.write(`reprise:e:${miss.key}`, damage, Number.POSITIVE_INFINITY);
      expect(await one.cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'corrupt' });
    });

    it('a lookup is one read of the store', async () => {
      const { store, clock } = { store: memoryStore(), clock: Date.now };
      let reads = 0;
      const counted: typeof store = {
        ...store,
        read(...all) {
          reads++;
          return store.read(...all);
        },
      };
      const cache = createCache({ store: counted, clock });
      await cache.getOrSet({ ...request, tags: ['a', 'b'] }, answered('Air.'));
      await cache.close();
      expect(reads).toBe(1);
      await createCache({ store: counted, clock }).lookup({ ...request, tags: ['a', 'b'] });
      expect(reads).toBe(2);
    });
  });

  describe('identical calls at the same time', () => {
    it('make one answer, and only one caller is told of a miss', async () => {
      const { cache } = setUp();
      let calls = 0;
      const slow = async () => {
        calls++;
        await new Promise((resolve) => setImmediate(resolve));
        return textResponse('Air.', { inputTokens: 10 });
      };
      const results = await Promise.all(Array.from({ length: 5 }, () => cache.getOrSet(request, slow)));
      expect(calls).toBe(1);
      expect(results.map((result) => 'shared' in result && result.shared)).toEqual([
        false,
        true,
        true,
        true,
        true,
      ]);
      expect(await cache.stats()).toMatchObject({
        shared: 4,
        misses: { total: 1 },
        saved: { inputTokens: 40 },
      });
    });

    it('a failure reaches all of them, and the next call tries again', async () => {
      const { cache } = setUp();
      const results = await Promise.allSettled([
        cache.getOrSet(request, never),
        cache.getOrSet(request, never),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect((await cache.getOrSet(request, answered('Air.'))).status).toBe('miss');
    });

    it("one caller's abort ends its wait and not the others'", async () => {
      const { cache } = setUp();
      const controller = new AbortController();
      let finish: () => void = () => undefined;
      const slow = () =>
        new Promise<ReturnType<typeof textResponse>>((resolve) => {
          finish = () => resolve(textResponse('Air.'));
        });
      const first = cache.getOrSet(request, slow, { signal: controller.signal });
      const second = cache.getOrSet(request, slow);
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error('left'));
      await expect(first).rejects.toThrow('left');
      finish();
      expect(responseText((await second).response)).toBe('Air.');
    });

    it('when the last caller leaves, the model is told', async () => {
      const { cache } = setUp();
      const controller = new AbortController();
      let signal: AbortSignal | undefined;
      const call = cache.getOrSet(
        request,
        (given) => {
          signal = given;
          return new Promise(() => undefined);
        },
        { signal: controller.signal },
      );
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error('left'));
      await expect(call).rejects.toThrow('left');
      expect(signal?.reason).toEqual(new Error('left'));
    });

    it("callers with other tags don't share: an answer carries the tags of its own call", async () => {
      const { cache } = setUp();
      let calls = 0;
      const slow = async () => {
        calls++;
        await new Promise((resolve) => setImmediate(resolve));
        return textResponse('Air.');
      };
      await Promise.all([
        cache.getOrSet({ ...request, tags: ['a'] }, slow),
        cache.getOrSet({ ...request, tags: ['b'] }, slow),
      ]);
      expect(calls).toBe(2);
    });
  });

  it('whoever is given an answer may change it, and the next is given what was stored', async () => {
    const cache = createCache();
    const stored: CachedResponse = {
      parts: [
        { type: 'text', text: 'Blue.', providerMetadata: { openai: { logprobs: [{ token: 'Blue' }] } } },
        { type: 'file', mediaType: 'image/png', data: { type: 'data', data: Uint8Array.of(1, 2, 3) } },
        {
          type: 'tool-call',
          toolCallId: 'call_1',
          toolName: 'look',
          input: '{}',
          providerMetadata: { a: JSON.parse('{"__proto__":1}') },
        },
      ],
      finishReason: 'tool-calls',
      usage: { inputTokens: 1 },
      timestamp: new Date(1_000),
    };
    await cache.store(request, stored);
    for (let hits = 0; hits < 3; hits++) {
      const found = await cache.lookup(request);
      if (!('response' in found)) throw new Error('unexpected miss');
      expect(found.response).toEqual(stored);
      const changed = JSON.parse('[]');
      changed.push(found.response);
      const [{ parts, usage, timestamp }] = changed;
      parts[0].providerMetadata.openai.logprobs[0].token = 'Red';
      parts[1].data.data.fill(9);
      parts[2].providerMetadata.a.more = true;
      parts.pop();
      usage.inputTokens = 7;
      timestamp.setTime(0);
    }
  });

  describe('bad input', () => {
    it.each([
      [{ namespace: 'a b' }],
      [{ ttl: 'soon' }],
      [{ ttl: -1 }],
      [{ timeouts: { read: Number.NaN } }],
      [{ memory: { recheck: 'x' } }],
    ])('%j is refused by createCache', (options) => {
      // @ts-expect-error
      expect(() => createCache(options)).toThrow(InvalidOptionError);
    });

    it.each([
      ['provider', { provider: '' }],
      ['tags', { tags: 'a' }],
      ['mode', { mode: 'sometimes' }],
      ['scope', { scope: 7 }],
    ])('a bad %s is refused by the call that gave it', async (field, change) => {
      const { cache } = setUp();
      const bad = { ...request, ...change } as CacheRequest;
      await expect(cache.getOrSet(bad, answered('Air.'))).rejects.toThrow(InvalidRequestError);
      await expect(cache.lookup(bad)).rejects.toThrow(field);
    });
  });

  it('hands writes to waitUntil and close waits for them', async () => {
    const handed: Promise<unknown>[] = [];
    const store = memoryStore();
    const { cache } = setUp({ store, clock: Date.now, waitUntil: (promise) => handed.push(promise) });
    await cache.getOrSet(request, answered('Air.'));
    expect(handed).toHaveLength(1);
    await cache.close();
    expect((await createCache({ store }).lookup(request)).status).toBe('hit');
  });

  it("finds the host's waitUntil on Next.js", async () => {
    const handed: Promise<unknown>[] = [];
    const symbol = Symbol.for('@next/request-context');
    Object.assign(globalThis, {
      [symbol]: { get: () => ({ waitUntil: (promise: Promise<unknown>) => handed.push(promise) }) },
    });
    try {
      const { cache } = setUp({ store: memoryStore() });
      await cache.getOrSet(request, answered('Air.'));
      expect(handed).toHaveLength(1);
      await cache.close();
    } finally {
      Reflect.deleteProperty(globalThis, symbol);
    }
  });

  it('an observer that throws fails nothing', async () => {
    const { cache } = setUp({
      onEvent: () => {
        throw new Error('a bug of the user');
      },
    });
    await cache.getOrSet(request, answered('Air.'));
    expect((await cache.getOrSet(request, never)).status).toBe('hit');
  });
});

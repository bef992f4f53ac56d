import { describe, expect, it } from 'vitest';
import {
  type CachedResponse,
  type CacheRequest,
  createCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  question: 'What is in stock?',
  tags: ['stock'],
};

/** A model that says what the data was when it was called, once it is let. */
function slowModel() {
  const data = { version: 1 };
  const waiting: (() => void)[] = [];
  return {
    data,
    finish: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
    generate: async (): Promise<CachedResponse> => {
      const answer = `version ${data.version}`;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return textResponse(answer);
    },
  };
}

/** Enough turns of the event loop for everything but the model. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

function twoProcesses() {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const store = memoryStore({ clock });
  return { time, one: createCache({ store, clock }), two: createCache({ store, clock }) };
}

describe('an answer made of old data', () => {
  it('is not given to who asks after the invalidation, though it is still under way', async () => {
    const cache = createCache();
    const model = slowModel();
    const before = cache.getOrSet(request, model.generate);
    await settle();
    model.data.version = 2;
    await cache.invalidate({ tags: ['stock'] });
    const after = cache.getOrSet(request, model.generate);
    await settle();
    model.finish();
    expect(responseText((await before).response)).toBe('version 1');
    expect(responseText((await after).response)).toBe('version 2');
    expect(responseText((await cache.getOrSet(request, model.generate)).response)).toBe('version 2');
  });

  it('is not given, beyond the bound, to who asks another process after the invalidation', async () => {
    const { time, one, two } = twoProcesses();
    const model = slowModel();
    const before = two.getOrSet(request, model.generate);
    await settle();
    model.data.version = 2;
    await one.invalidate({ tags: ['stock'] });
    time.now += 1_000;
    const after = two.getOrSet(request, model.generate);
    await settle();
    model.finish();
    expect(responseText((await before).response)).toBe('version 1');
    expect(responseText((await after).response)).toBe('version 2');
  });

  it('is shared by those who ask while nothing was invalidated, however long it takes', async () => {
    const { time, two } = twoProcesses();
    const model = slowModel();
    const first = two.getOrSet(request, model.generate);
    await settle();
    time.now += 60_000;
    const second = two.getOrSet(request, model.generate);
    await settle();
    model.finish();
    expect([(await first).status, await second]).toMatchObject(['miss', { status: 'miss', shared: true }]);
  });

  it('of many writers, stored after the invalidation, is never served by any process', async () => {
    const { time, one, two } = twoProcesses();
    const asked = Array.from({ length: 50 }, (_, index) => ({ ...request, question: `Question ${index}?` }));
    const model = slowModel();
    const writers = asked.map((each, index) => (index % 2 ? one : two).getOrSet(each, model.generate));
    await settle();
    await one.invalidate({ tags: ['stock'] });
    model.finish();
    await Promise.all(writers);
    await Promise.all([one.close(), two.close()]);
    time.now += 1_000;
    const statuses = await Promise.all(
      asked.flatMap((each) =>
        [one.lookup(each), two.lookup(each)].map(async (found) => (await found).status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set(['miss']));
  });

  it('that was looked up before and stored after it, by hand, is never served', async () => {
    const { one, two } = twoProcesses();
    const asked = { ...request };
    await one.lookup(asked);
    await two.invalidate({ tags: ['stock'] });
    await one.store(asked, textResponse('version 1'));
    await one.close();
    expect((await two.lookup(request)).status).toBe('miss');
  });
});

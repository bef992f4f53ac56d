import { describe, expect, it } from 'vitest';
import {
  type CachedResponse,
  type CacheRequest,
  createCache,
  type MemoryOptions,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { type StoreFaults, withFaults } from '../../src/testing/index.ts';

const ask = (question: string): CacheRequest => ({ provider: 'openai', model: 'gpt-5-mini', question });
const [why, when, never] = [ask('Why?'), ask('When?'), ask('Never asked before?')];
const [second, minute] = [1_000, 60_000];

/** Two processes over one store, each with a connection of its own. */
function setUp(memory: MemoryOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const shared = memoryStore({ clock });
  const faults: StoreFaults = {};
  let reads = 0;
  const counted = {
    ...shared,
    read: (...all: Parameters<typeof shared.read>) => {
      reads++;
      return shared.read(...all);
    },
  };
  return {
    time,
    reads: () => reads,
    here: createCache({ clock, memory, store: withFaults(counted, faults) }),
    elsewhere: createCache({ clock, store: shared }),
    cut: (plan: { readonly kind: 'reject' } | undefined) => {
      for (const name of ['read', 'write', 'delete', 'increment', 'scan'] as const) faults[name] = plan;
    },
  };
}

/** Enough turns of the event loop for everything but the model. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const away = { kind: 'reject' } as const;

describe('an answer in memory, by what other lookups read', () => {
  const warmed = async () => {
    const world = setUp();
    const { here, time } = world;
    await here.store(why, textResponse('Because.'));
    await here.store(when, textResponse('Now.'));
    time.now += second;
    // The read of one brings the counters that the other depends on too.
    expect(await here.lookup(when)).toMatchObject({ status: 'hit', layer: 'memory' });
    return world;
  };

  it('is served without a read of its own', async () => {
    const { here, reads } = await warmed();
    const before = reads();
    expect(await here.lookup(why)).toMatchObject({ status: 'hit', layer: 'memory' });
    expect(reads()).toBe(before);
  });

  it('is not served once it was invalidated by its key elsewhere, and another lookup has heard of that', async () => {
    const { here, elsewhere, time } = await warmed();
    const { status, ...found } = await elsewhere.lookup(why);
    expect(status).toBe('hit');
    await elsewhere.invalidate({ key: 'key' in found ? found.key : '' });
    time.now += second;
    await here.lookup(when);
    expect((await here.lookup(why)).status).toBe('miss');
  });

  it('survives the invalidation of another key', async () => {
    const { here, time } = await warmed();
    const found = await here.lookup(when);
    await here.invalidate({ key: 'key' in found ? found.key : '' });
    time.now += second;
    expect(await here.lookup(why)).toMatchObject({ status: 'hit', layer: 'memory' });
  });
});

describe('while the store is away', () => {
  it('memory serves within recheck, and not longer unless it was told to', async () => {
    const { here, time, cut } = setUp();
    await here.store(why, textResponse('Because.'));
    cut(away);
    time.now += second - 1;
    expect(await here.lookup(why)).toMatchObject({ status: 'hit', layer: 'memory' });
    time.now += 1;
    expect(await here.lookup(why)).toMatchObject({ status: 'miss', reason: 'unavailable' });
  });

  it('memory serves for whileUnavailable after what the store said last', async () => {
    const { here, time, cut } = setUp({ whileUnavailable: '1m' });
    await here.store(why, textResponse('Because.'));
    cut(away);
    time.now += minute - 1;
    expect(await here.lookup(why)).toMatchObject({ status: 'hit', layer: 'memory' });
    time.now += 1;
    expect(await here.lookup(why)).toMatchObject({ status: 'miss', reason: 'unavailable' });
  });

  it('whileUnavailable changes nothing while the store answers', async () => {
    const { here, elsewhere, time } = setUp({ whileUnavailable: '1m' });
    await here.store(why, textResponse('Because.'));
    await elsewhere.invalidate({ model: why.model });
    time.now += second;
    expect((await here.lookup(why)).status).toBe('miss');
  });

  it('an answer to a question that was never looked up is kept in memory, and is still good afterwards', async () => {
    const { here, elsewhere, time, cut } = setUp({ whileUnavailable: '1m' });
    await here.lookup(why);
    cut(away);
    time.now += 2 * second;
    const first = await here.getOrSet(never, async () => textResponse('Now it was.'));
    const again = await here.getOrSet(never, () => Promise.reject(new Error('called')));
    cut(undefined);
    time.now += 2 * second;
    expect([first.status, again.status]).toEqual(['miss', 'hit']);
    expect(await here.lookup(never)).toMatchObject({ status: 'hit', layer: 'memory' });
    expect((await elsewhere.lookup(never)).status).toBe('miss');
  });

  it('what was invalidated elsewhere before such an answer was made, unheard, ends it once the store is back', async () => {
    const { here, elsewhere, time, cut } = setUp({ whileUnavailable: '1m' });
    await here.lookup(why);
    cut(away);
    const found = await elsewhere.lookup(never);
    await elsewhere.invalidate({ key: 'key' in found ? found.key : '' });
    await here.getOrSet(never, async () => textResponse('Of the old data.'));
    cut(undefined);
    time.now += 2 * second;
    expect((await here.lookup(never)).status).toBe('miss');
  });

  it('who asks what is being answered joins that call, for as long as memory would serve', async () => {
    const { here, time, cut } = setUp({ whileUnavailable: '1m' });
    await here.lookup(why);
    cut(away);
    let answer: ((response: CachedResponse) => void) | undefined;
    const slow = () =>
      new Promise<CachedResponse>((resolve) => {
        answer = resolve;
      });
    const first = here.getOrSet(why, slow);
    await settled();
    time.now += 2 * second;
    const joined = here.getOrSet(why, () => Promise.reject(new Error('called')));
    await settled();
    answer?.(textResponse('Because.'));
    expect((await first).status).toBe('miss');
    expect(await joined).toMatchObject({ shared: true });
  });

  it.each([
    undefined,
    '1m',
  ] as const)('what this process was to invalidate, and could not, is not served (whileUnavailable: %s)', async (whileUnavailable) => {
    const { here, cut } = setUp(whileUnavailable === undefined ? {} : { whileUnavailable });
    await here.store(why, textResponse('Because.'));
    cut(away);
    expect((await here.invalidate({ model: why.model })).done).toBe(false);
    expect((await here.lookup(why)).status).toBe('miss');
    cut(undefined);
    expect(await here.lookup(why)).toMatchObject({ status: 'hit' });
  });

  it('what this process was to invalidate, and could not, is not served with an endless recheck either', async () => {
    const { here, cut } = setUp({ recheck: Number.POSITIVE_INFINITY });
    await here.store(why, textResponse('Because.'));
    cut(away);
    await here.invalidate({ model: why.model });
    expect((await here.lookup(why)).status).toBe('miss');
  });

  it('a shorter whileUnavailable than recheck shortens nothing', async () => {
    const { here, time, cut } = setUp({ recheck: '1m', whileUnavailable: 0 });
    await here.store(why, textResponse('Because.'));
    cut(away);
    time.now += minute - 1;
    expect(await here.lookup(why)).toMatchObject({ status: 'hit', layer: 'memory' });
  });
});

it.each(['x', -1, Number.NaN])('whileUnavailable: %s is refused', (value) => {
  // As from JavaScript.
  const memory: Record<string, unknown> = { whileUnavailable: value };
  expect(() => createCache({ memory })).toThrow('memory.whileUnavailable');
});

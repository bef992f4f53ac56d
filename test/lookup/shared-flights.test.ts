import { describe, expect, it } from 'vitest';
import type { ResponseDelta } from '../../src/contracts/index.ts';
import {
  type CacheOptions,
  type CacheRequest,
  createCache,
  InvalidOptionError,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why is the sky blue?' };

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Two caches over one store, as two processes have, and a model that counts and waits. */
function setUp(options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const store = memoryStore({ clock });
  const make = () => createCache({ store, clock, singleFlight: 'shared', ...options });
  const model = { calls: 0, release: () => {} };
  const gate = new Promise<void>((resolve) => {
    model.release = resolve;
  });
  const generate = async (text = 'Air.') => {
    model.calls++;
    await gate;
    return textResponse(text);
  };
  return { time, store, one: make(), two: make(), model, generate };
}

describe("singleFlight: 'shared'", () => {
  it('gives a second process the answer that the first makes', async () => {
    const { one, two, model, generate } = setUp();
    const first = one.getOrSet(request, () => generate());
    await settle();
    const second = two.getOrSet(request, () => generate());
    await settle();
    model.release();
    expect(await first).toMatchObject({ status: 'miss' });
    expect(await second).toMatchObject({ status: 'hit', layer: 'store' });
    expect(model.calls).toBe(1);
  });

  it('gives the turn back when the model fails', async () => {
    const { one, two } = setUp();
    await expect(
      one.getOrSet(request, async () => {
        throw new Error('the model failed');
      }),
    ).rejects.toThrow('the model failed');
    const result = await two.getOrSet(request, async () => textResponse('Air.'));
    expect(responseText(result.response)).toBe('Air.');
  });

  it('waits no longer than its bound, and then calls the model itself', async () => {
    const { store, two, model, generate } = setUp({ timeouts: { wait: 50 } });
    const { leases } = store;
    if (leases === undefined) throw new Error('unexpected');
    // A process that hangs and lives: it holds whatever lease it is asked for.
    leases.acquire = async () => false;
    model.release();
    expect(await two.getOrSet(request, () => generate())).toMatchObject({ status: 'miss', shared: false });
  });

  it('takes the turn of a process that gave no sign of life for the time of a lease, and not before', async () => {
    const { store, time, one, two, generate } = setUp({ timeouts: { lease: '10s', wait: '1h' } });
    const { leases } = store;
    if (leases === undefined) throw new Error('unexpected');
    leases.renew = async () => true;
    void one.getOrSet(request, () => generate());
    await settle();
    const acquire = leases.acquire.bind(leases);
    const taken: boolean[] = [];
    leases.acquire = async (...given) => {
      // The second time it asks, the lease has just run out.
      time.now += taken.length === 0 ? 9_999 : 1;
      const got = await acquire(...given);
      taken.push(got);
      return got;
    };
    const second = await two.getOrSet(request, async () => textResponse('Air.'));
    expect(second).toMatchObject({ status: 'miss', shared: false });
    expect(taken).toEqual([false, true]);
  });

  it('calls the model at once where the leases fail', async () => {
    const { store, two, model, generate } = setUp();
    const { leases } = store;
    if (leases === undefined) throw new Error('unexpected');
    leases.acquire = async () => Promise.reject(new Error('the store failed'));
    model.release();
    expect(await two.getOrSet(request, () => generate())).toMatchObject({ status: 'miss', shared: false });
  });

  it('one caller of a waiting process can leave', async () => {
    const { one, two, model, generate } = setUp();
    const first = one.getOrSet(request, () => generate());
    await settle();
    const controller = new AbortController();
    const second = two.getOrSet(request, () => generate(), { signal: controller.signal });
    await settle();
    controller.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    model.release();
    await first;
    expect(model.calls).toBe(1);
  });

  it('of two processes with a stale answer, one makes the new one', async () => {
    const { one, two, time, model, generate } = setUp({ ttl: 1_000, staleWhileRevalidate: 10_000 });
    await one.store(request, textResponse('old'));
    await one.close();
    time.now += 1_500;
    expect((await one.getOrSet(request, () => generate('new'))).status).toBe('stale');
    await settle();
    expect((await two.getOrSet(request, () => generate('new'))).status).toBe('stale');
    await settle();
    model.release();
    await Promise.all([one.close(), two.close()]);
    const fresh = await two.getOrSet(request, () => generate());
    expect([fresh.status, responseText(fresh.response), model.calls]).toEqual(['hit', 'new', 1]);
  });

  it('for a stream the second process waits until it is stored', async () => {
    const { one, two } = setUp();
    const deltas: readonly ResponseDelta[] = [
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'Air.' },
      { type: 'text-end', id: '1' },
      { type: 'finish', finishReason: 'stop' },
    ];
    let opened = 0;
    const source = {
      open: async () => {
        opened++;
        return new ReadableStream<ResponseDelta>({
          start(controller) {
            for (const delta of deltas) controller.enqueue(delta);
            controller.close();
          },
        });
      },
      toDeltas: (delta: ResponseDelta) => [delta],
    };
    const first = await one.getOrStream(request, source);
    const second = two.getOrStream(request, source);
    await settle();
    if (!('stream' in first)) throw new Error('unexpected');
    const read: ResponseDelta[] = [];
    for await (const delta of first.stream) read.push(delta);
    expect(read).toEqual(deltas);
    expect(await second).toMatchObject({ status: 'hit', layer: 'store' });
    expect(opened).toBe(1);
  });

  it('a stream that is left gives the turn back', async () => {
    const { one, two } = setUp();
    const source = {
      open: async () => new ReadableStream<ResponseDelta>(),
      toDeltas: (delta: ResponseDelta) => [delta],
    };
    const first = await one.getOrStream(request, source);
    if (!('stream' in first)) throw new Error('unexpected');
    await first.stream.cancel();
    await one.close();
    expect(await two.getOrSet(request, async () => textResponse('Air.'))).toMatchObject({ shared: false });
  });

  it('needs a store that has leases', () => {
    const { leases: _, ...store } = memoryStore();
    expect(() => createCache({ singleFlight: 'shared' })).toThrow(InvalidOptionError);
    expect(() => createCache({ singleFlight: 'shared', store })).toThrow(InvalidOptionError);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ResponseDelta } from '../../src/contracts/index.ts';
import {
  type CachedResponse,
  type CacheEvent,
  type CacheOptions,
  createCache,
  textResponse,
} from '../../src/index.ts';
import { fakeTimeOf } from '../fake-time.ts';
import { patience } from '../patience.ts';

const request = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?' };

afterEach(() => vi.useRealTimers());

function setUp(options: CacheOptions = {}) {
  const time = { now: 1_000_000 };
  const events: CacheEvent[] = [];
  const cache = createCache({ clock: () => time.now, onEvent: (event) => events.push(event), ...options });
  return { cache, time, events };
}

function hanging(): Promise<never> {
  return new Promise(() => undefined);
}

/** A model's stream of these deltas, of which each read takes one. */
function source(deltas: Iterable<ResponseDelta>, onCancel: (reason: unknown) => void = () => undefined) {
  const rest = deltas[Symbol.iterator]();
  return {
    open: async () =>
      new ReadableStream<ResponseDelta>(
        {
          pull(controller) {
            const { done, value } = rest.next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
          cancel: onCancel,
        },
        { highWaterMark: 0 },
      ),
    toDeltas: (delta: ResponseDelta) => [delta],
  };
}

function* textDeltas(pieces: Iterable<string>): Generator<ResponseDelta> {
  yield { type: 'text-start', id: '1' };
  for (const delta of pieces) yield { type: 'text-delta', id: '1', delta };
  yield { type: 'text-end', id: '1' };
  yield { type: 'finish', finishReason: 'stop' };
}

async function streamOf(result: object): Promise<ReadableStream<ResponseDelta>> {
  if ('stream' in result && result.stream instanceof ReadableStream) return result.stream;
  if ('deltas' in result && result.deltas instanceof ReadableStream) return result.deltas;
  throw new Error('no stream');
}

async function all(stream: ReadableStream<ResponseDelta>): Promise<ResponseDelta[]> {
  const items: ResponseDelta[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** A model that never answers its first call. */
const hangingOnce = () => vi.fn(async () => textResponse('Because.')).mockImplementationOnce(() => hanging());

describe('a call of the model that hangs', () => {
  it('is joined for a minute while nothing is known of the model, then left to those who wait', async () => {
    const { cache, time } = setUp();
    const generate = hangingOnce();
    const controller = new AbortController();
    const first = cache.getOrSet(request, generate, { signal: controller.signal });
    await vi.waitFor(() => expect(generate).toHaveBeenCalledTimes(1), patience);
    time.now += 60_001;
    expect(await cache.getOrSet(request, generate)).toMatchObject({ status: 'miss', shared: false });
    expect(generate).toHaveBeenCalledTimes(2);
    controller.abort(new Error('too long'));
    await expect(first).rejects.toThrow('too long');
  });

  it('is left after the bound that the user sets', async () => {
    const { cache, time } = setUp({ timeouts: { flight: '2s' } });
    const generate = hangingOnce();
    void cache.getOrSet(request, generate);
    await vi.waitFor(() => expect(generate).toHaveBeenCalledTimes(1), patience);
    time.now += 2_001;
    await cache.getOrSet(request, generate);
    expect(generate).toHaveBeenCalledTimes(2);
  });

  it('is left sooner where the model is known to be fast', async () => {
    const { cache, time } = setUp();
    await cache.getOrSet({ ...request, question: 'How?' }, async () => textResponse('So.'));
    const generate = hangingOnce();
    void cache.getOrSet(request, generate);
    await vi.waitFor(() => expect(generate).toHaveBeenCalledTimes(1), patience);
    time.now += 5_001;
    await cache.getOrSet(request, generate);
    expect(generate).toHaveBeenCalledTimes(2);
  });
});

describe('a stream', () => {
  it('that was opened and never read is not joined once its TTL is over', async () => {
    const { cache, time } = setUp({ ttl: '10s' });
    let opened = 0;
    const open = () => {
      opened++;
      return source(textDeltas([`answer ${opened}`])).open();
    };
    const streaming = { open, toDeltas: (delta: ResponseDelta) => [delta] };
    await cache.getOrStream(request, streaming);
    time.now += 20 * 10_000;
    const late = await cache.getOrStream(request, streaming);
    expect(opened).toBe(2);
    expect(await all(await streamOf(late))).toContainEqual({
      type: 'text-delta',
      id: '1',
      delta: 'answer 2',
    });
  });

  it('that is read within the time for it is stored', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { cache, time } = setUp({ timeouts: { idle: '10m' } });
    const result = await cache.getOrStream(request, source(textDeltas(['Be', 'cause.'])));
    time.now += 5 * 60_000;
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await all(await streamOf(result));
    expect(await cache.lookup(request)).toMatchObject({ status: 'hit' });
  });

  it('that stands unread is neither shared nor stored, and is its reader’s all the same', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { cache, time, events } = setUp({ timeouts: { idle: '1m' } });
    const result = await cache.getOrStream(request, source(textDeltas(['Be', 'cause.'])));
    time.now += 60_001;
    await vi.advanceTimersByTimeAsync(60_001);
    expect(events).toContainEqual(expect.objectContaining({ type: 'not-stored', reason: 'abandoned' }));
    expect(await all(await streamOf(result))).toEqual([...textDeltas(['Be', 'cause.'])]);
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss' });
  });

  it('that no layer could hold is passed on whole, not recorded, and not joined', async () => {
    const { cache, events } = setUp({ memory: { maxBytes: 10_000 } });
    const pieces = Array.from({ length: 3_000 }, (_, index) => `piece ${index} `);
    const result = await cache.getOrStream(request, source(textDeltas(pieces)));
    const reader = (await streamOf(result)).getReader();
    const seen: ResponseDelta[] = [];
    for (let index = 0; index < 2_000; index++) seen.push((await reader.read()).value as ResponseDelta);
    const late = await cache.getOrStream(request, source(textDeltas(['short'])));
    expect(late).toMatchObject({ status: 'miss', shared: false });
    for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value);
    expect(seen).toEqual([...textDeltas(pieces)]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'not-stored', reason: 'too-large' }));
  });

  it('that no layer could hold reaches who joined it in time, too', async () => {
    const { cache } = setUp({ memory: { maxBytes: 10_000 } });
    const pieces = Array.from({ length: 3_000 }, (_, index) => `piece ${index} `);
    const first = await streamOf(await cache.getOrStream(request, source(textDeltas(pieces))));
    const second = await streamOf(await cache.getOrStream(request, source(textDeltas(['never asked']))));
    const [own, joined] = await Promise.all([all(first), all(second)]);
    expect(own).toEqual([...textDeltas(pieces)]);
    expect(joined).toEqual(own);
  });

  it('shares nothing with what is stored or what others read', async () => {
    const { cache } = setUp();
    const bytes = Uint8Array.of(1, 2, 3);
    const file: ResponseDelta = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: bytes } };
    const deltas: ResponseDelta[] = [file, ...textDeltas(['Look.'])];
    const first = await streamOf(await cache.getOrStream(request, source(deltas)));
    const second = await streamOf(await cache.getOrStream(request, source([])));
    for await (const delta of first) {
      if (delta.type === 'file' && delta.data.type === 'data' && typeof delta.data.data !== 'string')
        delta.data.data.fill(9);
    }
    const [joined] = await all(second);
    expect(joined).toMatchObject({ data: { data: Uint8Array.of(1, 2, 3) } });
    const hit = await cache.lookup(request);
    expect(hit).toMatchObject({
      status: 'hit',
      response: { parts: [{ data: { data: Uint8Array.of(1, 2, 3) } }, {}] },
    });
  });

  it('is cancelled when the caller that opened it left before it was open', async () => {
    const { cache } = setUp();
    let open: (stream: ReadableStream<ResponseDelta>) => void = () => undefined;
    const cancelled = vi.fn();
    const controller = new AbortController();
    const opening = cache.getOrStream(
      request,
      {
        open: () =>
          new Promise<ReadableStream<ResponseDelta>>((resolve) => {
            open = resolve;
          }),
        toDeltas: (delta: ResponseDelta) => [delta],
      },
      { signal: controller.signal },
    );
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error('gone'));
    await expect(opening).rejects.toThrow('gone');
    open(await source(textDeltas(['late']), cancelled).open());
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalled(), patience);
  });

  it('is stored with the time that the model took, not its reader', async () => {
    const { cache } = setUp();
    const stream = await streamOf(
      await cache.getOrStream(request, source(textDeltas(['one ', 'two ', 'three']))),
    );
    const read = async () => {
      for await (const _ of stream) await new Promise((resolve) => setTimeout(resolve, 30));
    };
    expect(await fakeTimeOf(read)).toBe(6 * 30);
    const hit = await cache.lookup(request);
    const [part] = 'response' in hit ? hit.response.parts : [];
    const delays = part?.type === 'text' ? (part.pieces ?? []).map(([, delay]) => delay) : [30];
    expect(Math.max(...delays)).toBe(0);
  });
});

describe('a whole answer', () => {
  it('is each caller’s own: what one does to it reaches no other', async () => {
    const { cache } = setUp();
    let finish: (response: CachedResponse) => void = () => undefined;
    const generate = () =>
      new Promise<CachedResponse>((resolve) => {
        finish = resolve;
      });
    const answered = (result: { readonly response: CachedResponse }) => result.response;
    const first = cache.getOrSet(request, generate).then((result) => {
      Object.assign(answered(result).parts[0] ?? {}, { text: 'changed' });
      return answered(result);
    });
    const second = cache.getOrSet(request, generate).then(answered);
    await new Promise((resolve) => setImmediate(resolve));
    finish(textResponse('Because.'));
    await first;
    expect((await second).parts).toEqual([{ type: 'text', text: 'Because.' }]);
  });
});

describe('close', () => {
  it('waits no longer than it may, and tells what was lost', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { cache, events, time } = setUp({
      ttl: '1s',
      staleWhileRevalidate: '1d',
      timeouts: { close: '3s' },
    });
    await cache.getOrSet(request, async () => textResponse('Because.'));
    time.now += 2_000;
    expect(await cache.getOrSet(request, hanging)).toMatchObject({ status: 'stale' });
    const closed = cache.close();
    await vi.advanceTimersByTimeAsync(3_001);
    await closed;
    expect(events).toContainEqual(expect.objectContaining({ type: 'lost', work: 'refresh', count: 1 }));
  });
});

import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { fakeTimeOf } from '../fake-time.ts';
import { patientTimeouts } from '../patience.ts';
import { collect, fakeModel, HandFedStream, streamOf, textParts } from './fake-model.ts';
import { versions } from './versions.ts';

const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Why?' }] }];
const isText = (part: unknown) => (part as { type: string }).type === 'text-delta';
const textOf = (parts: readonly unknown[]) =>
  parts
    .filter(isText)
    .map((part) => (part as { delta: string }).delta)
    .join('');
/** Lets everything run that waits for nothing but promises. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe.each(versions)('streams with $name', ({ sdk, specification }) => {
  const setUp = (
    stream: () => ReadableStream<unknown>,
    options: { replay?: 'instant' | 'recorded' } = {},
  ) => {
    const events: CacheEvent[] = [];
    const cache = createCache({ timeouts: patientTimeouts, onEvent: (event) => events.push(event) });
    const model = fakeModel({ specification, stream });
    const wrapped = sdk.wrapLanguageModel({
      model: model as never,
      middleware: cacheMiddleware(cache, options),
    });
    return { cache, events, model, wrapped: wrapped as unknown as typeof model };
  };
  const parts = (reason?: string) => textParts(specification, ['Be', 'cause', ' of air.'], reason);

  it('a hit replays the chunks that were recorded', async () => {
    const { wrapped, model } = setUp(() => streamOf(parts()));
    const live = await collect((await wrapped.doStream({ prompt })).stream);
    const hit = await collect((await wrapped.doStream({ prompt })).stream);
    expect(hit.filter(isText)).toEqual(live.filter(isText));
    expect(model.calls).toHaveLength(1);
  });

  it.each([
    ['ends without finish', () => parts().slice(0, -1)],
    [
      'holds an error part',
      () =>
        parts().flatMap((part, index) =>
          index === 3 ? [{ type: 'error', error: new Error('overloaded') }, part] : [part],
        ),
    ],
    ['finishes with length', () => parts('length')],
    ['finishes with content-filter', () => parts('content-filter')],
    ['finishes with error', () => parts('error')],
  ])('a stream that %s is never served', async (_, script) => {
    const { wrapped, model, cache } = setUp(() => streamOf(script()));
    await collect((await wrapped.doStream({ prompt })).stream);
    await collect((await wrapped.doStream({ prompt })).stream);
    expect(model.calls).toHaveLength(2);
    expect((await cache.stats()).stored).toBe(0);
  });

  it('a stream that breaks rejects its reader with the error, and is never served', async () => {
    const source = new HandFedStream();
    const { wrapped, cache } = setUp(() => source.stream);
    const { stream } = await wrapped.doStream({ prompt });
    source.give(...parts().slice(0, 4));
    const read = collect(stream);
    await settled();
    source.fail(new Error('connection reset'));
    await expect(read).rejects.toThrow('connection reset');
    expect((await cache.stats()).notStored).toEqual({ failed: 1 });
  });

  it('reads the source only as far as its reader asks', async () => {
    const source = new HandFedStream();
    const { wrapped } = setUp(() => source.stream);
    const reader = (await wrapped.doStream({ prompt })).stream.getReader();
    await settled();
    expect(source.pulls).toBe(0);
    source.give(...parts());
    await reader.read();
    await reader.read();
    await settled();
    expect(source.pulls).toBeLessThanOrEqual(2);
  });

  it('a stream that its consumer leaves is cancelled at the provider, with the reason, and stores nothing', async () => {
    const source = new HandFedStream();
    const { wrapped, cache } = setUp(() => source.stream);
    const { stream } = await wrapped.doStream({ prompt });
    source.give(...parts().slice(0, 4));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel('enough');
    expect(source.cancelled).toEqual({ reason: 'enough' });
    expect((await cache.stats()).notStored).toEqual({ abandoned: 1 });
  });

  it('an abort ends the stream with its reason, reaches the provider, and stores nothing', async () => {
    const source = new HandFedStream();
    const { wrapped, model, cache } = setUp(() => source.stream);
    const controller = new AbortController();
    const { stream } = await wrapped.doStream({ prompt, abortSignal: controller.signal });
    const read = collect(stream);
    source.give(...parts().slice(0, 4));
    await settled();
    controller.abort(new Error('the user left'));
    await expect(read).rejects.toThrow('the user left');
    expect(model.calls[0]?.abortSignal?.aborted).toBe(true);
    expect((await cache.stats()).stored).toBe(0);
  });

  it('a late caller gets what has passed and then the live rest', async () => {
    const source = new HandFedStream();
    const { wrapped, model } = setUp(() => source.stream);
    const first = (await wrapped.doStream({ prompt })).stream.getReader();
    source.give(...parts().slice(0, 4));
    const seen: unknown[] = [];
    for (let count = 0; count < 4; count++) seen.push((await first.read()).value);
    const late = collect((await wrapped.doStream({ prompt })).stream);
    await settled();
    source.give(...parts().slice(4));
    source.end();
    for (let next = await first.read(); !next.done; next = await first.read()) seen.push(next.value);
    expect(textOf(await late)).toBe('Because of air.');
    expect(textOf(seen)).toBe('Because of air.');
    expect(model.calls).toHaveLength(1);
  });

  it("one caller's abort doesn't end it for the others", async () => {
    const source = new HandFedStream();
    const { wrapped, model } = setUp(() => source.stream);
    const controller = new AbortController();
    const leader = collect((await wrapped.doStream({ prompt, abortSignal: controller.signal })).stream);
    const other = collect((await wrapped.doStream({ prompt })).stream);
    source.give(...parts().slice(0, 4));
    await settled();
    controller.abort(new Error('the first user left'));
    await expect(leader).rejects.toThrow('the first user left');
    source.give(...parts().slice(4));
    source.end();
    expect(textOf(await other)).toBe('Because of air.');
    expect(source.cancelled).toBeUndefined();
    expect(model.calls[0]?.abortSignal?.aborted).toBe(false);
    expect(textOf(await collect((await wrapped.doStream({ prompt })).stream))).toBe('Because of air.');
    expect(model.calls).toHaveLength(1);
  });

  it("a leader that doesn't read holds nobody up", async () => {
    const { wrapped, model } = setUp(() => streamOf(parts()));
    const idle = await wrapped.doStream({ prompt });
    const other = await collect((await wrapped.doStream({ prompt })).stream);
    expect(textOf(other)).toBe('Because of air.');
    expect(textOf(await collect(idle.stream))).toBe('Because of air.');
    expect(model.calls).toHaveLength(1);
  });

  it('an answer whose finish was seen is stored even if its reader leaves before the stream closes', async () => {
    const source = new HandFedStream();
    const { wrapped, cache } = setUp(() => source.stream);
    const reader = (await wrapped.doStream({ prompt })).stream.getReader();
    source.give(...parts());
    for (let count = 0; count < parts().length; count++) await reader.read();
    await reader.cancel();
    await cache.close();
    expect((await cache.stats()).stored).toBe(1);
  });

  it('raw chunks reach the caller who asked for them and are not replayed', async () => {
    const raw = { type: 'raw', rawValue: { id: 1 } };
    const { wrapped } = setUp(() => streamOf([...parts().slice(0, 3), raw, ...parts().slice(3)]));
    const live = await collect((await wrapped.doStream({ prompt })).stream);
    const hit = await collect((await wrapped.doStream({ prompt })).stream);
    expect(live).toContainEqual(raw);
    expect(hit).not.toContainEqual(raw);
  });

  it('tells hit and miss on the finish part only', async () => {
    const { wrapped } = setUp(() => streamOf(parts()));
    const live = await collect((await wrapped.doStream({ prompt })).stream);
    const hit = await collect((await wrapped.doStream({ prompt })).stream);
    expect(live.at(-1)).toMatchObject({
      providerMetadata: { reprise: { status: 'miss', reason: 'absent' } },
    });
    expect(hit.at(-1)).toMatchObject({ providerMetadata: { reprise: { status: 'hit', layer: 'memory' } } });
    expect(JSON.stringify(hit.slice(0, -1))).not.toContain('reprise');
  });

  it('abort of a replay ends it with its reason', async () => {
    const { wrapped } = setUp(() => streamOf(parts()));
    await collect((await wrapped.doStream({ prompt })).stream);
    const controller = new AbortController();
    const { stream } = await wrapped.doStream({ prompt, abortSignal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort(new Error('the user left'));
    await expect(reader.read().then(() => reader.read())).rejects.toThrow('the user left');
  });

  it('paced as recorded, a replay waits between chunks as the model did', async () => {
    const slowly = () => {
      const queue = parts();
      return new ReadableStream({
        async pull(controller) {
          const part = queue.shift();
          if (part === undefined) return controller.close();
          if (isText(part)) await new Promise((resolve) => setTimeout(resolve, 30));
          controller.enqueue(part);
        },
      });
    };
    for (const [replay, replayed] of [
      ['recorded', 90],
      ['instant', 0],
    ] as const) {
      const { wrapped, model } = setUp(slowly, { replay });
      const read = async () => collect((await wrapped.doStream({ prompt })).stream);
      expect(await fakeTimeOf(read)).toBe(90);
      expect(await fakeTimeOf(read)).toBe(replayed);
      expect(model.calls).toHaveLength(1);
    }
  });
});

import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, asked, longText, parts, readAll, type Scene, scene } from './scene.ts';

let upstash: Scene;
beforeEach(async () => {
  upstash = await scene();
});
afterEach(() => upstash.close());

const tagged = { providerOptions: { reprise: { scope: 'customer-1', tags: ['refunds', 'shop-7'] } } };
const requests = [
  ['plain', asked(2_500)],
  ['of a tenant, with tags', { ...asked(2_500), ...tagged }],
] as const;
const read = 'redis hmget+mget';

describe('a miss through Upstash', () => {
  it.each(requests)('asks Redis once ahead of the model: %s', async (_, request) => {
    const { wire, open, calls } = upstash;
    const { cache, wrapped } = open();
    await wrapped.doGenerate(request);
    await cache.close();
    expect(wire.askedBefore('model called')).toEqual([read]);
    expect(calls.count).toBe(1);
  });

  it.each(requests)('asks Redis once more for the write: %s', async (_, request) => {
    const { wire, open } = upstash;
    const { cache, wrapped } = open();
    await readAll((await wrapped.doStream(request)).stream);
    await cache.close();
    expect(wire.askedBefore('never')).toEqual([read, expect.stringMatching(/^redis .*\bset$/)]);
  });

  it('keeps the last byte of a stream waiting for no write', async () => {
    const { server, open } = upstash;
    const { stream } = await open().wrapped.doStream(asked(2_500));
    server.fault({ kind: 'hang' });
    expect(await readAll(stream)).toBe(answer);
  });

  it('keeps a whole answer waiting for no write', async () => {
    const { server, open, calls } = upstash;
    // The read is answered, and nothing after it.
    server.fault({ kind: 'latency', milliseconds: 0, times: 1 });
    server.fault({ kind: 'hang' });
    await open().wrapped.doGenerate(asked(2_500));
    expect(calls.count).toBe(1);
  });
});

describe('a hit through Upstash', () => {
  it.each(requests)('asks Redis once and nobody else: %s', async (_, request) => {
    const { wire, open, calls } = upstash;
    const first = open();
    await first.wrapped.doGenerate(request);
    await first.cache.close();
    const second = open();
    wire.clear();
    expect(await readAll((await second.wrapped.doStream(request)).stream)).toBe(answer);
    await second.cache.close();
    expect(wire.order).toEqual([`${read} asked`, `${read} answered`]);
    expect(calls.count).toBe(1);
  });

  it.each([
    2_500, 500_000,
  ])('brings back the answer and 1 KB at the most, whatever the prompt: %i bytes', async (size) => {
    const request = asked(size);
    const { received, sent } = await bytesOfHit((wrapped) => wrapped.doGenerate(request), request);
    expect(received).toBeLessThanOrEqual(answer.length + 1_024);
    expect(sent).toBeLessThanOrEqual(512);
  });

  it('brings back 2,000 characters of the question at the most', async () => {
    const request = asked(0, longText(500_000));
    const { received } = await bytesOfHit((wrapped) => wrapped.doGenerate(request), request);
    expect(received).toBeLessThanOrEqual(answer.length + 1_024 + 2_000);
  });

  it('brings back the answer, 1 KB and 50 bytes for each tag at the most, where it was streamed in 104 parts', async () => {
    const request = { ...asked(500_000), ...tagged };
    const record = async (wrapped: LanguageModelV4) => readAll((await wrapped.doStream(request)).stream);
    const { received } = await bytesOfHit(record, request);
    expect(received).toBeLessThanOrEqual(answer.length + 1_024 + 50 * 2);
    expect(parts).toBe(104);
  });

  /** What passes for a hit in another process than the one that recorded the answer. */
  async function bytesOfHit(
    record: (wrapped: LanguageModelV4) => PromiseLike<unknown>,
    request: LanguageModelV4CallOptions,
  ) {
    const { wire, open, calls } = upstash;
    const first = open();
    await record(first.wrapped);
    await first.cache.close();
    const second = open();
    wire.clear();
    await second.wrapped.doGenerate(request);
    expect(calls.count).toBe(1);
    return { received: wire.received(), sent: wire.sent() };
  }
});

it('50 different hits at once are one request', async () => {
  const { wire, open, calls } = upstash;
  const questions = Array.from({ length: 50 }, (_, number) => asked(2_500, `When is order ${number} due?`));
  const first = open();
  await Promise.all(questions.map((question) => first.wrapped.doGenerate(question)));
  await first.cache.close();
  const second = open();
  wire.clear();
  await Promise.all(questions.map((question) => second.wrapped.doGenerate(question)));
  expect(wire.askedBefore('never')).toEqual([`redis ${questions.map(() => 'hmget+mget').join('+')}`]);
  expect(calls.count).toBe(50);
});

it('a hit from memory asks nobody', async () => {
  const { wire, open, calls } = upstash;
  const { cache, wrapped } = open();
  await wrapped.doGenerate(asked(2_500));
  await cache.close();
  wire.clear();
  await wrapped.doGenerate(asked(2_500));
  expect(wire.order).toEqual([]);
  expect(calls.count).toBe(1);
});

it('1,000 identical streams at once: one call of the model, one read and one write', async () => {
  const { wire, open, calls } = upstash;
  const { cache, wrapped } = open();
  const texts = await Promise.all(
    Array.from({ length: 1_000 }, async () => readAll((await wrapped.doStream(asked(2_500))).stream)),
  );
  await cache.close();
  expect(new Set(texts)).toEqual(new Set([answer]));
  expect(calls.count).toBe(1);
  expect(wire.askedBefore('never')).toHaveLength(2);
}, 60_000);

import { describe, expect, it } from 'vitest';
import type { CachedResponse } from '../../src/index.ts';
import { replayStream } from '../../src/response/replay-stream.ts';
import { fakeTimeOf } from '../fake-time.ts';

function paced(delays: readonly number[]): CachedResponse {
  const pieces = delays.map((delay) => [1, delay] as const);
  return { parts: [{ type: 'text', text: 'a'.repeat(delays.length), pieces }], finishReason: 'stop' };
}

const read = (delays: readonly number[], signal?: AbortSignal) => async () => {
  let text = '';
  for await (const delta of replayStream(paced(delays), (delta) => delta, { pace: 'recorded', signal })) {
    if (delta.type === 'text-delta') text += delta.delta;
  }
  expect(text).toHaveLength(delays.length);
};

describe('a replay at the pace that was recorded', () => {
  it('waits as long as the model did', async () => {
    expect(await fakeTimeOf(read([0, 20, 30]))).toBe(50);
  });

  it.each([
    2e9,
    Infinity,
    Number.MAX_SAFE_INTEGER,
  ])('waits ten seconds at the most for a delay of %d', async (delay) => {
    expect(await fakeTimeOf(read([0, delay]))).toBe(10_000);
  });

  it.each([-1, -Infinity, Number.NaN])('does not wait for a delay of %d', async (delay) => {
    expect(await fakeTimeOf(read([0, delay]))).toBe(0);
  });

  it('waits two minutes at the most in all, and still gives all of the answer', async () => {
    expect(await fakeTimeOf(read(Array.from({ length: 1_000 }, () => 9_000)))).toBe(120_000);
  });

  it('ends a wait when its signal fires', async () => {
    const controller = new AbortController();
    const reading = fakeTimeOf(async () => {
      setTimeout(() => controller.abort(new Error('gone')), 50);
      await expect(read([0, 2e9], controller.signal)()).rejects.toThrow('gone');
    });
    expect(await reading).toBe(50);
  });
});

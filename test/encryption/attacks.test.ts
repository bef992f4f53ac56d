import { describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { attack } from './attacks.ts';

const keys = [{ id: 'k', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];
const hour = 60 * 60_000;

/** What nobody can tell from what the cache wrote: the words of an answer, the word of a judge, a longer life. */
const forgeries = /^(borrowed|hostile|letters).*(response|serves) of|^letters of/;
const longerLives =
  /^(freshUntil|expiresAt) of|^(borrowed|hostile) (freshUntil|expiresAt|response) of|^letters of/;

describe('whatever is done to what lies in the store and in the index', () => {
  it('in clear, no answer is given to another question, but for one that was forged as such', async () => {
    const { tried, thrown, served, wrong, outlived } = await attack(500, 11);
    expect({ tried, thrown }).toEqual({ tried: 500, thrown: 0 });
    expect(served).toBeGreaterThan(500);
    expect(Object.keys(wrong).filter((done) => !forgeries.test(done))).toEqual([]);
    expect(Object.keys(outlived).filter((done) => !longerLives.test(done))).toEqual([]);
  });

  it.each([
    ['signed', { keys, mode: 'sign' as const }],
    ['encrypted', { keys }],
  ])('%s, every answer is the right one, and none outlives its time', async (_, sealing) => {
    const { tried, thrown, served, wrong, outlived } = await attack(250, 12, sealing);
    expect({ tried, thrown, wrong, outlived }).toEqual({ tried: 250, thrown: 0, wrong: {}, outlived: {} });
    expect(served).toBeGreaterThan(250);
  });
});

describe('an entry of a process whose clock is ahead', () => {
  const request: CacheRequest = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?' };
  const lookedUpBehind = async (skew: number) => {
    const now = 1_700_000_000_000;
    const store = memoryStore({ clock: () => now });
    const ahead = createCache({ store, clock: () => now + skew });
    await ahead.store(request, textResponse('Because.'));
    await ahead.close();
    return createCache({ store, clock: () => now }).lookup(request);
  };

  it('is served where the clocks differ by an hour', async () => {
    expect(await lookedUpBehind(hour)).toMatchObject({ status: 'hit', ageMs: 0 });
  });

  it('is not served where they differ by more: nobody knows when its time is over', async () => {
    expect(await lookedUpBehind(hour + 1)).toMatchObject({ status: 'miss', reason: 'corrupt' });
  });
});

it.each([
  Number.POSITIVE_INFINITY,
  1e300,
  -1,
  Number.NaN,
])('an answer that cost %d tokens is not stored', async (inputTokens) => {
  const request: CacheRequest = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?' };
  const outcome = await createCache().store(request, textResponse('Because.', { inputTokens }));
  expect(outcome).toEqual({ stored: false, reason: 'malformed' });
});

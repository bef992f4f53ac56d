import { describe, expect, it } from 'vitest';
import type { PairVerdict } from '../../../src/contracts/index.ts';
import { oracle, scene } from './scene.ts';

/** `a` is proved, `d` differs, all else is unsure: as the stored question begins. */
const verify = ({ cached }: { readonly cached: string }): PairVerdict => {
  if (cached.startsWith('a')) return { verdict: 'same' };
  return cached.startsWith('d')
    ? { verdict: 'different', reason: 'numbers' }
    : { verdict: 'unsure', reason: 'wording' };
};

describe('the event of a lookup by meaning tells of each near question', () => {
  it('its similarity, nearest first, what it was found to be, why it was not served, and its entry', async () => {
    const { open, events } = scene();
    const { put, look } = open({ verify, ...oracle({}), judgeFloor: 0.97 });
    const keys = { c: await put('c one'), d: await put('d two'), z: await put('z three') };
    expect(await look('c?')).toMatchObject({ status: 'miss', semantic: { reason: 'judge' } });
    expect(events.findLast(({ type }) => type === 'semantic')).toMatchObject({
      found: false,
      reason: 'judge',
      compared: [
        { verdict: 'judged', reason: 'judge', key: keys.c },
        { verdict: 'different', reason: 'numbers', key: keys.d },
        { verdict: 'unsure', reason: 'below-threshold', key: keys.z },
      ],
    });
  });

  it('no reason of the one that was served, nor of those behind it', async () => {
    const { open, events } = scene();
    const { put, look } = open({ verify });
    const keys = { a: await put('a one'), e: await put('e two'), d: await put('d three') };
    expect(await look('a?')).toMatchObject({ status: 'hit', by: 'proof', key: keys.a });
    const told = events.findLast((event) => event.type === 'semantic');
    expect(told?.type === 'semantic' && told.compared).toEqual([
      { verdict: 'same', key: keys.a, similarity: expect.closeTo(1, 5) },
      { verdict: 'different', reason: 'numbers', key: keys.d, similarity: expect.any(Number) },
      { verdict: 'unsure', key: keys.e, similarity: expect.any(Number) },
    ]);
  });

  it('that a judge chose it, also when that was remembered', async () => {
    const { open, events } = scene();
    const { put, look } = open({ verify, ...oracle({ 'b?': 'b one' }) });
    const key = await put('b one');
    for (const by of ['judge', 'remembered']) {
      await look('b?');
      expect(events.findLast(({ type }) => type === 'semantic')).toMatchObject({
        by,
        compared: [{ verdict: 'judged', key }],
      });
    }
  });

  it('that its entry is gone', async () => {
    const { open, events } = scene();
    const { cache, put, look } = open({ verify });
    await put('a one', { tags: ['help'] });
    await cache.invalidate({ tags: ['help'] });
    await look('a?');
    expect(events.findLast(({ type }) => type === 'semantic')).toMatchObject({
      reason: 'gone',
      compared: [{ verdict: 'same', reason: 'gone' }],
    });
  });
});

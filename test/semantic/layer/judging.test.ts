import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../../src/contracts/index.ts';
import type { Judge, JudgeQuestion } from '../../../src/contracts/judge.ts';
import { InvalidOptionError } from '../../../src/index.ts';
import { judge, semanticLayer } from '../../../src/semantic/index.ts';
import { ask, embedder, oracle, scene, unsure } from './scene.ts';

/** Texts as directions in a plane, in degrees. */
const turning = (angles: Readonly<Record<string, number>>): Embedder => ({
  id: 'turning',
  dimensions: 2,
  embed: async (texts) =>
    texts.map((text) => {
      const angle = ((angles[text] ?? 90) * Math.PI) / 180;
      return new Float32Array([Math.cos(angle), Math.sin(angle)]);
    }),
});

describe('an unsure pair', () => {
  it('is served once the judge says yes, and by memory from then on, in every process', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ 'reset it?': 'How do I reset it?' });
    const one = open({ judge });
    const key = await one.put('How do I reset it?');
    const first = await one.look('reset it?');
    expect(first).toMatchObject({ status: 'hit', layer: 'semantic', by: 'judge', key });
    expect(first.status === 'hit' && first.askedKey).not.toBe(key);
    expect(await one.look('reset it?')).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(await open({ judge }).look('reset it?')).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(asked).toHaveLength(1);
  });

  it('is refused for good once the judge says no, in every process', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({});
    const one = open({ judge });
    await one.put('How do I reset it?');
    for (const process of [one, one, open({ judge })]) {
      expect(await process.look('reset it?')).toMatchObject({
        status: 'miss',
        semantic: { reason: 'judge' },
      });
    }
    expect(asked).toHaveLength(1);
  });

  it('is decided in one direction', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = open({ judge });
    await put('a');
    expect((await look('b')).status).toBe('hit');
    await put('b');
    expect((await look('a', { mode: 'use' })).status).toBe('hit');
    expect(asked).toHaveLength(1);
  });

  it('is asked about together with all other near ones, nearest first, in one call', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ zz: 'ab' });
    const { put, look } = open({ judge });
    for (const question of ['za', 'yy', 'ab']) await put(question);
    const hit = await look('zz');
    expect(hit).toMatchObject({ status: 'hit', by: 'judge' });
    expect(hit.status === 'hit' && hit.response.parts).toMatchObject([{ text: 'Answer to ab' }]);
    expect(asked.map(({ candidates }) => candidates)).toEqual([['za', 'yy', 'ab']]);
  });

  it('is not asked about again beside a new neighbour', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({});
    const { put, look } = open({ judge });
    await put('za');
    await look('zz');
    await put('zb');
    await look('zz');
    expect(asked.map(({ candidates }) => candidates)).toEqual([['za'], ['zb']]);
  });

  it('below the floor costs no call', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = open({ judge, judgeFloor: 1 });
    await put('z');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'below-threshold' } });
    expect(asked).toEqual([]);
  });

  it('is not asked about where another is much nearer, whatever became of that', async () => {
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = scene().open({
      judge,
      embedder: turning({ b: 0, 'b!': 20, a: 50 }),
      judgeFloor: 0,
    });
    await put('a');
    await put('b!');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'judge' } });
    expect(asked.map(({ candidates }) => candidates)).toEqual([['b!']]);
    expect((await look('b')).status).toBe('miss');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['is refused by a rule', { reason: 'numbers' }, []],
    ['has been dropped', { drop: true }, [['a']]],
  ] as const)('behind a nearer one that %s is asked about as it should be', async (_, how, expected) => {
    const { judge, asked } = oracle({ b: 'a' });
    const verify = ({ cached }: { readonly cached: string }) =>
      'reason' in how && cached === 'b!' ? ({ verdict: 'different', reason: how.reason } as const) : unsure();
    const far = turning({ b: 0, 'b!': 20, a: 50 });
    const { cache, put, look } = scene().open({ judge, verify, embedder: far, judgeFloor: 0 });
    await put('a');
    const key = await put('b!');
    if ('drop' in how) await cache.invalidate({ key });
    await look('b');
    expect(asked.map(({ candidates }) => candidates)).toEqual(expected);
  });

  it('is asked about also behind three that are nearer, where all are near, or the reach has no end', async () => {
    for (const [angles, judgeReach] of [
      [{ b: 0, x: 1, y: 5, z: 10, a: 28 }, 1.25],
      [{ b: 0, x: 1, y: 5, z: 10, a: 80 }, Number.POSITIVE_INFINITY],
    ] as const) {
      const { judge } = oracle({ b: 'a' });
      const { put, look } = scene().open({ judge, embedder: turning(angles), judgeFloor: 0, judgeReach });
      for (const question of ['x', 'y', 'z', 'a']) await put(question);
      expect(await look('b')).toMatchObject({ status: 'hit', by: 'judge' });
    }
  });

  it('that the judge was not asked about is served by no threshold', async () => {
    const { judge } = oracle({});
    const far = turning({ b: 0, 'b!': 20, a: 50 });
    const { put, look } = scene().open({ judge, embedder: far, judgeFloor: 0, threshold: 0 });
    await put('a');
    await put('b!');
    expect((await look('b')).status).toBe('miss');
  });

  it('whose answer can no longer be served costs no call', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put, look } = open({ judge });
    await put('a', { tags: ['t'] });
    await cache.invalidate({ tags: ['t'] });
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'gone' } });
    expect(asked).toEqual([]);
  });

  it('that a rule proves needs no judge, also behind three traps', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({});
    const verify = ({ cached }: { readonly cached: string }) =>
      cached === 'az'
        ? ({ verdict: 'same' } as const)
        : ({ verdict: 'different', reason: 'numbers' } as const);
    const { put, look } = open({ judge, verify });
    for (const question of ['zb', 'zc', 'zd', 'az']) await put(question);
    expect(await look('za')).toMatchObject({ status: 'hit', by: 'proof' });
    expect(asked).toEqual([]);
  });

  it('in a conversation is judged with its shape, and without its text', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({});
    const { put, look } = open({ judge });
    const messages = [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }].map((message) => ({
      ...message,
      parts: [],
    }));
    await put('and in winter?', { context: { messages } });
    await look('winter?', { context: { messages } });
    expect(asked.map(({ context }) => context)).toEqual([{ turns: 2, output: 'text' }]);
  });
});

describe('at the same time', () => {
  it('200 lookups of one pair ask once', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put } = open({ judge });
    await put('a');
    const found = await Promise.all(Array.from({ length: 200 }, () => cache.lookup(ask('b'))));
    expect(found.every(({ status }) => status === 'hit')).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('also where their candidates differ', async () => {
    const { open, index } = scene();
    const { judge, asked } = oracle({ zz: 'za' });
    const { cache, put } = open({ judge });
    const narrow = open({ judge, candidates: 1, index });
    await put('za');
    await put('yy');
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? cache : narrow.cache).lookup(ask('zz'))),
    );
    expect(found.every(({ status }) => status === 'hit')).toBe(true);
    // One call of each process at the most.
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('a call that fails is not tried again by those who waited for it', async () => {
    const { open } = scene();
    let calls = 0;
    const judge: Judge = {
      decide: async () => {
        calls++;
        throw new Error('down');
      },
    };
    const { cache, put } = open({ judge });
    await put('a');
    const found = await Promise.all(Array.from({ length: 20 }, () => cache.lookup(ask('b'))));
    expect(found).toMatchObject(found.map(() => ({ semantic: { reason: 'judge-unavailable' } })));
    expect(calls).toBe(1);
  });
});

describe('in the background', () => {
  it('no call waits, and the next one finds what the judge said', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' }, { when: 'background' });
    const { put, look } = open({ judge });
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'judge-pending' } });
    expect(await look('b')).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(asked).toHaveLength(1);
  });

  it('one is judged at a time, and a hundred wait at the most', async () => {
    const { open } = scene();
    let running = 0;
    let most = 0;
    let calls = 0;
    const judge: Judge = {
      when: 'background',
      decide: async () => {
        calls++;
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return { choice: undefined };
      },
    };
    const { cache, put } = open({ judge });
    await put('a');
    const found = await Promise.all(Array.from({ length: 120 }, (_, turn) => cache.lookup(ask(`b${turn}`))));
    await cache.close();
    const reasons = found.map((each) => each.status === 'miss' && each.semantic?.reason);
    expect(reasons.filter((reason) => reason === 'judge-unavailable')).toHaveLength(20);
    expect({ most, calls }).toEqual({ most: 1, calls: 100 });
  });
});

describe('a judge that confirms', () => {
  const candidates = ['za', 'yy', 'ab'];
  const confirming = (...choices: (number | undefined)[]) => {
    const asked: JudgeQuestion[] = [];
    const judge: Judge = {
      confirm: true,
      decide: async (question) => ({ choice: choices[asked.push(question) - 1] }),
    };
    return { judge, asked };
  };
  const found = async (judge: Judge) => {
    const { cache, put, look } = scene().open({ judge });
    for (const question of candidates) await put(question);
    return { look: await look('zz'), again: await look('zz'), stats: await cache.stats() };
  };

  it('is asked again in the reverse order, and serves what it chose twice', async () => {
    const { judge, asked } = confirming(0, 2);
    const { look, again, stats } = await found(judge);
    expect(look).toMatchObject({ status: 'hit', by: 'judge' });
    expect(look.status === 'hit' && look.response.parts).toMatchObject([{ text: 'Answer to za' }]);
    expect(again).toMatchObject({ status: 'hit', by: 'remembered' });
    expect(asked.map((question) => [question.candidates, question.confirms])).toEqual([
      [candidates, undefined],
      [candidates.toReversed(), true],
    ]);
    expect(stats.judge.calls).toBe(2);
  });

  it.each([
    ['always says the first', [0, 0]],
    ['says no the second time', [0, undefined]],
  ])('serves nothing where it %s, and is not asked a third time', async (_, choices) => {
    const { judge, asked } = confirming(...choices);
    const { look, again } = await found(judge);
    for (const miss of [look, again]) expect(miss).toMatchObject({ semantic: { reason: 'judge' } });
    expect(asked).toHaveLength(2);
  });

  it('asks once where it says no', async () => {
    const { judge, asked } = confirming(undefined);
    await found(judge);
    expect(asked).toHaveLength(1);
  });

  it('serves nothing where the second call is over its bounds', async () => {
    const { judge } = confirming(0, 2);
    expect((await found({ ...judge, callsPerMinute: 1 })).look).toMatchObject({
      semantic: { reason: 'judge-unavailable' },
    });
  });
});

describe('the bounds of a judge', () => {
  it('calls a minute', async () => {
    const { open, time } = scene();
    const { judge, asked } = oracle({}, { callsPerMinute: 2 });
    const { put, look } = open({ judge });
    await put('a');
    for (const question of ['b', 'c', 'd']) await look(question);
    expect(asked).toHaveLength(2);
    time.now += 60_001;
    await look('d');
    expect(asked).toHaveLength(3);
  });

  it('calls at one time', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({}, { concurrency: 3 });
    const { cache, put } = open({ judge });
    await put('a');
    await Promise.all(Array.from({ length: 10 }, (_, turn) => cache.lookup(ask(`b${turn}`))));
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['timeout', { timeout: 0 }],
    ['callsPerMinute', { callsPerMinute: -1 }],
    ['concurrency', { concurrency: 0 }],
    ['confirm', { confirm: 'yes' }],
    ['decide', { decide: undefined }],
  ])('refuses a bad %s at semanticLayer', (_, change) => {
    const { index } = scene();
    const bad = { ...oracle({}).judge, ...change } as Judge;
    expect(() => semanticLayer({ index, embedder, judge: bad })).toThrow(InvalidOptionError);
  });
});

describe('the verdict', () => {
  it.each([
    ['by a tag', { tags: ['t'] }],
    ['by scope', { scope: 's' }],
    ['by model', { model: 'gpt-4o-mini' }],
    ['by key', undefined],
  ])('dies with an entry that is invalidated %s', async (_, target) => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put, look } = open({ judge });
    const about = { tags: ['t'], scope: 's' };
    const key = await put('a', about);
    await look('b', about);
    await cache.invalidate(target ?? { key });
    await put('a', about);
    expect(await look('b', about)).toMatchObject({ status: 'hit', by: 'judge' });
    expect(asked).toHaveLength(2);
  });

  it('dies with an entry that expires', async () => {
    const { open, time } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = open({ judge });
    await put('a', { ttl: '1h' });
    await look('b');
    time.now += 3_600_001;
    await put('a', { ttl: '1h' });
    expect(await look('b')).toMatchObject({ status: 'hit', by: 'judge' });
    expect(asked).toHaveLength(2);
  });

  it('holds in its own scope and context only', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = open({ judge });
    for (const scope of ['one', 'two']) await put('a', { scope });
    await put('a', { scope: 'one', context: 'other' });
    await look('b', { scope: 'one' });
    await look('b', { scope: 'two' });
    await look('b', { scope: 'one', context: 'other' });
    expect(asked).toHaveLength(3);
  });

  it('of another pair, under this one’s name, is not believed', async () => {
    const { open, store } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { put, look } = open({ judge });
    await put('a');
    await look('b');
    const { keys } = await store.scan('reprise:p:', undefined);
    const [yes = ''] = keys;
    const { value = '' } = await store.read(yes, []);
    await look('c');
    const [no = ''] = (await store.scan('reprise:p:', undefined)).keys.filter((key) => key !== yes);
    await store.write(no, value, Number.POSITIVE_INFINITY);
    const before = asked.length;
    expect((await open({ judge }).look('c')).status).toBe('miss');
    expect(asked).toHaveLength(before + 1);
  });

  it('is found with the question that was asked, as long as it says of itself that it is about it', async () => {
    const { open, store } = scene();
    const { judge, asked } = oracle({ b: 'a', c: 'a' });
    const { put, look } = open({ judge });
    await put('a');
    await look('b');
    // What is kept of the pair itself is lost.
    await store.delete((await store.scan('reprise:p:', undefined)).keys);
    expect(await open({ judge }).look('b')).toMatchObject({ status: 'hit', by: 'remembered' });
    const [of = ''] = (await store.scan('reprise:y:', undefined)).keys;
    const { value = '' } = await store.read(of, []);
    await look('c');
    const { keys } = await store.scan('reprise:y:', undefined);
    for (const name of keys) if (name !== of) await store.write(name, value, Number.POSITIVE_INFINITY);
    await store.delete((await store.scan('reprise:p:', undefined)).keys);
    expect(await open({ judge }).look('c')).toMatchObject({ status: 'hit', by: 'judge' });
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['damaged', '{"v":1'],
    ['of another kind', '[1]'],
    ['empty', ''],
  ])('that is %s is not believed', async (_, text) => {
    const { open, store } = scene();
    const { judge, asked } = oracle({});
    const { put, look } = open({ judge });
    await put('a');
    await look('b');
    const [name = ''] = (await store.scan('reprise:p:', undefined)).keys;
    await store.write(name, text, Number.POSITIVE_INFINITY);
    expect((await open({ judge }).look('b')).status).toBe('miss');
    expect(asked).toHaveLength(2);
  });
});

describe('what a judge costs', () => {
  const billed = async (prompt: string) => prompt;
  it('is counted, and taken off what the cache saves', async () => {
    const { open } = scene();
    const usage = { inputTokens: 1_000, outputTokens: 10 };
    const { judge: says } = oracle({ b: 'a' });
    const judge: Judge = {
      ...says,
      billedAs: { provider: 'openai', model: 'gpt-4o-mini' },
      decide: async (question, operation) => ({ ...(await says.decide(question, operation)), usage }),
    };
    const { cache, put, look } = open({ judge });
    await put('a');
    await look('c');
    const hit = await look('b');
    const price = (1_000 * 0.15 + 10 * 0.6) / 1_000_000;
    expect(hit.status === 'hit' && hit.saved.judge?.usd).toBeCloseTo(price, 10);
    const stats = await cache.stats();
    expect(stats.judge).toMatchObject({ calls: 2, found: 1, inputTokens: 2_000, unpriced: 0 });
    expect(stats.saved.usd).toBeCloseTo(-2 * price, 10);
    expect(stats.byMeaning).toEqual({ proof: 0, judge: 1, remembered: 0, threshold: 0 });
  });

  it('is told with a miss', async () => {
    const { open } = scene();
    const { put, look } = open({ judge: judge(billed) });
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'judge', judged: {} } });
  });
});

describe('without a judge', () => {
  it('an unsure pair is refused, with the reason', async () => {
    const { open } = scene();
    const { put, look } = open({});
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'wording' } });
  });

  it('a threshold serves what differs in wording only', async () => {
    const { open } = scene();
    const { put, look } = open({ threshold: 0.5 });
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'hit', by: 'threshold' });
  });

  it.each(['numbers', 'signs', 'case', 'order'])('no threshold serves a difference in %s', async (reason) => {
    const { open } = scene();
    const { put, look } = open({ threshold: -1, verify: () => ({ verdict: 'unsure', reason }) });
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason } });
  });

  it('no threshold serves what is known to differ', async () => {
    const { open } = scene();
    const { put, look } = open({ threshold: -1, verify: () => ({ verdict: 'different', reason: 'names' }) });
    await put('a');
    expect(await look('b')).toMatchObject({ status: 'miss', semantic: { reason: 'names' } });
  });

  it('and without a threshold, "verify: false" is refused', () => {
    const { index } = scene();
    expect(() => semanticLayer({ index, embedder, verify: false })).toThrow(InvalidOptionError);
    expect(() => semanticLayer({ index, embedder, verify: unsure })).not.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../../src/index.ts';
import { oracle, scene } from './scene.ts';

const same = () => ({ verdict: 'same' }) as const;
const keysOf = (found: object): { readonly key: string; readonly askedKey: string } => {
  if (!('key' in found && 'askedKey' in found)) throw new Error('not a hit by meaning');
  return { key: String(found.key), askedKey: String(found.askedKey) };
};

describe('reject, of a hit by meaning', () => {
  it.each([
    ['proof', { verify: same }],
    ['judge', { judge: oracle({ b: 'a' }).judge }],
    ['threshold', { threshold: -1 }],
  ])('served by %s: the pair is never served again, in no process', async (by, semantic) => {
    const { open, time } = scene();
    const { cache, put, look } = open(semantic);
    await put('a');
    const hit = await look('b');
    expect(hit).toMatchObject({ status: 'hit', by });
    expect(await cache.reject(keysOf(hit))).toEqual({ rejected: 'pair', done: true });
    const refused = { status: 'miss', semantic: { reason: 'rejected' } };
    expect(await look('b')).toMatchObject(refused);
    expect(await open(semantic).look('b')).toMatchObject(refused);
    // Also for a later answer to the same question.
    time.now += 48 * 3_600_000;
    await put('a');
    expect(await open(semantic).look('b')).toMatchObject(refused);
    expect((await look('c')).status).toBe(by === 'judge' ? 'miss' : 'hit');
  });

  it('costs the judge no call any more', async () => {
    const { open } = scene();
    const { judge, asked } = oracle({ b: 'a' });
    const { cache, put, look } = open({ judge });
    await put('a');
    await cache.reject(keysOf(await look('b')));
    await cache.invalidate({ model: 'gpt-4o-mini' });
    await put('a');
    await look('b');
    expect(asked).toHaveLength(1);
  });

  it('holds both ways: neither question is served the answer of the other', async () => {
    const { open } = scene();
    const { cache, put, look } = open({ verify: same });
    await put('a');
    await cache.reject(keysOf(await look('b')));
    await put('b');
    const entry = await look('a');
    await cache.reject({ key: 'key' in entry ? entry.key : '' });
    expect(await look('a')).toMatchObject({ status: 'miss', semantic: { reason: 'rejected' } });
    expect(await open({ verify: same }).look('a')).toMatchObject({ status: 'miss' });
  });

  it('leaves the entry to its own question', async () => {
    const { open } = scene();
    const { cache, put, look } = open({ verify: same });
    await put('a');
    await cache.reject(keysOf(await look('b')));
    expect((await look('a')).status).toBe('hit');
  });

  it('counts as one wrong hit, however often it is said', async () => {
    const { open, events } = scene();
    const { cache, put, look } = open({ verify: same });
    await put('a');
    const keys = keysOf(await look('b'));
    await cache.reject(keys);
    await cache.reject(keys);
    expect((await cache.stats()).wrongHits).toBe(1);
    expect(events).toContainEqual(expect.objectContaining({ type: 'rejected', layer: 'semantic' }));
  });

  it('does nothing in another scope', async () => {
    const { open } = scene();
    const { cache, put, look } = open({ verify: same });
    await put('a', { scope: 'one' });
    const hit = await look('b', { scope: 'one' });
    for (const scope of ['two', undefined]) {
      await cache.reject(scope === undefined ? keysOf(hit) : { ...keysOf(hit), scope });
    }
    expect((await look('b', { scope: 'one' })).status).toBe('hit');
    await cache.reject({ ...keysOf(hit), scope: 'one' });
    expect((await look('b', { scope: 'one' })).status).toBe('miss');
  });

  it('holds for this process where the store does not take it, and says so', async () => {
    const { open, store } = scene();
    const failing = { ...store, write: () => Promise.reject(new Error('full')) };
    const { cache, put, look } = open({ verify: same });
    await put('a');
    const other = open({ verify: same }, { store: failing });
    const keys = keysOf(await other.look('b'));
    expect(await other.cache.reject(keys)).toEqual({ rejected: 'pair', done: false });
    expect(await other.look('b')).toMatchObject({ semantic: { reason: 'rejected' } });
    expect((await look('b')).status).toBe('hit');
    expect((await cache.stats()).wrongHits).toBe(0);
  });
});

describe('reject, of an exact hit', () => {
  it('drops the entry and its vector', async () => {
    const { open } = scene();
    const { cache, put, look } = open({ verify: same });
    await put('a');
    const hit = await look('a');
    if (hit.status !== 'hit') throw new Error('unexpected');
    expect(await cache.reject({ key: hit.key })).toEqual({ rejected: 'entry', done: true });
    await cache.close();
    expect(await look('a')).toMatchObject({ status: 'miss', semantic: { reason: 'no-neighbour' } });
    expect(await open({ verify: same }).look('b')).toMatchObject({ status: 'miss' });
  });

  it('does nothing to an entry of another scope', async () => {
    const { open } = scene();
    const { cache, put, look } = open({});
    const key = await put('a', { scope: 'one' });
    expect(await cache.reject({ key })).toEqual({ rejected: 'nothing', done: false });
    expect(await cache.reject({ key, scope: 'two' })).toEqual({ rejected: 'nothing', done: false });
    expect((await look('a', { scope: 'one' })).status).toBe('hit');
    expect(await cache.reject({ key, scope: 'one' })).toEqual({ rejected: 'entry', done: true });
    expect((await look('a', { scope: 'one' })).status).toBe('miss');
  });

  it('finds what has only just been stored', async () => {
    const { open } = scene();
    const { cache, look } = open({});
    const outcome = await cache.store(
      { provider: 'openai', model: 'gpt-4o-mini', context: { system: 'You help.' }, question: 'a' },
      { parts: [{ type: 'text', text: 'No.' }], finishReason: 'stop' },
    );
    if (!outcome.stored) throw new Error('unexpected');
    expect(await cache.reject({ key: outcome.key })).toMatchObject({ rejected: 'entry' });
    expect((await look('a')).status).toBe('miss');
  });
});

describe('reject, of what no hit told', () => {
  it.each([
    ['nothing', undefined],
    ['no key', {}],
    ['an empty key', { key: '' }],
    ['a key with signs', { key: 'a:*' }],
    ['a number', { key: 1 }],
    ['an asked key that is none', { key: 'a', askedKey: {} }],
    ['a scope that is none', { key: 'a', scope: 1 }],
  ])('%s is an InvalidRequestError', async (_, hit) => {
    const { open } = scene();
    await expect(open({}).cache.reject(hit as never)).rejects.toThrow(InvalidRequestError);
  });
});

import { describe, expect, it } from 'vitest';
import { type EncryptionOptions, encryption } from '../../src/encryption/index.ts';
import { type CacheRequest, createCache, InvalidOptionError, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { patientTimeouts } from '../patience.ts';
import { mutateEntries } from './mutated.ts';

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  context: { system: 'The patient is Ann.' },
  question: 'Which dose does she need?',
  scope: 'ann@example.org',
  tags: ['patient:ann'],
};
const answer = 'Twelve milligrams.';
const autumn = { id: 'autumn', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' };
const winter = { id: 'winter', secret: 'Xp2s5v8y/B?E(H+MbQeThWmZq4t6w9z$' };
const modes: readonly EncryptionOptions[] = [{ keys: [autumn] }, { keys: [autumn], mode: 'sign' }];

const over = (store: ReturnType<typeof memoryStore>, options: EncryptionOptions) =>
  createCache({ memory: false, store, encryption: encryption(options), timeouts: patientTimeouts });

async function stored(options: EncryptionOptions) {
  const store = memoryStore();
  const cache = over(store, options);
  await cache.getOrSet(request, async () => textResponse(answer));
  await cache.close();
  const { keys } = await store.scan('', undefined);
  const values = await Promise.all(keys.map(async (key) => (await store.read(key, [])).value ?? ''));
  return { store, keys, values };
}

describe('an encrypted store', () => {
  it('holds nothing of the question, the answer, the scope or the tags, in names or values', async () => {
    const { keys, values } = await stored({ keys: [autumn] });
    expect(keys.length).toBeGreaterThan(0);
    // Words that chance doesn't make of base64.
    const words = /does she need|Twelve milligrams|The patient|patient:|ann@example|openai|gpt-4o/;
    expect([...keys, ...values].join('\n')).not.toMatch(words);
  });

  it('names entries by an HMAC, not by a hash that anyone can try out', async () => {
    const [plain] = (await stored({ keys: [autumn], mode: 'sign' })).keys;
    const [keyed] = (await stored({ keys: [autumn] })).keys;
    const [other] = (await stored({ keys: [winter] })).keys;
    expect(new Set([plain, keyed, other]).size).toBe(3);
  });

  it('refuses secrets, ids and modes that protect nothing', () => {
    const refused: readonly object[] = [
      { keys: [] },
      {},
      { keys: [{ id: 'a', secret: 'short' }] },
      { keys: [{ ...autumn, id: 'a b' }] },
      { keys: [autumn, autumn] },
      { keys: [autumn], mode: 'hash' },
      { keys: [autumn], names: 'short' },
    ];
    for (const options of [undefined, ...refused]) {
      expect(() => encryption(options as EncryptionOptions)).toThrow(InvalidOptionError);
    }
  });

  it('refuses keys that nobody made an encryption of: they would protect nothing', () => {
    const options: object = { encryption: { keys: [autumn] } };
    expect(() => createCache(options)).toThrow(/"encryption".* encryption\(\) of reprise\/encryption/);
  });
});

describe.each(modes)('a sealed store (%o)', (options) => {
  it('gives another process with the same keys the answer', async () => {
    const { store } = await stored(options);
    expect(await over(store, options).lookup(request)).toMatchObject({ status: 'hit', layer: 'store' });
  });

  it('is opened by an old key after a new one was put in front', async () => {
    const { store } = await stored(options);
    const rotated = over(store, { ...options, keys: [winter, autumn] });
    expect(await rotated.lookup(request)).toMatchObject({ status: 'hit' });
    await rotated.getOrSet({ ...request, question: 'How often?' }, async () => textResponse('Daily.'));
    await rotated.close();
    const { keys } = await store.scan('', undefined);
    const values = await Promise.all(keys.map(async (key) => (await store.read(key, [])).value ?? ''));
    expect(values.filter((value) => value.includes('.winter.'))).toHaveLength(1);
  });

  it('misses what another key sealed, and says so', async () => {
    const { store } = await stored({ ...options, names: autumn.secret });
    const other = over(store, { ...options, keys: [{ ...winter, id: autumn.id }], names: autumn.secret });
    expect(await other.lookup(request)).toMatchObject({ status: 'miss', reason: 'unauthentic' });
  });

  it('misses a value that was moved to another name, and one in clear', async () => {
    const { store, keys, values } = await stored(options);
    const other = { ...request, scope: 'bob@example.org' };
    const cache = over(store, options);
    const missed = await cache.lookup(other);
    const name = missed.status === 'miss' ? `reprise:e:${missed.key}` : '';
    await store.write(name, values[0] ?? '', Number.POSITIVE_INFINITY);
    expect(await cache.lookup(other)).toMatchObject({ status: 'miss', reason: 'unauthentic' });
    await store.write(keys[0] ?? '', '{"v":1}', Number.POSITIVE_INFINITY);
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'unauthentic' });
  });

  it('overwrites what it can not open', async () => {
    const { store, keys } = await stored(options);
    await store.write(keys[0] ?? '', 'damaged', Number.POSITIVE_INFINITY);
    const cache = over(store, options);
    await cache.getOrSet(request, async () => textResponse('Fresh.'));
    await cache.close();
    expect(await over(store, options).lookup(request)).toMatchObject({ status: 'hit' });
  });

  it('serves no entry of which anything was changed', async () => {
    const mutations = await mutateEntries(1_000, 7, options);
    expect(mutations).toMatchObject({ served: 0, thrown: 0 });
    expect(mutations.tried).toBeGreaterThan(900);
  });
});

it('an unsealed store throws for no damage', async () => {
  expect((await mutateEntries(1_000, 7)).thrown).toBe(0);
});

import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { JoinedRequests } from '../../src/upstash/joined-requests.ts';
import { upstashRedis } from '../../src/upstash/upstash-redis.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());
beforeEach(() => upstash.clearRequests());

/** The commands of each request, by name. */
const requests = () =>
  upstash
    .requests()
    .map(({ body }) => (Array.isArray(body) ? body.map((command: readonly unknown[]) => command[0]) : []));

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('what is asked of Upstash Redis within one turn', () => {
  it('is one request, and everyone gets the reply to his own question', async () => {
    const store = upstashRedis(upstash.redis);
    for (const number of numbers(10)) await store.write(`key-${number}`, `value ${number}`, Infinity);
    upstash.clearRequests();
    const values = await Promise.all(numbers(10).map((number) => store.read(`key-${number}`, [])));
    expect(values.map(({ value }) => value)).toEqual(numbers(10).map((number) => `value ${number}`));
    expect(requests()).toEqual([numbers(10).map(() => 'mget')]);
  });

  it('is two where some read and some write, so that no read waits for an upload', async () => {
    const store = upstashRedis(upstash.redis);
    await Promise.all([
      store.read('a', []),
      store.write('b', 'text', Infinity),
      store.read('c', []),
      store.delete(['d']),
    ]);
    expect(requests().toSorted()).toEqual([
      ['mget', 'mget'],
      ['set', 'del'],
    ]);
  });

  it('is apart for each that may not be done twice', async () => {
    const store = upstashRedis(upstash.redis);
    await Promise.all([store.tallies?.add('one', { hit: 1 }), store.tallies?.add('two', { hit: 1 })]);
    expect(requests()).toEqual([['hincrby'], ['hincrby']]);
  });

  it('is parted at 128 commands', async () => {
    const store = upstashRedis(upstash.redis);
    await Promise.all(numbers(100).map((number) => store.read(`key-${number}`, ['tag'])));
    expect(requests().map((commands) => commands.length)).toEqual([128, 72]);
  });

  it('is parted before a request grows near the 10 MB that Upstash takes', async () => {
    const store = upstashRedis(upstash.redis);
    const value = '€'.repeat(600_000);
    await Promise.all(numbers(3).map((number) => store.write(`key-${number}`, value, Infinity)));
    expect(requests()).toEqual([['set'], ['set'], ['set']]);
  });

  it('fails only for the one whose command is refused', async () => {
    const store = upstashRedis(upstash.redis);
    await store.write('text', 'value', Infinity);
    await new Redis(upstash.redis).set('reprise:t:name', 'no tally');
    upstash.clearRequests();
    const [value, refused, miss] = await Promise.allSettled([
      store.read('text', []),
      store.tallies?.read('name'),
      store.read('nothing', []),
    ]);
    expect(requests()).toEqual([['mget', 'hgetall', 'mget']]);
    expect(value).toMatchObject({ status: 'fulfilled', value: { value: 'value' } });
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'store-failed' } });
    expect(miss).toMatchObject({ status: 'fulfilled', value: { value: undefined } });
  });

  it('is asked once more as a whole when the connection breaks', async () => {
    const store = upstashRedis(upstash.redis);
    upstash.fault({ kind: 'reset', times: 1 });
    await Promise.all([store.read('a', []), store.read('b', [])]);
    expect(requests()).toEqual([
      ['mget', 'mget'],
      ['mget', 'mget'],
    ]);
  });

  it('is a failure for all where a reply is missing, since nobody can tell whose', async () => {
    const store = upstashRedis(upstash.redis);
    upstash.fault({ kind: 'body', body: [{ result: [null] }], times: 1 });
    const reads = await Promise.allSettled([store.read('a', []), store.read('b', [])]);
    expect(reads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('is not asked for whoever has given up by then', async () => {
    const store = upstashRedis(upstash.redis);
    const controller = new AbortController();
    const left = store.read('a', ['tag'], { signal: controller.signal });
    const stayed = store.read('b', []);
    controller.abort();
    await expect(left).rejects.toThrow('aborted');
    await stayed;
    expect(requests()).toEqual([['mget']]);
  });
});

describe('a joined request and the signals of its callers', () => {
  /** Two callers of a request that is never answered. */
  async function hanging() {
    const given: AbortSignal[] = [];
    const joined = new JoinedRequests((_, signal) => {
      given.push(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const controllers = [new AbortController(), new AbortController()];
    const asked = Promise.allSettled(controllers.map(({ signal }) => joined.send([['get', 'key']], signal)));
    await vi.waitUntil(() => given.length > 0);
    const [signal] = given;
    if (signal === undefined) throw new Error('Nothing was sent.');
    return { controllers, signal, asked };
  }

  it('goes on while one still waits', async () => {
    const { controllers, signal } = await hanging();
    controllers[0]?.abort();
    expect(signal.aborted).toBe(false);
  });

  it('ends when nobody waits any more, with the reason of the last', async () => {
    const { controllers, signal, asked } = await hanging();
    controllers[0]?.abort(new Error('the first'));
    controllers[1]?.abort(new Error('the last'));
    expect(signal.reason).toEqual(new Error('the last'));
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('leaves no listener on signals that outlive it', async () => {
    const joined = new JoinedRequests(async () => [{ result: 1 }, { result: 2 }]);
    const signals = [new AbortController().signal, new AbortController().signal];
    const spies = signals.map((signal) => ({
      added: vi.spyOn(signal, 'addEventListener'),
      removed: vi.spyOn(signal, 'removeEventListener'),
    }));
    await Promise.all(signals.map((signal) => joined.send([['get', 'key']], signal)));
    for (const { added, removed } of spies) {
      expect(added).toHaveBeenCalledTimes(1);
      expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
    }
  });
});

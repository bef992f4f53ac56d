import { createServer, type Server } from 'node:http';
import { Redis } from '@upstash/redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EntryCorruptError, EntryTooLargeError, InvalidOptionError } from '../../src/errors.ts';
import { createCache } from '../../src/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashRedis } from '../../src/upstash/upstash-redis.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());
beforeEach(async () => {
  await new Redis(upstash.redis).flushall();
  upstash.clearRequests();
});

const bodies = () => upstash.requests().map(({ path, body }) => ({ path, body }));

/** Settles all that is due without time passing. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('upstashRedis in events', () => {
  it.each([
    [{}, 'upstash-redis'],
    [{ name: 'redis-eu' }, 'redis-eu'],
  ])('with %o is called %s where it fails', async (options, backend) => {
    const failed: unknown[] = [];
    const cache = createCache({
      store: upstashRedis({ url: 'http://127.0.0.1:1', token: 'none' }, options),
      onEvent: (event) => event.type === 'failure' && failed.push(event.backend),
    });
    await cache.lookup({ provider: 'openai', model: 'gpt-4o-mini', question: 'Why?' });
    expect(failed).toEqual([backend]);
  });
});

describe('upstashRedis on the wire', () => {
  it('reads the counters, and after them the value, in one request', async () => {
    await upstashRedis(upstash.redis).read('key', ['tag', 'scope']);
    expect(bodies()).toEqual([
      {
        path: '/pipeline',
        body: [
          ['hmget', 'reprise:g', '.origin', 'tag', 'scope'],
          ['mget', 'reprise:v:key'],
        ],
      },
    ]);
  });

  it('does so over a client with automatic pipelining, where reads and writes of one tick would be joined', async () => {
    const store = upstashRedis(new Redis(upstash.redis));
    await Promise.all([store.read('a', ['tag']), store.read('b', ['tag']), store.delete(['c'])]);
    expect(bodies().map(({ body }) => (Array.isArray(body) ? body.length : body))).toEqual([2, 2, 1]);
  });

  it('asks for nothing when there is nothing to ask', async () => {
    const store = upstashRedis(upstash.redis);
    expect(await store.read(undefined, [])).toEqual({ value: undefined, counters: [] });
    expect(await store.delete([])).toBe(0);
    expect(await store.increment([])).toEqual([]);
    expect(bodies()).toEqual([]);
  });

  it('writes the expiry as an absolute time, rounded to an earlier millisecond', async () => {
    const store = upstashRedis(upstash.redis);
    await store.write('key', 'value', 4_102_444_800_000.9);
    await store.write('key', 'value', Infinity);
    expect(bodies().map(({ body }) => body)).toEqual([
      [['set', 'reprise:v:key', 'reprise:1:value', 'pxat', 4_102_444_800_000]],
      [['set', 'reprise:v:key', 'reprise:1:value']],
    ]);
  });

  it('deletes by commands of a thousand keys, in one request', async () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `key-${index}`);
    expect(await upstashRedis(upstash.redis).delete(keys)).toBe(0);
    const [request] = bodies();
    expect(bodies()).toHaveLength(1);
    expect(Array.isArray(request?.body) ? request.body.map((command) => command.length) : undefined).toEqual([
      1001, 1001, 501,
    ]);
  });

  it('sends back the sync token of the last reply, and no telemetry', async () => {
    const store = upstashRedis(upstash.redis);
    await store.increment(['tag']);
    await store.read(undefined, ['tag']);
    const second = upstash.requests().at(1)?.headers;
    expect(second?.['upstash-sync-token']).toMatch(/^local=\d+$/);
    const names = upstash.requests().flatMap(({ headers }) => Object.keys(headers));
    expect(names.filter((name) => name.includes('telemetry'))).toEqual([]);
  });

  it('makes two attempts and no more when connections break', async () => {
    const lift = upstash.fault({ kind: 'reset' });
    await expect(upstashRedis(upstash.redis).read('key', [])).rejects.toMatchObject({ code: 'store-failed' });
    lift();
    expect(bodies()).toHaveLength(2);
  });

  it('survives one broken connection', async () => {
    upstash.fault({ kind: 'reset', times: 1 });
    expect(await upstashRedis(upstash.redis).increment(['tag'])).toHaveLength(1);
  });

  it.each([429, 500, 503] as const)('asks once when the service answers %i', async (status) => {
    const lift = upstash.fault({ kind: 'status', status });
    await expect(upstashRedis(upstash.redis).read('key', [])).rejects.toMatchObject({ code: 'store-failed' });
    lift();
    expect(bodies()).toHaveLength(1);
  });

  it('keeps a value of the default limit, all quotes, within a request of 10 MB', async () => {
    const store = upstashRedis(upstash.redis);
    const text = '"'.repeat(store.maxValueBytes);
    await store.write('key', text, Infinity);
    expect(JSON.stringify(bodies()[0]?.body).length).toBeLessThan(10_000_000);
    expect((await store.read('key', [])).value === text).toBe(true);
  });
});

describe('upstashRedis and signals', () => {
  it('ends its own request when the signal fires, so that a hang holds no connection', async () => {
    let ended = () => {};
    const connectionEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const controller = new AbortController();
    const server = createServer((incoming) => {
      incoming.socket.once('close', ended);
      controller.abort();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const store = upstashRedis({ url: `http://127.0.0.1:${port}`, token: 'token' });
    await expect(store.read('key', [], { signal: controller.signal })).rejects.toThrow('aborted');
    await connectionEnded;
    server.close();
  });

  it('gives each of several requests at once its own signal', async () => {
    const store = upstashRedis(upstash.redis);
    const raised = await store.increment(['warm-up']);
    const controller = new AbortController();
    const lift = upstash.fault({ kind: 'latency', milliseconds: 20 });
    const aborted = store.read('a', [], { signal: controller.signal });
    const other = store.read('b', ['warm-up'], { signal: new AbortController().signal });
    const unbounded = store.read('c', ['warm-up']);
    controller.abort();
    await expect(aborted).rejects.toThrow('aborted');
    expect((await other).counters).toEqual(raised);
    expect((await unbounded).counters).toEqual(raised);
    lift();
  });

  it('takes no miss from a client whose aborted requests resolve: a signal given as a value', async () => {
    const aborted = new Redis({ ...upstash.redis, signal: AbortSignal.abort() });
    const unencoded = new Redis({ ...upstash.redis, signal: AbortSignal.abort(), responseEncoding: false });
    for (const client of [aborted, unencoded]) {
      const store = upstashRedis(client);
      for (const work of [
        store.read('key', ['tag']),
        store.write('key', 'value', Infinity),
        store.delete(['key']),
        store.increment(['tag']),
        store.scan('', undefined),
      ]) {
        await expect(work).rejects.toThrow('unexpected reply');
      }
    }
  });

  it('leaves no listener on a signal that outlives the operation', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await upstashRedis(new Redis(upstash.redis)).read('key', ['tag'], { signal });
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
  });

  it('leaves no rejection floating when the request fails after the wait has ended', async () => {
    const controller = new AbortController();
    const lift = upstash.fault({ kind: 'html' });
    const store = upstashRedis(new Redis({ ...upstash.redis }));
    const work = store.read('key', [], { signal: controller.signal });
    controller.abort();
    await expect(work).rejects.toThrow('aborted');
    while (upstash.requests().length === 0) await settled();
    lift();
    // A floating rejection would fail the run.
    await new Redis(upstash.redis).ping();
    await settled();
  });
});

describe('upstashRedis and what others do to its keys', () => {
  it.each([
    ['a text without its mark', 'written by something else'],
    ['JSON that a client parses', '{"a":1}'],
    ['a number that a client parses', '42'],
    ['the format of another version', 'reprise:2:value'],
    ['an escaped text that is cut', 'reprise:1j:"half'],
    ['an escaped text that is none', 'reprise:1j:{}'],
  ])('calls %s corrupt, neither a value nor a miss', async (_, stored) => {
    const client = new Redis(upstash.redis);
    await client.set('reprise:v:key', stored);
    await expect(upstashRedis(client).read('key', [])).rejects.toThrow(EntryCorruptError);
    await expect(upstashRedis(upstash.redis).read('key', [])).rejects.toThrow(EntryCorruptError);
  });

  it('does not ask for an origin in another request: it is put before the first value', async () => {
    const store = upstashRedis(upstash.redis);
    const { counters } = await store.read('key', ['tag']);
    await store.write('key', 'value', Infinity);
    await store.write('other', 'value', Infinity);
    expect(bodies().map(({ body }) => (Array.isArray(body) ? body.map(([name]) => name) : body))).toEqual([
      ['hmget', 'mget'],
      ['hsetnx', 'set'],
      ['set'],
    ]);
    expect(await store.read('key', ['tag'])).toEqual({ value: 'value', counters });
  });

  it('keeps to one origin while it is on its way, so that no write of a new database is lost', async () => {
    const store = upstashRedis(upstash.redis);
    const { counters } = await store.read('a', ['tag']);
    const writing = store.write('a', 'value', Infinity);
    expect((await store.read('b', ['tag'])).counters).toEqual(counters);
    await writing;
    expect((await store.read('b', ['tag'])).counters).toEqual(counters);
  });

  it('leaves counters to whoever was first, so that what rests on other ones is never served', async () => {
    const [one, other] = [upstashRedis(upstash.redis), upstashRedis(upstash.redis)];
    const { counters: ofOne } = await one.read('a', ['tag']);
    const { counters: ofOther } = await other.read('b', ['tag']);
    await one.write('a', 'value', Infinity);
    await other.write('b', 'value', Infinity);
    expect(ofOther).not.toEqual(ofOne);
    expect((await other.read('b', ['tag'])).counters).toEqual(ofOne);
  });

  it('keeps two prefixes apart', async () => {
    const [one, other] = [upstashRedis(upstash.redis, { prefix: 'one:' }), upstashRedis(upstash.redis)];
    await one.write('key', 'value', Infinity);
    await one.increment(['tag']);
    const [before] = (await other.read('key', ['tag'])).counters;
    await one.increment(['tag']);
    expect(await other.read('key', ['tag'])).toEqual({ value: undefined, counters: [before] });
    expect((await other.scan('', undefined)).keys).toEqual([]);
    expect((await one.scan('', undefined)).keys).toEqual(['key']);
  });

  it('takes no prefix of a scan for a pattern', async () => {
    const store = upstashRedis(upstash.redis);
    await store.write('abc', 'value', Infinity);
    for (const pattern of ['*', 'a?c', '[a]', '\\a']) {
      expect((await store.scan(pattern, undefined)).keys).toEqual([]);
    }
  });
});

describe('upstashRedis where a reply is lost after the service did what it was asked', () => {
  let server: Server;
  let received: string[];
  beforeEach(async () => {
    received = [];
    server = createServer(async (request) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push(body);
      request.socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const lossy = () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return upstashRedis({ url: `http://127.0.0.1:${address.port}`, token: 'token' });
  };

  it('asks once for what may not be done twice', async () => {
    await expect(lossy().tallies?.add('name', { hit: 1 })).rejects.toThrow('(network)');
    await expect(lossy().leases?.acquire('name', 'token', 1_000)).rejects.toThrow('(network)');
    expect(received).toHaveLength(2);
  });

  it('asks twice for what comes to the same', async () => {
    await expect(lossy().read('key', ['tag'])).rejects.toThrow('(network)');
    await expect(lossy().write('key', 'value', Infinity)).rejects.toThrow('(network)');
    expect(received).toHaveLength(4);
  });
});

describe('upstashRedis and refusals', () => {
  it('tells wrong credentials', async () => {
    const store = upstashRedis({ ...upstash.redis, token: 'another' });
    await expect(store.read('key', [])).rejects.toThrow('(unauthorized)');
  });

  it('tells a full database by its code, and not by its message', async () => {
    const lift = upstash.fault({
      kind: 'body',
      body: [{ error: 'OOM command not allowed when used memory' }],
    });
    await expect(upstashRedis(upstash.redis).write('key', 'value', Infinity)).rejects.toThrow('(OOM)');
    lift();
  });

  it('tells a rate limit', async () => {
    const lift = upstash.fault({ kind: 'status', status: 429 });
    await expect(upstashRedis(upstash.redis).read('key', [])).rejects.toThrow('(rate limited)');
    lift();
  });

  it('takes the kind from the message of the service, and not from the command that follows it', async () => {
    const lift = upstash.fault({ kind: 'status', status: 500 });
    const store = upstashRedis(upstash.redis);
    await expect(store.write('key', 'too many requests, rate limit', Infinity)).rejects.toThrow('(ERR)');
    lift();
  });

  it('takes no miss from a client of another make that loses a reply', async () => {
    const queue = () => undefined;
    const store = upstashRedis({
      pipeline: () => ({
        mget: queue,
        set: queue,
        del: queue,
        hmget: queue,
        hsetnx: queue,
        scan: queue,
        eval: queue,
        zcard: queue,
        hincrby: queue,
        hgetall: queue,
        exec: async () => [[undefined]],
      }),
    });
    await expect(store.read('key', [])).rejects.toThrow('unexpected reply');
  });

  it('counts the limit in bytes of UTF-8, inclusive', async () => {
    const store = upstashRedis(upstash.redis, { maxValueBytes: 6 });
    await store.write('key', 'ééé', Infinity);
    await expect(store.write('key', 'éééx', Infinity)).rejects.toThrow(EntryTooLargeError);
    expect((await store.read('key', [])).value).toBe('ééé');
  });

  it.each([
    { prefix: '' },
    { prefix: 'reprise' },
    { prefix: '1:' },
    { prefix: 'a b:' },
    { prefix: 'a*:' },
    { maxValueBytes: 0 },
    { maxValueBytes: Number.NaN },
  ])('refuses %o', (options) => {
    expect(() => upstashRedis(upstash.redis, options)).toThrow(InvalidOptionError);
  });

  it.each([
    { url: '', token: 'token' },
    { url: 'redis://host', token: 'token' },
    { url: ' https://host', token: 'token' },
    { url: 'https://host', token: '' },
    { url: 'https://host', token: 'to ken' },
  ])('refuses credentials such as %o', (credentials) => {
    expect(() => upstashRedis(credentials)).toThrow(InvalidOptionError);
  });
});

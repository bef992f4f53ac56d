import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer } from '../../src/testing/redis/redis-process.ts';
import {
  type LocalUpstash,
  type StartUpstashOptions,
  startUpstash,
} from '../../src/testing/start-upstash.ts';

const redisServer = await hasRedisServer();

const variants: readonly (readonly [string, StartUpstashOptions])[] = [
  ['the table', { redis: 'table' }],
  ...(redisServer ? [['a real redis-server', { redis: 'server' }] as const] : []),
];

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('startUpstash', () => {
  it('listens where it is told to, and takes the token that it is given', async () => {
    const free = await startUpstash();
    const ports = {
      redis: Number(new URL(free.redis.url).port),
      vector: Number(new URL(free.vector.url).port),
    };
    await free.close();
    const local = await startUpstash({ ports, token: 'mine' });
    try {
      expect(local.redis).toEqual({ url: free.redis.url, token: 'mine' });
      expect(local.vector).toEqual({ url: free.vector.url, token: 'mine' });
    } finally {
      await local.close();
    }
  });
});

describe.each(variants)('startUpstash over %s', (_, options) => {
  let upstash: LocalUpstash;
  beforeAll(async () => {
    upstash = await startUpstash(options);
  });
  afterAll(() => upstash.close());
  beforeEach(async () => {
    await new Redis(upstash.redis).flushall();
    upstash.clearRequests();
  });

  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(upstash.redis.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${upstash.redis.token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  describe('the protocol', () => {
    it('runs one command at /', async () => {
      expect(await post('/', ['SET', 'a', 'b'])).toMatchObject({ status: 200, body: { result: 'OK' } });
      expect(await post('/', ['GET', 'a'])).toMatchObject({ status: 200, body: { result: 'b' } });
      expect(await post('/', ['GET', 'c'])).toMatchObject({ status: 200, body: { result: null } });
    });

    it('takes numbers and booleans in a command', async () => {
      await post('/', ['SET', 'a', 7, 'PXAT', 99999999999999]);
      await post('/', ['SET', 'b', true]);
      expect((await post('/', ['MGET', 'a', 'b'])).body).toEqual({ result: ['7', 'true'] });
    });

    it('runs a pipeline in order, with an error in its place', async () => {
      const { status, body } = await post('/pipeline', [
        ['SET', 'a', 'x'],
        ['INCR', 'a'],
        ['GET', 'a'],
        ['GET'],
      ]);
      expect(status).toBe(200);
      expect(body).toEqual([
        { result: 'OK' },
        { error: 'ERR value is not an integer or out of range' },
        { result: 'x' },
        { error: "ERR wrong number of arguments for 'get' command" },
      ]);
    });

    it('runs a transaction at /multi-exec, and none of it when a command is malformed', async () => {
      expect(
        (
          await post('/multi-exec', [
            ['SET', 'a', '1'],
            ['INCR', 'a'],
          ])
        ).body,
      ).toEqual([{ result: 'OK' }, { result: 2 }]);
      const malformed = await post('/multi-exec', [['SET', 'a', '5'], ['GET']]);
      expect(malformed).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^EXECABORT/) } });
      expect((await post('/', ['GET', 'a'])).body).toEqual({ result: '2' });
    });

    it('encodes texts in base64 when asked, but for a bare OK, numbers and null', async () => {
      const encoded = { 'upstash-encoding': 'base64' };
      expect((await post('/', ['SET', 'a', 'grün'], encoded)).body).toEqual({ result: 'OK' });
      expect((await post('/', ['GET', 'a'], encoded)).body).toEqual({ result: base64('grün') });
      expect((await post('/', ['GET', 'b'], encoded)).body).toEqual({ result: null });
      expect((await post('/', ['INCR', 'n'], encoded)).body).toEqual({ result: 1 });
      await post('/', ['SET', 'ok', 'OK']);
      expect((await post('/pipeline', [['MGET', 'a', 'b', 'ok']], encoded)).body).toEqual([
        { result: [base64('grün'), null, base64('OK')] },
      ]);
      expect((await post('/', ['SCAN', '0', 'MATCH', 'a'], encoded)).body).toEqual({
        result: [base64('0'), [base64('a')]],
      });
      expect((await post('/', ['GET', 'a'])).body).toEqual({ result: 'grün' });
    });

    it('gives a new sync token with each reply', async () => {
      const tokens = [await post('/', ['PING']), await post('/', ['PING'])].map(({ headers }) =>
        headers.get('upstash-sync-token'),
      );
      expect(new Set(tokens).size).toBe(2);
      expect(tokens).not.toContain(null);
    });

    it('refuses a wrong token, another method, and what is no command', async () => {
      const wrong = await post('/', ['PING'], { authorization: 'Bearer other' });
      expect(wrong).toMatchObject({ status: 401, body: { error: expect.stringMatching(/^WRONGPASS/) } });
      const got = await fetch(upstash.redis.url, {
        headers: { authorization: `Bearer ${upstash.redis.token}` },
      });
      expect(got.status).toBe(405);
      expect(await got.json()).toEqual({ error: expect.any(String) });
      expect(await post('/nowhere', ['PING'])).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/^ERR unknown command 'nowhere'/) },
      });
      for (const body of ['{', '"text"', [], {}, [['PING']], ['SET', 'a', { b: 1 }]]) {
        expect(await post('/', body)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
      }
      for (const body of [[], ['PING'], [[]]]) expect((await post('/pipeline', body)).status).toBe(400);
    });

    it('runs the command that a path spells, with the body and the query behind it', async () => {
      const spelled = async (path: string, init: RequestInit = {}) => {
        const headers = { authorization: `Bearer ${upstash.redis.token}` };
        return (await fetch(upstash.redis.url + path, { headers, ...init })).json();
      };
      expect(await spelled('/set/a%20b/one')).toEqual({ result: 'OK' });
      expect(await spelled('/set/c?EX=100', { method: 'POST', body: '{"not": "JSON"' })).toEqual({
        result: 'OK',
      });
      expect(await spelled('/mget/a%20b/c')).toEqual({ result: ['one', '{"not": "JSON"'] });
      expect(await spelled('/ttl/c')).toEqual({ result: 100 });
      expect(await spelled(`/get/c?_token=${upstash.redis.token}`, { headers: {} })).toEqual({
        result: '{"not": "JSON"',
      });
      expect(await spelled('/get/c?_token=other', { headers: {} })).toEqual({
        error: expect.stringMatching(/^WRONGPASS/),
      });
      expect(JSON.stringify(upstash.requests())).not.toContain(upstash.redis.token);
    });

    it('keeps UTF-8: half of a surrogate pair does not survive', async () => {
      await post('/', ['SET', 'a', 'x\ud800y']);
      expect((await post('/', ['GET', 'a'])).body).toEqual({ result: 'x\ufffdy' });
    });

    it('keeps a log of requests without credentials', async () => {
      await post('/', ['ECHO', 'hello']);
      const [request] = upstash.requests();
      expect(request).toMatchObject({ path: '/', body: ['ECHO', 'hello'] });
      expect(JSON.stringify(request)).not.toContain(upstash.redis.token);
    });
  });

  describe('the client @upstash/redis', () => {
    it.each([
      ['on its defaults', {}],
      ['without base64', { responseEncoding: false }],
      ['without automatic pipelining', { enableAutoPipelining: false }],
    ] as const)('works %s', async (_name, settings) => {
      const redis = new Redis({ ...upstash.redis, ...settings });
      expect(await redis.set('text', 'OK')).toBe('OK');
      expect(await redis.get('text')).toBe('OK');
      expect(await redis.set('text', 'other', { nx: true })).toBeNull();
      expect(await redis.set('object', { a: [1, null, 'ö'] }, { ex: 1_000 })).toBe('OK');
      expect(await redis.get('object')).toEqual({ a: [1, null, 'ö'] });
      expect(await redis.ttl('object')).toBe(1_000);
      expect(await redis.mset({ one: 1, two: '2' })).toBe('OK');
      expect(await redis.mget('one', 'two', 'three')).toEqual([1, 2, null]);
      expect(await redis.incrby('one', 4)).toBe(5);
      expect(await redis.hset('hash', { field: 'value', n: 1 })).toBe(2);
      expect(await redis.hgetall('hash')).toEqual({ field: 'value', n: 1 });
      expect(await redis.hincrby('hash', 'n', 2)).toBe(3);
      expect(await redis.sadd('set', 'a', 'b')).toBe(2);
      expect((await redis.smembers('set')).sort()).toEqual(['a', 'b']);
      expect(await redis.zadd('zset', { score: 2, member: 'b' }, { score: 1.5, member: 'a' })).toBe(2);
      expect(await redis.zrange('zset', 0, -1, { withScores: true })).toEqual(['a', 1.5, 'b', 2]);
      expect(await redis.zpopmin('zset')).toEqual(['a', 1.5]);
      expect(await redis.exists('text', 'hash', 'nothing')).toBe(2);
      expect(await redis.type('zset')).toBe('zset');
      expect(await redis.pipeline().incr('n').get('n').exec()).toEqual([1, 1]);
      expect(await redis.multi().incr('n').del('n').exec()).toEqual([2, 1]);
      expect(await redis.unlink('one', 'two')).toBe(2);
      const [cursor, keys] = await redis.scan('0', { match: '*s*', count: 1_000 });
      expect([cursor, keys.sort()]).toEqual(['0', ['hash', 'set', 'zset']]);
      expect(await redis.dbsize()).toBe(5);
      expect(await redis.ping()).toBe('PONG');
      await expect(redis.incr('hash')).rejects.toThrow('WRONGTYPE');
    });

    it('visits all keys of a scan, page by page', async () => {
      const redis = new Redis(upstash.redis);
      const names = Array.from({ length: 500 }, (_value, index) => `key-${index}`);
      await redis.mset(Object.fromEntries(names.map((name) => [name, 'x'])));
      const found = new Set<string>();
      let pages = 0;
      let cursor = '0';
      do {
        const [next, keys] = await redis.scan(cursor, { count: 50 });
        for (const key of keys) found.add(key);
        cursor = next;
        pages += 1;
      } while (cursor !== '0');
      expect(found).toEqual(new Set(names));
      expect(pages).toBeGreaterThan(1);
    });
  });
});

describe('startUpstash', () => {
  it('refuses scripts on the table, and tells what runs them', async () => {
    const upstash = await startUpstash();
    await expect(new Redis(upstash.redis).eval('return 1', [], [])).rejects.toThrow('redis: "server"');
    await upstash.close();
  });

  it.skipIf(!redisServer)('runs scripts on a real server', async () => {
    const upstash = await startUpstash({ redis: 'server' });
    expect(await new Redis(upstash.redis).eval('return {KEYS[1], ARGV[1]}', ['k'], ['a'])).toEqual([
      'k',
      'a',
    ]);
    await upstash.close();
  });

  it('expires by the clock it is given', async () => {
    let now = 1_000;
    const upstash = await startUpstash({ clock: () => now });
    const redis = new Redis(upstash.redis);
    await redis.set('key', 'value', { pxat: 2_000 });
    now = 1_999;
    expect(await redis.get('key')).toBe('value');
    expect(await redis.pttl('key')).toBe(1);
    now = 2_000;
    expect(await redis.get('key')).toBeNull();
    await upstash.close();
  });

  it('commits a fault as often as it is told, then serves again', async () => {
    const upstash = await startUpstash();
    const redis = new Redis({ ...upstash.redis, retry: { retries: 0 } });
    upstash.fault({ kind: 'status', status: 500, times: 2 });
    await expect(redis.ping()).rejects.toThrow();
    await expect(redis.ping()).rejects.toThrow();
    expect(await redis.ping()).toBe('PONG');
    await upstash.close();
  });

  it('commits a fault until it is lifted, and the next in line after that', async () => {
    const upstash = await startUpstash();
    const redis = new Redis({ ...upstash.redis, retry: { retries: 0 } });
    const lift = upstash.fault({ kind: 'html', service: 'redis' });
    const liftNext = upstash.fault({ kind: 'body', body: [{ result: 'next!' }] });
    await expect(redis.ping()).rejects.toMatchObject({ name: 'UpstashJSONParseError' });
    lift();
    lift();
    expect(await redis.ping()).toBe('next!');
    liftNext();
    expect(await redis.ping()).toBe('PONG');
    await upstash.close();
  });

  it('has done the work of a request whose reply is truncated', async () => {
    const upstash = await startUpstash();
    const redis = new Redis({ ...upstash.redis, retry: { retries: 0 } });
    upstash.fault({ kind: 'truncated', times: 1 });
    await expect(redis.incr('n')).rejects.toThrow();
    expect(await redis.get('n')).toBe(1);
    await upstash.close();
  });

  it('closes with requests in the air', async () => {
    const upstash = await startUpstash();
    upstash.fault({ kind: 'hang' });
    const hanging = new Redis({ ...upstash.redis, retry: { retries: 0 } }).ping().catch((error) => error);
    while (upstash.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await upstash.close();
    expect(await hanging).toBeInstanceOf(Error);
  });

  it('shows clients what theirs do wrong: an aborted one resolves when its signal is a value', async () => {
    const upstash = await startUpstash();
    await new Redis(upstash.redis).set('key', 'value');
    const redis = new Redis({ ...upstash.redis, signal: AbortSignal.abort(), enableAutoPipelining: false });
    expect(await redis.get('key')).not.toBe('value');
    await upstash.close();
  });
});

import { Redis } from '@upstash/redis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExactStore, StoreOperation } from '../../src/contracts/exact-store.ts';
import { StoreFailedError } from '../../src/errors.ts';
import type { RestFault } from '../../src/testing/rest/rest-fault.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/start-upstash.ts';
import { upstashRedis } from '../../src/upstash/upstash-redis.ts';

const secret = 'a-prompt-nobody-may-see';

const operations: Readonly<
  Record<string, (store: ExactStore, operation?: StoreOperation) => Promise<unknown>>
> = {
  read: (store, operation) => store.read(secret, [`${secret}-tag`], operation),
  write: (store, operation) => store.write(secret, `"${secret}" in a value`, Infinity, operation),
  delete: (store, operation) => store.delete([secret], operation),
  increment: (store, operation) => store.increment([`${secret}-tag`, `${secret}-other`], operation),
  scan: (store, operation) => store.scan(secret, undefined, operation),
};

const faults: readonly RestFault[] = [
  { kind: 'reset' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'html' },
  { kind: 'html', status: 200 },
  { kind: 'truncated' },
  { kind: 'truncated', connection: 'destroyed' },
  { kind: 'empty-array' },
  { kind: 'body', body: {} },
  { kind: 'body', body: null },
  { kind: 'body', body: 'a text' },
  { kind: 'body', body: { result: null } },
  { kind: 'body', body: { error: `ERR about ${secret}` } },
  { kind: 'body', body: [{}] },
  { kind: 'body', body: [null] },
  { kind: 'body', body: [{ result: [] }] },
  { kind: 'body', body: [{ result: {} }] },
  { kind: 'body', body: [{ result: true }] },
  { kind: 'body', body: [{ result: 'b25lIHRleHQ=' }] },
  { kind: 'body', body: [{ result: -1 }] },
  { kind: 'body', body: [{ result: 1.5 }] },
  { kind: 'body', body: [{ result: ['MA==', 'eA=='] }] },
  { kind: 'body', body: [{ result: [null, 'eA=='] }] },
  { kind: 'body', body: [{ result: [null, null, null] }] },
  { kind: 'body', body: [{ error: `WRONGTYPE about ${secret}` }] },
  { kind: 'body', body: [{ result: 1 }, { error: `ERR about ${secret}` }] },
  { kind: 'body', body: [{ result: 'OK' }, { result: 'OK' }, { result: 'OK' }] },
];

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return { resolvedTo: await work };
  } catch (error) {
    return error;
  }
};

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());

const connections: Readonly<Record<string, () => ExactStore>> = {
  credentials: () => upstashRedis(upstash.redis),
  "the user's client": () =>
    upstashRedis(new Redis({ ...upstash.redis, retry: { retries: 1, backoff: () => 1 } })),
  "the user's client without base64": () =>
    upstashRedis(new Redis({ ...upstash.redis, responseEncoding: false, retry: { retries: 0 } })),
};

describe.each(Object.entries(connections))('upstashRedis with %s, when the service fails', (_, connect) => {
  const lifts: (() => void)[] = [];
  afterEach(() => {
    for (const lift of lifts.splice(0)) lift();
  });

  describe.each(Object.entries(operations))('%s', (_operation, operate) => {
    it.each(
      faults.map((fault) => [JSON.stringify(fault), fault] as const),
    )('rejects on %s, and quotes nothing', async (_name, fault) => {
      lifts.push(upstash.fault(fault));
      const error = await failureOf(operate(connect()));
      expect(error).toBeInstanceOf(StoreFailedError);
      if (!(error instanceof StoreFailedError)) return;
      expect(error.cause).toBeUndefined();
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
    });

    it('stops waiting when its signal fires on a hang', async () => {
      lifts.push(upstash.fault({ kind: 'hang' }));
      const controller = new AbortController();
      const work = failureOf(operate(connect(), { signal: controller.signal }));
      setImmediate(() => controller.abort());
      expect(await work).toMatchObject({ code: 'store-failed', message: expect.stringContaining('aborted') });
    });

    it('asks for nothing when its signal has fired before', async () => {
      upstash.clearRequests();
      const error = await failureOf(operate(connect(), { signal: AbortSignal.abort() }));
      expect(error).toMatchObject({ code: 'store-failed' });
      expect(upstash.requests()).toEqual([]);
    });

    it('waits for a slow reply', async () => {
      lifts.push(upstash.fault({ kind: 'latency', milliseconds: 30 }));
      expect(await failureOf(operate(connect()))).not.toBeInstanceOf(Error);
    });
  });
});

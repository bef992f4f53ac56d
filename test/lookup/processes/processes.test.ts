import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Index } from '@upstash/vector';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CacheOptions, CacheRequest } from '../../../src/index.ts';
import { hasRedisServer, type LocalUpstash, startUpstash } from '../../../src/testing/index.ts';
import { upstashRedis } from '../../../src/upstash/index.ts';
import { patientTimeouts } from '../../patience.ts';
import { type CacheProcess, startProcess } from './start-process.ts';

const ask = (question: string, more: Partial<CacheRequest> = {}): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  question,
  ...more,
});

/** A model behind HTTP that counts its calls, and answers when it is told to. */
async function startModel() {
  const open: ServerResponse[] = [];
  const model = { calls: 0, text: 'Air.', hold: false };
  const server: Server = createServer((_, response) => {
    model.calls++;
    if (model.hold) open.push(response);
    else response.end(model.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    model,
    url: `http://127.0.0.1:${port}/`,
    release: () => {
      model.hold = false;
      for (const response of open.splice(0)) response.end(model.text);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await delay(10);
};

describe.skipIf(!(await hasRedisServer()))('real processes over one Redis', () => {
  let upstash: LocalUpstash;
  let provider: Awaited<ReturnType<typeof startModel>>;
  let processes: CacheProcess[] = [];

  beforeAll(async () => {
    upstash = await startUpstash({ redis: 'server', vector: { dimensions: 8 } });
  });
  afterAll(() => upstash.close());
  afterEach(() => {
    for (const each of processes) each.kill();
    provider.close();
  });

  async function start(count: number, options: CacheOptions, more = {}): Promise<CacheProcess[]> {
    provider = await startModel();
    processes = Array.from({ length: count }, startProcess);
    const opened = { do: 'open', redis: upstash.redis, model: provider.url, ...more } as const;
    await Promise.all(
      processes.map((each) => each.call({ ...opened, options: { timeouts: patientTimeouts, ...options } })),
    );
    return processes;
  }

  it('after one emits, neither serves what the event dropped: the emitter at once, the other within its bound', async () => {
    const [one, two] = await start(2, { namespace: 'emit', memory: { recheck: 300 } });
    const request = ask('What does it cost?', { tags: ['product:1'] });
    await one?.call({ do: 'ask', requests: [request] });
    await until(() => upstash.requests('redis').length > 0);
    for (const each of [one, two]) await each?.call({ do: 'ask', requests: [request] });
    expect(await two?.call({ do: 'look', request })).toMatchObject({ status: 'hit', layer: 'memory' });
    provider.model.text = 'Twice as much.';
    expect(await one?.call({ do: 'emit', event: 'changed', data: { tag: 'product:1' } })).toEqual({
      done: true,
    });
    expect(await one?.call({ do: 'look', request })).toMatchObject({ status: 'miss' });
    await delay(300);
    expect(await two?.call({ do: 'ask', requests: [request] })).toMatchObject([{ text: 'Twice as much.' }]);
    expect(await one?.call({ do: 'ask', requests: [request] })).toMatchObject([{ text: 'Twice as much.' }]);
  });

  it('100 identical calls over four make one call of the model', async () => {
    const all = await start(4, { namespace: 'flight', singleFlight: 'shared' });
    provider.model.hold = true;
    const requests = Array.from({ length: 25 }, () => ask('Why is the sky blue?'));
    const answered = Promise.all(all.map((each) => each.call({ do: 'ask', requests })));
    await until(() => provider.model.calls > 0);
    await delay(500);
    provider.release();
    const answers = (await answered).flat();
    expect(answers).toHaveLength(100);
    expect(new Set(answers.map((each) => JSON.stringify(Object(each).text)))).toEqual(new Set(['"Air."']));
    expect(provider.model.calls).toBe(1);
  });

  it('when the one that calls is killed half-way, exactly one other takes over', async () => {
    const [owner, ...others] = await start(4, {
      namespace: 'takeover',
      singleFlight: 'shared',
      timeouts: { ...patientTimeouts, lease: '10s' },
    });
    provider.model.hold = true;
    const requests = [ask('Why is the sky blue?')];
    void owner?.call({ do: 'ask', requests });
    await until(() => provider.model.calls === 1);
    const answered = Promise.all(others.map((each) => each.call({ do: 'ask', requests })));
    await delay(200);
    owner?.kill();
    await until(() => provider.model.calls === 2);
    await delay(500);
    provider.release();
    expect((await answered).flat()).toMatchObject([{ text: 'Air.' }, { text: 'Air.' }, { text: 'Air.' }]);
    expect(provider.model.calls).toBe(2);
  });

  it('10,000 writes of four never exceed maxEntries, and what is left is the newest', async () => {
    const all = await start(4, { namespace: 'limit', maxEntries: 1_000, memory: false });
    const { records, scan } = upstashRedis(upstash.redis);
    let highest = 0;
    let writing = true;
    const watching = (async () => {
      while (writing) {
        highest = Math.max(highest, (await records?.count('limit')) ?? 0);
        await delay(20);
      }
    })();
    const logs = await Promise.all(
      all.map((each, writer) => {
        const requests = Array.from({ length: 2_500 }, (_, index) => ask(`Question ${writer}-${index}?`));
        return each.call({ do: 'write', requests, atOnce: 20 });
      }),
    );
    writing = false;
    await watching;
    const created = new Map<string, number>();
    for (const log of logs) {
      if (!Array.isArray(log)) throw new Error('unexpected');
      for (const { key, createdAt } of log) created.set(key, createdAt);
    }
    const left = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await scan('limit:e:', cursor);
      for (const key of page.keys) left.add(key);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(created.size).toBe(10_000);
    expect(highest).toBeLessThanOrEqual(1_000);
    expect(left.size).toBe(await records?.count('limit'));
    expect(left.size).toBeGreaterThanOrEqual(900);
    const ages = [...created].map(([key, createdAt]) => ({ createdAt, live: left.has(key) }));
    const oldestLeft = Math.min(...ages.flatMap(({ live, createdAt }) => (live ? [createdAt] : [])));
    const newestDropped = Math.max(...ages.flatMap(({ live, createdAt }) => (live ? [] : [createdAt])));
    expect(oldestLeft).toBeGreaterThanOrEqual(newestDropped);
  }, 600_000);

  it('with maxEntries, every answer that is left keeps its vector, and what is dropped loses it', async () => {
    const limits = { namespace: 'vectors', maxEntries: 200, memory: false } as const;
    const all = await start(4, limits, { vector: upstash.vector });
    await Promise.all(
      all.map((each, writer) => {
        const requests = Array.from({ length: 500 }, (_, index) => ask(`Question ${writer}-${index}?`));
        return each.call({ do: 'write', requests, atOnce: 10 });
      }),
    );
    const live = new Set<string>();
    const { scan } = upstashRedis(upstash.redis);
    let cursor: string | undefined;
    do {
      const page = await scan('vectors:e:', cursor);
      for (const key of page.keys) live.add(key.slice('vectors:e:'.length));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const index = new Index(upstash.vector);
    const vectors = new Set<string>();
    for (const namespace of await index.listNamespaces()) {
      const { vectors: found } = await index.range({ cursor: 0, limit: 1_000 }, { namespace });
      for (const { id } of found) vectors.add(String(id).split('/').at(-1) ?? '');
    }
    expect(live.size).toBeGreaterThanOrEqual(180);
    expect([...live].filter((key) => !vectors.has(key))).toEqual([]);
    // A vector that is written while another process drops its entry comes too late to be dropped with it.
    expect(vectors.size - live.size).toBeLessThanOrEqual(10);
  }, 600_000);
});

import { Index } from '@upstash/vector';
import { afterEach, describe, expect, it } from 'vitest';
import type { VectorEntry, VectorIndex } from '../../src/contracts/vector-index.ts';
import {
  EntryTooLargeError,
  IndexMismatchError,
  InvalidOptionError,
  InvalidRequestError,
  StoreFailedError,
} from '../../src/errors.ts';
import type { RestFault } from '../../src/testing/rest/rest-fault.ts';
import {
  type LocalUpstash,
  type StartUpstashOptions,
  startUpstash,
} from '../../src/testing/start-upstash.ts';
import { type UpstashVectorOptions, upstashVector } from '../../src/upstash/upstash-vector.ts';

const secret = 'a-question-nobody-may-see';
const started: LocalUpstash[] = [];

const start = async (vector: StartUpstashOptions['vector'] = {}, options: UpstashVectorOptions = {}) => {
  const upstash = await startUpstash({ vector: { dimensions: 2, ...vector } });
  started.push(upstash);
  return { upstash, index: upstashVector(upstash.vector, options) };
};

afterEach(async () => {
  await Promise.all(started.splice(0).map((upstash) => upstash.close()));
});

const place = { partition: 'tenant', contextKey: 'context' };
const near = { vector: Float32Array.of(1, 0) };
const entry = (id: string, fields: Partial<VectorEntry> = {}): VectorEntry => ({
  ...place,
  id,
  input: near,
  payload: `payload of ${id}, ${secret}`,
  expiresAt: Number.POSITIVE_INFINITY,
  ...fields,
});
const paths = (upstash: LocalUpstash) => upstash.requests('vector').map(({ path }) => path);

describe('upstashVector', () => {
  it('asks for one round trip a query, once it knows the index', async () => {
    const { upstash, index } = await start();
    await index.query({ ...place, input: near, limit: 1 });
    expect(paths(upstash).sort()).toEqual(['/info', '/query/reprise-tenant']);
    upstash.clearRequests();
    await index.query({ ...place, input: near, limit: 1 });
    expect(paths(upstash)).toEqual(['/query/reprise-tenant']);
  });

  it('makes no request before its first operation', async () => {
    const { upstash } = await start();
    expect(paths(upstash)).toEqual([]);
  });

  it('shares an index with another cache by its prefix', async () => {
    const { upstash, index } = await start();
    const other = upstashVector(upstash.vector, { prefix: 'other-' });
    await other.upsert([entry('a')]);
    expect(await index.query({ ...place, input: near, limit: 1 })).toEqual([]);
    expect(await other.query({ ...place, input: near, limit: 1 })).toHaveLength(1);
  });

  it('drops what the service returns from another context in spite of the filter', async () => {
    const { upstash, index } = await start();
    await index.upsert([entry('a')]);
    const stray = { id: 'b', score: 1, metadata: { c: 'other', e: 8.64e15, p: 'reprise:1:theirs' } };
    upstash.fault({ kind: 'body', body: { result: [stray] }, service: 'vector', times: 1 });
    expect(await index.query({ ...place, input: near, limit: 1 })).toEqual([]);
  });

  it.each([
    ['without metadata', undefined],
    ['of another writer', { question: 'x' }],
    ['with a damaged payload', { c: 'context', e: 8.64e15, p: 'not ours' }],
    ['with damaged base64', { c: 'context', e: 8.64e15, b: '%%%' }],
    ['without an expiry', { c: 'context', p: 'reprise:1:x' }],
  ])('never serves an entry %s', async (_, metadata) => {
    const { upstash, index } = await start();
    await index.upsert([entry('a')]);
    upstash.fault({
      kind: 'body',
      body: { result: [{ id: 'b', score: 1, metadata }] },
      service: 'vector',
      times: 1,
    });
    expect(await index.query({ ...place, input: near, limit: 1 })).toEqual([]);
  });

  it('finds an entry behind the filter budget when contexts are spread over shards', async () => {
    const others = Array.from({ length: 200 }, (_, number) =>
      entry(`other-${number}`, { contextKey: `other-${number}` }),
    );
    const wanted = entry('wanted', { input: { vector: Float32Array.of(1, 0.5) } });
    const found = async (contextShards: number) => {
      const { index } = await start({ filterBudget: 50 }, { contextShards });
      await index.upsert([...others, wanted]);
      return index.query({ ...place, input: near, limit: 1 });
    };
    expect(await found(1)).toEqual([]);
    expect((await found(32)).map(({ id }) => id)).toEqual(['wanted']);
  });

  it('deletes the expired entries that a query met with the next write', async () => {
    let now = 1_000;
    const { upstash, index } = await start({}, { clock: () => now });
    await index.upsert([entry('old', { expiresAt: 2_000 }), entry('older', { expiresAt: 1_500 })]);
    now = 2_000;
    expect(await index.query({ ...place, input: near, limit: 1 })).toEqual([]);
    upstash.clearRequests();
    await index.upsert([entry('new')]);
    const deletions = upstash.requests('vector').filter(({ path }) => path.startsWith('/delete'));
    expect(deletions.map(({ body }) => body)).toEqual([{ ids: ['old', 'older'] }]);
    const client = new Index({ ...upstash.vector, enableTelemetry: false });
    const left = await client.namespace('reprise-tenant').range({ cursor: 0, limit: 10 });
    expect(left.vectors.map((vector) => vector?.id)).toEqual(['new']);
  });

  it('keeps an entry that was written again after it had expired', async () => {
    let now = 1_000;
    const { index } = await start({}, { clock: () => now });
    await index.upsert([entry('a', { expiresAt: 2_000 })]);
    now = 2_000;
    await index.query({ ...place, input: near, limit: 1 });
    await index.upsert([entry('a', { expiresAt: 3_000 })]);
    expect(await index.query({ ...place, input: near, limit: 1 })).toHaveLength(1);
  });

  it('finds a live entry behind a few nearer expired ones', async () => {
    let now = 1_000;
    const { index } = await start({}, { clock: () => now });
    const expiring = Array.from({ length: 4 }, (_, number) => entry(`${number}`, { expiresAt: 2_000 }));
    await index.upsert([...expiring, entry('live', { input: { vector: Float32Array.of(1, 1) } })]);
    now = 2_000;
    expect((await index.query({ ...place, input: near, limit: 1 })).map(({ id }) => id)).toEqual(['live']);
  });

  it.each([
    '"'.repeat(35_000),
    '\u0001'.repeat(35_000),
    'ü'.repeat(17_500),
    'x'.repeat(35_000),
  ])('holds any payload up to its limit (%#)', async (payload) => {
    const { index } = await start();
    await index.upsert([entry('a', { payload })]);
    const [match] = await index.query({ ...place, input: near, limit: 1 });
    expect(match?.payload === payload).toBe(true);
  });

  it('refuses a payload over the limit of metadata', async () => {
    const { index } = await start();
    await expect(index.upsert([entry('a', { payload: 'x'.repeat(60_000) })])).rejects.toBeInstanceOf(
      EntryTooLargeError,
    );
  });

  it.each(['EUCLIDEAN', 'DOT_PRODUCT'] as const)('refuses an index with the metric %s', async (metric) => {
    const { index } = await start({ similarityFunction: metric });
    await expect(index.query({ ...place, input: near, limit: 1 })).rejects.toThrow(IndexMismatchError);
    await expect(index.upsert([entry('a')])).rejects.toThrow(metric);
  });

  it('says which dimensions differ, at the first query and later', async () => {
    const { index } = await start({ dimensions: 3 });
    const query = { ...place, input: near, limit: 1 };
    await expect(index.query(query)).rejects.toThrow('it holds 3 dimensions and was given 2');
    await expect(index.query(query)).rejects.toThrow(IndexMismatchError);
  });

  it('sees that the index was made anew after a failure', async () => {
    const { upstash, index } = await start();
    const query = { ...place, input: near, limit: 1 };
    await index.query(query);
    upstash.fault({ kind: 'status', status: 500, service: 'vector', times: 1 });
    await expect(index.query(query)).rejects.toThrow(StoreFailedError);
    upstash.clearRequests();
    await index.query(query);
    expect(paths(upstash)).toContain('/info');
  });

  it('refuses texts without a hosted model, and another model than the one named', async () => {
    const text = { text: secret };
    const { index } = await start();
    await expect(index.upsert([entry('a', { input: text })])).rejects.toThrow(IndexMismatchError);
    const hosted = await start({}, { hostedModel: 'BGE_M3' });
    await expect(hosted.index.query({ ...place, input: text, limit: 1 })).rejects.toThrow(
      'without an embedding model',
    );
    const other = await start(
      { dimensions: 512, embeddingModel: 'BGE_M3' },
      { hostedModel: 'BGE_SMALL_EN_V1_5' },
    );
    await expect(other.index.query({ ...place, input: text, limit: 1 })).rejects.toThrow(IndexMismatchError);
  });

  it('finds a paraphrase by a hosted model, in one request', async () => {
    const { upstash, index } = await start(
      { dimensions: 512, embeddingModel: 'BGE_M3' },
      { hostedModel: 'BGE_M3' },
    );
    expect(index.capabilities.embedder).toBe('upstash/BGE_M3');
    await index.upsert([entry('a', { input: { text: 'How do I reset my password?' } })]);
    upstash.clearRequests();
    const input = { text: 'How can I reset my password?' };
    const [match] = await index.query({ ...place, input, limit: 1 });
    expect(match?.similarity).toBeGreaterThan(0.85);
    expect(paths(upstash)).toEqual(['/query-data/reprise-tenant']);
  });

  it.each([
    { ...place, partition: '../info' },
    { ...place, partition: '' },
    { ...place, contextKey: "x' OR c != '" },
  ])('refuses a place that is no hash: %j', async (wrong) => {
    const { upstash, index } = await start();
    await expect(index.query({ ...wrong, input: near, limit: 1 })).rejects.toThrow(InvalidRequestError);
    expect(paths(upstash).filter((path) => path !== '/info')).toEqual([]);
  });

  it.each([
    () => upstashVector({ url: 'not a url', token: 't' }),
    () => upstashVector({ url: 'https://example.com', token: '' }),
    () => upstashVector({ url: 'https://example.com', token: 't' }, { prefix: 'a/b' }),
    () => upstashVector({ url: 'https://example.com', token: 't' }, { contextShards: 0 }),
  ])('refuses options out of their range (%#)', (make) => {
    expect(make).toThrow(InvalidOptionError);
  });
});

const faults: readonly RestFault[] = [
  { kind: 'reset' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'html', status: 200 },
  { kind: 'truncated' },
  { kind: 'truncated', connection: 'destroyed' },
  { kind: 'empty-array' },
  { kind: 'body', body: {} },
  { kind: 'body', body: null },
  { kind: 'body', body: { result: null } },
  { kind: 'body', body: { result: {} } },
  { kind: 'body', body: { result: [{}] } },
  { kind: 'body', body: { result: [{ id: 'a', score: 'high' }] } },
  { kind: 'body', body: { error: `about ${secret}`, status: 400 } },
];

const operations: Readonly<Record<string, (index: VectorIndex, signal?: AbortSignal) => Promise<unknown>>> = {
  query: (index, signal) => index.query({ ...place, input: near, limit: 1 }, signal && { signal }),
  upsert: (index, signal) => index.upsert([entry('a')], signal && { signal }),
  'delete ids': (index, signal) => index.delete({ partition: 'tenant', ids: ['a'] }, signal && { signal }),
  'delete partition': (index, signal) => index.delete({ partition: 'tenant' }, signal && { signal }),
};

describe.each(['{ url, token }', 'a client'])('faults of upstashVector over %s', (over) => {
  const make = async () => {
    const { upstash } = await start();
    const client = new Index({
      ...upstash.vector,
      enableTelemetry: false,
      retry: { retries: 1, backoff: () => 1 },
    });
    return { upstash, index: upstashVector(over === 'a client' ? client : upstash.vector) };
  };

  for (const [name, run] of Object.entries(operations)) {
    for (const fault of faults) {
      it(`makes a StoreFailedError of ${JSON.stringify(fault)} in ${name}, and tells no text`, async () => {
        const { upstash, index } = await make();
        await index.upsert([entry('a')]);
        const lift = upstash.fault({ ...fault, service: 'vector' });
        const [first] = await Promise.allSettled([run(index)]);
        lift();
        if (first.status !== 'rejected') throw new Error(`resolved to ${JSON.stringify(first.value)}`);
        expect(first.reason).toBeInstanceOf(StoreFailedError);
        expect(`${first.reason} ${JSON.stringify(first.reason)} ${first.reason.stack}`).not.toContain(secret);
        expect(first.reason.cause).toBeUndefined();
        await run(index);
      });
    }

    it(`ends ${name} when its signal fires, also while the service hangs`, async () => {
      const { upstash, index } = await make();
      await index.upsert([entry('a')]);
      upstash.fault({ kind: 'hang', service: 'vector' });
      const controller = new AbortController();
      const ended = run(index, controller.signal);
      controller.abort();
      await expect(ended).rejects.toThrow('aborted');
    });
  }

  it('survives a fault at its very first query, when it asks for the index as well', async () => {
    const { upstash, index } = await make();
    const lift = upstash.fault({ kind: 'html', service: 'vector' });
    await expect(index.query({ ...place, input: near, limit: 1 })).rejects.toThrow(StoreFailedError);
    lift();
    expect(await index.query({ ...place, input: near, limit: 1 })).toEqual([]);
  });
});

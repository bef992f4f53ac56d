import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Index } from '@upstash/vector';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type LocalUpstash,
  type StartUpstashOptions,
  startUpstash,
} from '../../src/testing/start-upstash.ts';

const started: LocalUpstash[] = [];

const start = async (
  vector: StartUpstashOptions['vector'] = { dimensions: 2 },
  options: StartUpstashOptions = {},
) => {
  const upstash = await startUpstash({ ...options, vector });
  started.push(upstash);
  const index = new Index({ ...upstash.vector, enableTelemetry: false, retry: false });
  return { upstash, index };
};

afterEach(async () => {
  await Promise.all(started.splice(0).map((upstash) => upstash.close()));
});

describe('the local vector service, through @upstash/vector', () => {
  it('answers a query with scores, and shows only what was asked for', async () => {
    const { index } = await start();
    expect(await index.upsert({ id: 'a', vector: [1, 0], metadata: { kind: 'x' } })).toBe('Success');
    expect(await index.query({ vector: [2, 0], topK: 1 })).toEqual([{ id: 'a', score: 1 }]);
    const [full] = await index.query({
      vector: [2, 0],
      topK: 1,
      includeMetadata: true,
      includeVectors: true,
      includeData: true,
    });
    expect(full).toEqual({ id: 'a', score: 1, vector: [1, 0], metadata: { kind: 'x' } });
  });

  it.each([
    ['COSINE' as const, [1, 0.5, 0]],
    ['DOT_PRODUCT' as const, [1.5, 0.5, -0.5]],
    ['EUCLIDEAN' as const, [0.5, 1 / 6, 0.1]],
  ])('scores by %s', async (similarityFunction, scores) => {
    const { index } = await start({ dimensions: 2, similarityFunction });
    await index.upsert([
      { id: 'same', vector: [2, 0] },
      { id: 'across', vector: [0, 2] },
      { id: 'opposite', vector: [-2, 0] },
    ]);
    const matches = await index.query({ vector: [1, 0], topK: 3 });
    expect(matches.map(({ id }) => id)).toEqual(['same', 'across', 'opposite']);
    for (const [position, { score }] of matches.entries())
      expect(score).toBeCloseTo(scores[position] ?? 9, 6);
  });

  it('keeps namespaces apart, lists them and deletes them', async () => {
    const { index } = await start();
    await index.namespace('one').upsert({ id: 'a', vector: [1, 0] });
    await index.namespace('two').upsert({ id: 'b', vector: [1, 0] });
    expect(await index.namespace('one').query({ vector: [1, 0], topK: 5 })).toHaveLength(1);
    expect(await index.query({ vector: [1, 0], topK: 5 })).toEqual([]);
    expect((await index.listNamespaces()).sort()).toEqual(['', 'one', 'two']);
    await index.deleteNamespace('one');
    expect(await index.listNamespaces()).toEqual(['', 'two']);
    await expect(index.deleteNamespace('one')).rejects.toThrow('does not exist');
  });

  it('answers many queries at once, and one in an array as well', async () => {
    const { index, upstash } = await start();
    await index.upsert([
      { id: 'a', vector: [1, 0] },
      { id: 'b', vector: [0, 1] },
    ]);
    const queries = [
      { vector: [1, 0], topK: 1 },
      { vector: [0, 1], topK: 1 },
    ];
    const many = await index.queryMany(queries);
    expect(many.map(([match]) => match?.id)).toEqual(['a', 'b']);
    expect((await index.queryMany(queries.slice(0, 1)))[0]?.[0]?.id).toBe('a');
    // The client would hide a nested reply to one query; on the wire it is flat.
    const reply = await fetch(`${upstash.vector.url}/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${upstash.vector.token}` },
      body: JSON.stringify(queries.slice(0, 1)),
    });
    expect(await reply.json()).toEqual({ result: [{ id: 'a', score: 1 }] });
  });

  it('deletes by ids, by prefix and by filter, and tells how many', async () => {
    const { index } = await start();
    const ids = ['a-1', 'a-2', 'b-1', 'b-2', 'c'];
    await index.upsert(ids.map((id) => ({ id, vector: [1, 0], metadata: { first: id[0] } })));
    expect(await index.delete(['c', 'absent'])).toEqual({ deleted: 1 });
    expect(await index.delete({ prefix: 'a-' })).toEqual({ deleted: 2 });
    expect(await index.delete({ filter: "first = 'b'" })).toEqual({ deleted: 2 });
    expect(await index.query({ vector: [1, 0], topK: 5 })).toEqual([]);
  });

  it('fetches, ranges page by page, and updates', async () => {
    const { index } = await start();
    await index.upsert(['a', 'b', 'c'].map((id) => ({ id, vector: [1, 0], metadata: { id, kept: true } })));
    expect(await index.update({ id: 'a', metadata: { id: 'new' }, metadataUpdateMode: 'PATCH' })).toEqual({
      updated: 1,
    });
    expect(await index.update({ id: 'absent', vector: [0, 1] })).toEqual({ updated: 0 });
    expect(await index.fetch(['a', 'absent'], { includeMetadata: true })).toEqual([
      { id: 'a', metadata: { id: 'new', kept: true } },
      null,
    ]);
    const first = await index.range({ cursor: 0, limit: 2 });
    const second = await index.range({ cursor: first.nextCursor, limit: 2 });
    expect([...first.vectors, ...second.vectors].map((vector) => vector?.id)).toEqual(['a', 'b', 'c']);
    expect(second.nextCursor).toBe('');
  });

  it('takes one criterion of a delete or a fetch, and no two', async () => {
    const { upstash, index } = await start();
    await index.upsert({ id: 'a', vector: [1, 0] });
    const post = async (path: string, body: unknown) =>
      fetch(upstash.vector.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${upstash.vector.token}` },
        body: JSON.stringify(body),
      });
    for (const [path, body] of [
      ['/delete', { ids: ['a'], prefix: 'a' }],
      ['/delete', { prefix: 'a', filter: 'a = 1' }],
      ['/delete', {}],
      ['/fetch', { ids: ['a'], prefix: 'a' }],
      ['/fetch', { filter: 'a = 1' }],
    ] as const) {
      expect((await post(path, body)).status).toBe(400);
    }
    expect(await index.fetch(['a'])).toHaveLength(1);
  });

  it("takes the methods of the documentation's own requests", async () => {
    const { upstash, index } = await start();
    await index.namespace('one').upsert({ id: 'a', vector: [1, 0] });
    const call = async (method: string, path: string, body?: unknown) => {
      // Node's fetch sends no body with GET, and curl does.
      const json = body === undefined ? '' : JSON.stringify(body);
      const sent = request(upstash.vector.url + path, {
        method,
        headers: { authorization: `Bearer ${upstash.vector.token}`, 'content-length': json.length },
      });
      sent.end(json);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return JSON.parse(await text(response));
    };
    expect(await call('GET', '/fetch/one', { ids: ['a'] })).toEqual({ result: [{ id: 'a' }] });
    expect(await call('GET', '/info')).toMatchObject({ result: { dimension: 2 } });
    expect(await call('GET', '/list-namespaces')).toEqual({ result: ['', 'one'] });
    expect(await call('GET', '/range/one', { cursor: '0', limit: 1 })).toMatchObject({
      result: { vectors: [{ id: 'a' }] },
    });
    expect(await call('GET', '/reset')).toMatchObject({ status: 405 });
    expect(await call('DELETE', '/delete/one', { ids: ['a'] })).toEqual({ result: { deleted: 1 } });
    expect(await call('DELETE', '/reset?all=true')).toEqual({ result: 'Success' });
    expect(await call('DELETE', '/delete-namespace/one')).toEqual({ result: 'Success' });
    expect(await call('GET', '/list-namespaces')).toEqual({ result: [''] });
  });

  it('resets one namespace, or all, and deletes none', async () => {
    const { index } = await start();
    await index.upsert({ id: 'a', vector: [1, 0] });
    await index.namespace('one').upsert({ id: 'b', vector: [1, 0] });
    await index.reset();
    expect(await index.fetch(['a'])).toEqual([null]);
    expect(await index.namespace('one').fetch(['b'])).toHaveLength(1);
    await index.reset({ all: true });
    expect(await index.listNamespaces()).toEqual(['', 'one']);
    expect(await index.namespace('one').fetch(['b'])).toEqual([null]);
  });

  it('shows a write to queries only after the lag, and counts it as pending until then', async () => {
    let now = 1_000;
    const { index } = await start({ dimensions: 2, lag: 500 }, { clock: () => now });
    await index.upsert({ id: 'a', vector: [1, 0] });
    expect(await index.query({ vector: [1, 0], topK: 1 })).toEqual([]);
    expect(await index.info()).toMatchObject({ vectorCount: 0, pendingVectorCount: 1 });
    now += 500;
    expect(await index.query({ vector: [1, 0], topK: 1 })).toHaveLength(1);
    expect(await index.info()).toMatchObject({ vectorCount: 1, pendingVectorCount: 0 });
  });

  it('tries a filter on no more candidates than its budget', async () => {
    const { index } = await start({ dimensions: 2, filterBudget: 10 });
    await index.upsert(
      Array.from({ length: 30 }, (_, number) => ({
        id: `${number}`,
        vector: [1, number / 30],
        metadata: { even: number % 2 === 0, last: number === 29 },
      })),
    );
    expect(await index.query({ vector: [1, 0], topK: 10, filter: 'even = 1' })).toHaveLength(5);
    expect(await index.query({ vector: [1, 0], topK: 10, filter: 'last = 1' })).toEqual([]);
  });

  it('tells its dimension and metric', async () => {
    const { index } = await start({ dimensions: 3, similarityFunction: 'DOT_PRODUCT' });
    expect(await index.info()).toMatchObject({
      dimension: 3,
      similarityFunction: 'DOT_PRODUCT',
      denseIndex: { dimension: 3 },
      namespaces: { '': { vectorCount: 0, pendingVectorCount: 0 } },
    });
  });

  it('refuses a vector of another dimension with a 422', async () => {
    const { index, upstash } = await start();
    await expect(index.upsert({ id: 'a', vector: [1] })).rejects.toThrow(
      'Invalid vector dimension: 1, expected: 2',
    );
    const reply = await fetch(`${upstash.vector.url}/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${upstash.vector.token}` },
      body: JSON.stringify({ vector: [1], topK: 1 }),
    });
    expect(reply.status).toBe(422);
    expect(await reply.json()).toEqual({ error: 'Invalid vector dimension: 1, expected: 2', status: 422 });
  });

  it('refuses metadata over 48 KB, a batch over 1,000, a bad filter and an empty id', async () => {
    const { index } = await start();
    const text = 'x'.repeat(49_152);
    await expect(index.upsert({ id: 'a', vector: [1, 0], metadata: { text } })).rejects.toThrow('48KB');
    const many = Array.from({ length: 1_001 }, (_, number) => ({ id: `${number}`, vector: [1, 0] }));
    await expect(index.upsert(many)).rejects.toThrow('1000');
    await expect(index.query({ vector: [1, 0], topK: 1, filter: 'a LIKE 1' })).rejects.toThrow('filter');
    await expect(index.upsert({ id: '', vector: [1, 0] })).rejects.toThrow('empty');
  });

  it('refuses a wrong token', async () => {
    const { upstash } = await start();
    const index = new Index({ ...upstash.vector, token: 'wrong', retry: false });
    await expect(index.info()).rejects.toThrow('Unauthorized');
  });

  it('embeds texts by itself when it has a hosted model', async () => {
    const { index } = await start({});
    await index.upsert([
      { id: 'password', data: 'How do I reset my password?' },
      { id: 'pancakes', data: 'A recipe for pancakes' },
    ]);
    const matches = await index.query({ data: 'How can I reset my password?', topK: 2, includeData: true });
    expect(matches.map(({ id }) => id)).toEqual(['password', 'pancakes']);
    expect(matches[0]).toMatchObject({ data: 'How do I reset my password?' });
    expect(matches[0]?.score ?? 0).toBeGreaterThan(0.9);
  });

  it('refuses texts without a hosted model', async () => {
    const { index } = await start({ dimensions: 2 });
    await expect(index.upsert({ id: 'a', data: 'a text' })).rejects.toThrow('embedding model');
  });

  it('commits faults at its own service only', async () => {
    const { index, upstash } = await start();
    upstash.fault({ kind: 'status', status: 500, service: 'vector', times: 1 });
    await expect(index.info()).rejects.toThrow();
    expect(await index.info()).toMatchObject({ dimension: 2 });
    expect(upstash.requests('vector')).toHaveLength(2);
  });
});

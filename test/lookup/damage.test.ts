import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CacheEvent, type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-5-mini', question: 'Why?', tags: ['stock'] };
const ask = (question: string): CacheRequest => ({ ...request, question });

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());

/** A command to the local server, past the cache. */
async function command(...words: readonly string[]): Promise<unknown> {
  const response = await fetch(upstash.redis.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${upstash.redis.token}` },
    body: JSON.stringify(words),
  });
  const { result }: { result?: unknown } = await response.json();
  return result;
}

function setUp(prefix: string) {
  const events: CacheEvent[] = [];
  const cache = createCache({
    memory: false,
    store: upstashRedis(upstash.redis, { prefix }),
    onEvent: (event) => events.push(event),
    timeouts: patientTimeouts,
  });
  return { cache, events };
}

describe('one damaged value', () => {
  it.each([
    '',
    '{',
    'null',
    'reprise:1:{',
    'reprise:1j:x',
    '42',
  ])('of %j is one miss, is overwritten, and harms no other key', async (damage) => {
    const prefix = `value${crypto.randomUUID()}:`;
    const { cache, events } = setUp(prefix);
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.getOrSet(ask('How?'), async () => textResponse('So.'));
    await cache.close();
    const { key } = { key: '', ...(await cache.lookup(request)) };
    await command('SET', `${prefix}v:reprise:e:${key}`, damage);
    for (let attempt = 0; attempt < 7; attempt++) {
      expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'corrupt' });
    }
    expect(await cache.lookup(ask('How?'))).toMatchObject({ status: 'hit' });
    expect(events.filter(({ type }) => type === 'circuit')).toEqual([]);
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.close();
    expect(await cache.lookup(request)).toMatchObject({ status: 'hit' });
  });
});

describe('one damaged counter', () => {
  it('costs one miss of what depends on it, and is made whole', async () => {
    const prefix = `counter${crypto.randomUUID()}:`;
    const { cache, events } = setUp(prefix);
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.invalidate({ tags: ['stock'] });
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.close();
    const fields = (await command('HGETALL', `${prefix}g`)) as string[];
    const counters = fields.filter((field) => field.startsWith('reprise:g:tag:'));
    expect(counters).toHaveLength(1);
    await command('HSET', `${prefix}g`, String(counters[0]), 'not a number');
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'invalidated' });
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.close();
    expect(await cache.lookup(request)).toMatchObject({ status: 'hit' });
    expect(await cache.invalidate({ tags: ['stock'] })).toEqual({ done: true });
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss' });
    expect(events.filter(({ type }) => type === 'circuit')).toEqual([]);
  });
});

describe('an entry that somebody rewrote', () => {
  const rewritten = async (change: (entry: Record<string, unknown>) => void, asked = request) => {
    const store = memoryStore();
    const cache = createCache({ memory: false, store });
    await cache.getOrSet(request, async () => textResponse('Because.'));
    await cache.close();
    const found = await cache.lookup(request);
    const askedKey = await cache.lookup(asked);
    if (!('key' in found) || !('key' in askedKey)) throw new Error('no key');
    const { value } = await store.read(`reprise:e:${found.key}`, []);
    const entry: Record<string, unknown> = JSON.parse(value ?? '');
    change(entry);
    await store.write(
      `reprise:e:${askedKey.key}`,
      JSON.stringify({ ...entry, key: asked === request ? entry.key : askedKey.key }),
      Number.POSITIVE_INFINITY,
    );
    return cache.lookup(asked);
  };

  it('is served as it was', async () => {
    expect(await rewritten(() => undefined)).toMatchObject({ status: 'hit' });
  });

  it.each<[string, (entry: Record<string, unknown>) => void]>([
    ['has no generations', (entry) => Object.assign(entry, { generations: {} })],
    ['answers another question', (entry) => Object.assign(entry, { question: 'How?' })],
    ['is of another model', (entry) => Object.assign(entry, { model: 'gpt-4o' })],
    ['is of another scope', (entry) => Object.assign(entry, { scope: 'other' })],
    ['was fresh before it was made', (entry) => Object.assign(entry, { freshUntil: 0 })],
    [
      'holds a result without its call',
      (entry) =>
        Object.assign(entry, {
          response: {
            finishReason: 'stop',
            parts: [{ type: 'tool-result', toolCallId: '1', toolName: 'search', result: 1 }],
          },
        }),
    ],
  ])('is a miss if it %s', async (_, change) => {
    expect(await rewritten(change)).toMatchObject({ status: 'miss', reason: 'corrupt' });
  });

  it('is a miss under the key of another question of the same context', async () => {
    expect(await rewritten(() => undefined, ask('How?'))).toMatchObject({
      status: 'miss',
      reason: 'corrupt',
    });
  });
});

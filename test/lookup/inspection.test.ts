import { type CacheEvent, createCache, textResponse } from 'reprise';
import { startUpstash } from 'reprise/testing';
import { upstashRedis } from 'reprise/upstash';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patientTimeouts } from '../patience.ts';

const request = {
  provider: 'openai',
  model: 'gpt-4o',
  question: 'Which?',
  scope: 'tenant',
  tags: ['prices'],
};

async function keyOf(cache: ReturnType<typeof createCache>) {
  const outcome = await cache.store(request, textResponse('This.'));
  await cache.close();
  return outcome.stored ? outcome.key : '';
}

describe('what an administrator sees of a cache', () => {
  it('is an entry by its key, from memory where there is no store', async () => {
    const cache = createCache();
    const entry = await cache.inspect(await keyOf(cache));
    expect(entry).toMatchObject({ question: 'Which?', scope: 'tenant', tags: ['prices'] });
  });

  it('is an entry of the store, also for a process that has not asked for it', async () => {
    const local = await startUpstash();
    onTestFinished(() => local.close());
    const key = await keyOf(createCache({ store: upstashRedis(local.redis), timeouts: patientTimeouts }));
    const other = createCache({ store: upstashRedis(local.redis), timeouts: patientTimeouts });
    expect((await other.inspect(key))?.response.parts).toEqual([{ type: 'text', text: 'This.' }]);
  });

  it('is nothing for a key that is not there, or of another namespace', async () => {
    const local = await startUpstash();
    onTestFinished(() => local.close());
    const key = await keyOf(
      createCache({ store: upstashRedis(local.redis), timeouts: patientTimeouts, namespace: 'one' }),
    );
    const other = createCache({
      store: upstashRedis(local.redis),
      timeouts: patientTimeouts,
      namespace: 'other',
    });
    expect(await other.inspect(key)).toBeUndefined();
    expect(await other.entries()).toEqual({ entries: [] });
  });

  it('is every entry, page by page', async () => {
    const cache = createCache();
    for (let index = 0; index < 40; index++) {
      await cache.store({ ...request, question: `Which ${index}?` }, textResponse('This.'));
    }
    const questions = new Set<string | undefined>();
    let cursor: string | undefined;
    do {
      const page = await cache.entries(cursor);
      for (const entry of page?.entries ?? []) questions.add(entry.question);
      cursor = page?.cursor;
    } while (cursor !== undefined);
    expect(questions.size).toBe(40);
  });

  it('is nothing at all, and no error, while the store fails', async () => {
    const local = await startUpstash();
    onTestFinished(() => local.close());
    const cache = createCache({ store: upstashRedis(local.redis), timeouts: patientTimeouts });
    local.fault({ kind: 'status', status: 500 });
    expect(await cache.entries()).toBeUndefined();
    expect(await cache.inspect('k')).toBeUndefined();
  });
});

describe('subscribe', () => {
  it('tells everything that happens, until it ends', async () => {
    const cache = createCache();
    const events: CacheEvent[] = [];
    const end = cache.subscribe((event) => events.push(event));
    await cache.lookup(request);
    end();
    end();
    await cache.lookup(request);
    expect(events.map(({ type }) => type)).toEqual(['miss']);
  });

  it('survives a listener that throws, and tells the others', async () => {
    const cache = createCache();
    const events: CacheEvent[] = [];
    cache.subscribe(() => {
      throw new Error('broken');
    });
    cache.subscribe((event) => events.push(event));
    expect((await cache.lookup(request)).status).toBe('miss');
    expect(events).toHaveLength(1);
  });
});

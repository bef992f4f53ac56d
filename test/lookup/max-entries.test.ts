import { afterEach, describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, InvalidOptionError, textResponse } from '../../src/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const ask = (index: number, more: Partial<CacheRequest> = {}): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  question: `Question ${index}?`,
  ...more,
});

let upstash: LocalUpstash | undefined;
afterEach(async () => {
  await upstash?.close();
  upstash = undefined;
});

function clocked() {
  const time = { now: 1_700_000_000_000 };
  return { time, clock: () => time.now };
}

const served = async (cache: ReturnType<typeof createCache>, count: number) => {
  const statuses = await Promise.all(
    Array.from({ length: count }, async (_, index) => (await cache.lookup(ask(index))).status),
  );
  return statuses.flatMap((status, index) => (status === 'hit' ? [index] : []));
};

describe('maxEntries', () => {
  it('drops the oldest tenth when there is one too many', async () => {
    const { time, clock } = clocked();
    const cache = createCache({ clock, maxEntries: 20 });
    for (let index = 0; index < 21; index++) {
      time.now++;
      await cache.store(ask(index), textResponse('Yes.'));
    }
    expect(await served(cache, 21)).toEqual(Array.from({ length: 18 }, (_, index) => index + 3));
  });

  it('goes by the age of the answers, not by their use', async () => {
    const { time, clock } = clocked();
    const cache = createCache({ clock, maxEntries: 2 });
    for (const index of [0, 1]) {
      time.now++;
      await cache.store(ask(index), textResponse('Yes.'));
    }
    await cache.lookup(ask(0));
    time.now++;
    await cache.store(ask(2), textResponse('Yes.'));
    expect(await served(cache, 3)).toEqual([2]);
  });

  it('holds in the store and in the memory of the process that writes', async () => {
    const { time, clock } = clocked();
    upstash = await startUpstash({ clock });
    const store = upstashRedis(upstash.redis, { clock });
    const cache = createCache({
      store,
      clock,
      maxEntries: 10,
      timeouts: patientTimeouts,
      memory: { recheck: Infinity },
    });
    for (let index = 0; index < 25; index++) {
      time.now++;
      await cache.store(ask(index), textResponse('Yes.'));
      await cache.close();
    }
    const other = createCache({ store, clock, memory: false, timeouts: patientTimeouts });
    const inStore = await served(other, 25);
    expect(inStore.length).toBeLessThanOrEqual(10);
    expect(inStore).toEqual(
      Array.from({ length: inStore.length }, (_, index) => 25 - inStore.length + index),
    );
    expect(await served(cache, 25)).toEqual(inStore);
    const commands = upstash.requests('redis').map(({ body }) => JSON.stringify(body).toUpperCase());
    expect(commands.some((command) => /"(KEYS|SCAN)"/.test(command))).toBe(false);
  });

  it('drops the vectors of what it drops, and of nothing else, whatever their scope', async () => {
    const { time, clock } = clocked();
    const index = memoryIndex({ clock });
    const embedder = {
      id: 'counting',
      dimensions: 2,
      embed: async (texts: readonly string[]) =>
        texts.map((text) => {
          const angle = Number(/\d+/.exec(text)?.[0] ?? 0) / 50;
          return new Float32Array([Math.cos(angle), Math.sin(angle)]);
        }),
    };
    const upserted = new Set<string>();
    const watched: typeof index = {
      ...index,
      async upsert(entries, operation) {
        for (const { partition, id } of entries) upserted.add(`${partition} ${id}`);
        await index.upsert(entries, operation);
      },
      async delete(target, operation) {
        for (const id of target.ids ?? []) upserted.delete(`${target.partition} ${id}`);
        await index.delete(target, operation);
      },
    };
    const cache = createCache({
      clock,
      maxEntries: 10,
      semantic: semanticLayer({ index: watched, embedder }),
    });
    for (let number = 0; number < 25; number++) {
      time.now++;
      await cache.store(ask(number, { scope: `tenant-${number % 3}` }), textResponse('Yes.'));
      await cache.close();
    }
    const live = await Promise.all(
      Array.from({ length: 25 }, async (_, number) => {
        const found = await cache.lookup(ask(number, { scope: `tenant-${number % 3}`, semantic: false }));
        return found.status === 'hit' ? found.key : undefined;
      }),
    );
    const vectors = [...upserted].map((each) => each.split(' ')[1]).sort();
    expect(vectors).toEqual(live.filter((key) => key !== undefined).sort());
    expect(vectors.length).toBeLessThanOrEqual(10);
  });

  it('counts what is invalidated by key no more', async () => {
    const store = memoryStore();
    const cache = createCache({ store, memory: false, maxEntries: 10 });
    const outcome = await cache.store(ask(0), textResponse('Yes.'));
    await cache.store(ask(1), textResponse('Yes.'));
    await cache.close();
    expect(await store.records?.count('reprise')).toBe(2);
    if (outcome.stored) await cache.invalidate({ key: outcome.key });
    expect(await store.records?.count('reprise')).toBe(1);
  });

  it.each([0, -1, 1.5, Number.NaN])('%d is refused', (maxEntries) => {
    expect(() => createCache({ maxEntries })).toThrow(InvalidOptionError);
  });

  it('is refused with a store that keeps no records', () => {
    const { records: _, ...store } = memoryStore();
    expect(() => createCache({ store, maxEntries: 10 })).toThrow(InvalidOptionError);
  });
});

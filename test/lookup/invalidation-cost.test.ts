import { afterEach, describe, expect, it } from 'vitest';
import { type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';

const ask = (index: number): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  question: `Question ${index}?`,
  tags: ['catalogue'],
});

let upstash: LocalUpstash | undefined;
afterEach(() => upstash?.close());

/** The requests that invalidating the tag, and a lookup after it, send to the service. */
async function requestsWith(entries: number) {
  upstash = await startUpstash();
  // Bounds that a busy machine doesn't reach: a request that came too late would be a request less.
  const cache = createCache({ store: upstashRedis(upstash.redis), memory: false, timeouts: patientTimeouts });
  for (let index = 0; index < entries; index += 200) {
    const batch = Array.from({ length: Math.min(200, entries - index) }, (_, offset) => ask(index + offset));
    await Promise.all(batch.map((request) => cache.store(request, textResponse('Yes.'))));
    await cache.close();
  }
  upstash.clearRequests();
  await cache.invalidate({ tags: ['catalogue'] });
  const invalidating = upstash.requests('redis').map(({ body }) => body);
  upstash.clearRequests();
  const { status } = await cache.lookup(ask(entries - 1));
  return { invalidating: invalidating.length, lookingUp: upstash.requests('redis').length, status };
}

describe('what invalidating a tag costs', () => {
  it.each([10, 1_000])('with %i entries: one request, and one for the lookup after it', async (entries) => {
    expect(await requestsWith(entries)).toEqual({ invalidating: 1, lookingUp: 1, status: 'miss' });
  });
});

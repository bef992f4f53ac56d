import { type CacheRequest, createCache, textResponse } from 'reprise';
import { startUpstash } from 'reprise/testing';
import { upstashRedis } from 'reprise/upstash';

/** What invalidating a tag costs with few and with many entries, over a real redis-server behind the local REST server. */
const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  question: 'What is in stock?',
  tags: ['catalogue'],
};
const rounds = 50;

console.log('entries   requests   median ms   of the lookup after it');
for (const entries of [100, 100_000]) {
  const upstash = await startUpstash({ redis: 'server' });
  const store = upstashRedis(upstash.redis);
  const timeouts = { read: '10s', write: '60s' } as const;
  const cache = createCache({ store, memory: false, timeouts });
  await cache.store(request, textResponse('Yes.'));
  await cache.close();
  const [name = ''] = (await store.scan('reprise:e:', undefined)).keys;
  const { value = '' } = await store.read(name, []);
  // The others are the same answer under other keys: what counts is how many carry the tag.
  for (let index = 1; index < entries; index += 200) {
    const batch = Array.from({ length: Math.min(200, entries - index) }, (_, offset) =>
      store.write(`reprise:e:filler-${index + offset}`, value, Number.POSITIVE_INFINITY),
    );
    await Promise.all(batch);
  }
  upstash.clearRequests();
  const times: number[] = [];
  const lookups: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await cache.invalidate({ tags: ['catalogue'] });
    const invalidated = performance.now();
    await cache.lookup(request);
    times.push(invalidated - started);
    lookups.push(performance.now() - invalidated);
  }
  const median = (values: number[]) =>
    (values.sort((left, right) => left - right)[rounds / 2] ?? 0).toFixed(2);
  const requests = upstash.requests('redis').length / rounds - 1;
  console.log(
    `${String(entries).padStart(7)}   ${String(requests).padStart(8)}   ${median(times).padStart(9)}   ${median(lookups)}`,
  );
  await upstash.close();
}

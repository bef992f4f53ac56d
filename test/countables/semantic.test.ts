import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/contracts/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { upstashVector } from '../../src/upstash/index.ts';
import { asked, type Scene, scene } from './scene.ts';

let upstash: Scene;
beforeEach(async () => {
  upstash = await scene();
});
afterEach(() => upstash.close());

/** One vector for all, so that all is near: the guards decide. */
function oneVector(): Embedder & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    id: 'one-vector',
    dimensions: 512,
    texts,
    async embed(given) {
      texts.push(...given);
      return given.map(() => new Float32Array(512).fill(1));
    },
  };
}

const paraphrase = 'when is a refund due, please?';
const another = 'When is a refund due in Spain?';

interface Settings {
  readonly queryAhead: boolean;
  readonly own: boolean;
  readonly promptLength?: number;
}

/** A process that has asked the index before, and knows neither the question nor the answer, asks. */
async function ask(question: string, { queryAhead, own, promptLength = 2_500 }: Settings) {
  const { server, wire, open, calls } = upstash;
  const embedder = oneVector();
  const start = () => {
    const index = upstashVector(server.vector, own ? {} : { hostedModel: 'offline' });
    return open({ semantic: semanticLayer({ index, queryAhead, ...(own ? { embedder } : {}) }) });
  };
  const first = start();
  await first.wrapped.doGenerate(asked(promptLength));
  await first.cache.close();
  const second = start();
  await second.wrapped.doGenerate(asked(promptLength, 'Where are you?'));
  await second.cache.close();
  wire.clear();
  embedder.texts.length = 0;
  calls.count = 0;
  await second.wrapped.doGenerate(asked(promptLength, question));
  const requests = wire.askedBefore('model called').filter((request) => !request.endsWith('set'));
  const received = wire.received();
  await second.cache.close();
  return { requests: requests.toSorted(), received, calls: calls.count, embedded: embedder.texts.length };
}

const exactRead = 'hmget+mget';
/** What users rejected, and judges said, of this question. */
const verdicts = 'mget';
/** The vector of a question that some process has embedded before. */
const knownVector = 'mget';

describe.each([
  { embedder: 'hosted', own: false, beside: [verdicts], query: 'vector query-data' },
  { embedder: 'own', own: true, beside: [verdicts, knownVector], query: 'vector query' },
])('through Upstash with the $embedder embedder', ({ own, beside, query }) => {
  // How many of these wait for each other, test/semantic/layer/round-trips.test.ts tells.
  describe.each([{ queryAhead: false }, { queryAhead: true }])('and queryAhead $queryAhead', ({
    queryAhead,
  }) => {
    const redis = queryAhead ? [[...beside, exactRead]] : [[exactRead], beside];
    const expected = [...redis.map((joined) => `redis ${joined.join('+')}`), query].toSorted();

    it('a hit by meaning costs one query, one embedding and no call of the model', async () => {
      const { requests, calls, embedded } = await ask(paraphrase, { queryAhead, own });
      expect(requests).toEqual(expected);
      expect(calls).toBe(0);
      expect(embedded).toBe(own ? 1 : 0);
    });

    it('a miss costs the same, ahead of the model', async () => {
      const { requests, calls, embedded } = await ask(another, { queryAhead, own });
      expect(requests).toEqual(expected);
      expect(calls).toBe(1);
      expect(embedded).toBe(own ? 1 : 0);
    });
  });

  it('a hit brings back no byte more behind a longer system message', async () => {
    const received: number[] = [];
    for (const promptLength of [2_500, 500_000]) {
      received.push((await ask(paraphrase, { queryAhead: false, own, promptLength })).received);
      await upstash.close();
      upstash = await scene();
    }
    const [short = 0, long = 0] = received;
    // Counters begin at random numbers of 10 to 16 digits; an entry has some five of them.
    expect(Math.abs(long - short)).toBeLessThanOrEqual(200);
  });
});

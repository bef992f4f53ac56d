import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { type LocalUpstash, startUpstash, type UpstashFault } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { ending, fakeModel, streamOf, textParts } from '../ai-sdk/fake-model.ts';
import { versions } from '../ai-sdk/versions.ts';
import { patientTimeouts } from '../patience.ts';

const faults: readonly UpstashFault[] = [
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'html', status: 200 },
  { kind: 'truncated' },
  { kind: 'empty-array' },
  { kind: 'latency', milliseconds: 2_000 },
];
const secret = 'the merger is on Friday';

let upstash: LocalUpstash;
const rejections: unknown[] = [];
const remember = (reason: unknown) => rejections.push(reason);

beforeAll(async () => {
  upstash = await startUpstash();
  process.on('unhandledRejection', remember);
});
beforeEach(() => rejections.splice(0));
afterAll(async () => {
  process.off('unhandledRejection', remember);
  await upstash.close();
});

describe.each(versions)('with $name', ({ sdk, specification }) => {
  describe.each(faults)('and a store that answers with $kind $status', (fault) => {
    const setUp = () => {
      const events: CacheEvent[] = [];
      const cache = createCache({
        memory: false,
        store: upstashRedis(upstash.redis, { prefix: `faults${Math.random().toString(36).slice(2)}:` }),
        timeouts: { read: 60, write: 60 },
        onEvent: (event) => events.push(event),
      });
      const model = fakeModel({
        specification,
        generate: () => ({
          content: [{ type: 'text', text: 'On Friday.' }],
          ...ending(specification),
          warnings: [],
        }),
        stream: () => streamOf(textParts(specification, ['On ', 'Friday.'])),
      });
      const wrapped = sdk.wrapLanguageModel({ model: model as never, middleware: cacheMiddleware(cache) });
      return { cache, events, model, wrapped };
    };

    it('every call succeeds, the wait is bounded, nothing is served that was not stored', async () => {
      const { cache, events, model, wrapped } = setUp();
      const lift = upstash.fault(fault);
      try {
        for (let call = 0; call < 7; call++) {
          const { text } = await sdk.generateText({
            model: wrapped,
            prompt: `${secret} ${call % 2}`,
            maxRetries: 0,
          });
          expect(text).toBe('On Friday.');
        }
        expect(await sdk.streamText({ model: wrapped, prompt: secret }).text).toBe('On Friday.');
        await cache.close();
      } finally {
        lift();
      }
      expect(model.calls).toHaveLength(8);
      const waits = events.filter((event) => event.type === 'failure');
      expect(waits.length).toBeGreaterThan(0);
      expect(events).toContainEqual(expect.objectContaining({ type: 'circuit', state: 'open' }));
      expect(JSON.stringify(events)).not.toContain('merger');
      await new Promise((resolve) => setImmediate(resolve));
      expect(rejections).toEqual([]);
    });
  });
});

describe('a store that comes back', () => {
  it('is asked again after a single failure, and holds nothing false', async () => {
    const store = upstashRedis(upstash.redis, { prefix: 'back:' });
    const cache = createCache({ memory: false, store, timeouts: patientTimeouts });
    const request = { provider: 'openai', model: 'gpt-4o', question: 'When?' };
    upstash.fault({ kind: 'status', status: 500, times: 1 });
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'unavailable' });
    await cache.close();
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss', reason: 'absent' });
  });

  it('memory serves while it is down, for as long as the user allows', async () => {
    const store = upstashRedis(upstash.redis, { prefix: 'down:' });
    const cache = createCache({
      store,
      timeouts: { read: 60 },
      memory: { recheck: Number.POSITIVE_INFINITY },
    });
    const request = { provider: 'openai', model: 'gpt-4o', question: 'When?' };
    const lift = upstash.fault({ kind: 'hang' });
    const miss = await cache.getOrSet(request, async () => ({
      parts: [{ type: 'text', text: 'Now.' }],
      finishReason: 'stop',
    }));
    const hit = await cache.getOrSet(request, async () => Promise.reject(new Error('called')));
    lift();
    expect([miss.status, hit.status]).toEqual(['miss', 'hit']);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { CalibrationMismatchError, type Embedder, type VectorIndex } from '../../../src/contracts/index.ts';
import {
  type CachedResponse,
  type CacheEvent,
  type CacheOptions,
  type CacheRequest,
  createCache,
  InvalidOptionError,
  responseText,
  textResponse,
} from '../../../src/index.ts';
import { localEmbedder } from '../../../src/local-embedder/index.ts';
import { memoryIndex, memoryStore } from '../../../src/memory/index.ts';
import { type SemanticLayerOptions, semanticLayer } from '../../../src/semantic/index.ts';
import { patientTimeouts } from '../../patience.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', context: { system: 'You help.' } };
const asked = { ...request, question: 'How do I reset my password?' };
const paraphrase = { ...request, question: 'How can I reset my password?' };
const unrelated = { ...request, question: 'What is the capital of France?' };
const embedder = localEmbedder();

function setUp(semantic: Partial<SemanticLayerOptions> = {}, options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const events: CacheEvent[] = [];
  const cache = createCache({
    clock,
    onEvent: (event) => events.push(event),
    semantic: semanticLayer({
      index: memoryIndex({ clock }),
      embedder,
      threshold: 0.9,
      verify: false,
      ...semantic,
    }),
    timeouts: patientTimeouts,
    ...options,
  });
  const store = async (to: CacheRequest, response: CachedResponse) => {
    const outcome = await cache.store(to, response);
    await cache.close();
    return outcome;
  };
  return { cache, time, clock, events, store };
}

// The model is loaded by the first text, which would count against the first test's timeout.
beforeAll(() => embedder.embed(['warm up']));

describe('the semantic layer', () => {
  it('serves a paraphrase, and says how near it was', async () => {
    const { cache, store, time } = setUp();
    await store(asked, textResponse('Click "Forgot password".', { inputTokens: 10 }));
    time.now += 5_000;
    const hit = await cache.lookup(paraphrase);
    expect(hit).toMatchObject({ status: 'hit', layer: 'semantic', ageMs: 5_000, saved: { inputTokens: 10 } });
    if (hit.status !== 'hit') throw new Error('unexpected');
    expect(hit.similarity).toBeGreaterThan(0.9);
    expect(responseText(hit.response)).toBe('Click "Forgot password".');
  });

  it('tells why a question was not served', async () => {
    const { cache, store } = setUp();
    await store(asked, textResponse('Click.'));
    expect(await cache.lookup(unrelated)).toMatchObject({
      status: 'miss',
      semantic: { reason: 'below-threshold' },
    });
    expect(await cache.lookup({ ...request, context: {}, question: 'x' })).toMatchObject({
      semantic: { reason: 'no-neighbour' },
    });
    expect(await cache.lookup(request)).toMatchObject({ semantic: { reason: 'no-question' } });
    expect(await cache.lookup({ ...paraphrase, semantic: false })).toMatchObject({
      semantic: { reason: 'turned-off' },
    });
  });

  it.each([
    ['scope', { scope: 'b' }],
    ['context', { context: { system: 'You joke.' } }],
    ['model', { model: 'gpt-4o' }],
    ['provider', { provider: 'azure' }],
    ['temperature', { temperature: 0 }],
    ['output', { output: { type: 'json' } }],
  ] as const)('never serves across another %s', async (_, change) => {
    const { cache, store } = setUp();
    await store({ ...asked, scope: 'a' }, textResponse('Click.'));
    expect((await cache.lookup({ ...paraphrase, scope: 'a' })).status).toBe('hit');
    expect((await cache.lookup({ ...paraphrase, scope: 'a', ...change })).status).toBe('miss');
  });

  it('two tenants with the same questions never share', async () => {
    const { cache, store } = setUp();
    for (const scope of ['a', 'b']) await store({ ...asked, scope }, textResponse(`Answer of ${scope}.`));
    for (const scope of ['a', 'b']) {
      const hit = await cache.lookup({ ...paraphrase, scope });
      expect(hit.status === 'hit' && responseText(hit.response)).toBe(`Answer of ${scope}.`);
    }
  });

  it('in 1,000 turns, a follow-up is never answered from another conversation', async () => {
    const { cache } = setUp({ threshold: 0.5 });
    const places = Array.from({ length: 500 }, (_, index) => `City ${index}`);
    let wrong = 0;
    for (const place of places) {
      const earlier = [
        { role: 'user', text: `What is the weather like in ${place}?` },
        { role: 'assistant', text: 'Mild.' },
      ];
      for (const question of ['And in winter?', 'and in the winter?']) {
        const turn = { ...request, context: { messages: earlier }, question };
        const { response } = await cache.getOrSet(turn, async () => textResponse(`Winter in ${place}.`));
        if (responseText(response) !== `Winter in ${place}.`) wrong++;
        await cache.close();
      }
    }
    expect(wrong).toBe(0);
    expect((await cache.stats()).hits.semantic).toBeGreaterThan(400);
  });

  it('a semantic hit never outlives its entry, nor an invalidation of it', async () => {
    const { cache, store, time } = setUp();
    await store({ ...asked, ttl: '10m', tags: ['help'] }, textResponse('Click.'));
    time.now += 10 * 60_000;
    expect((await cache.lookup(paraphrase)).status).toBe('miss');
    await store({ ...asked, tags: ['help'] }, textResponse('Click.'));
    expect((await cache.lookup(paraphrase)).status).toBe('hit');
    await cache.invalidate({ tags: ['help'] });
    expect(await cache.lookup(paraphrase)).toMatchObject({ status: 'miss', semantic: { reason: 'gone' } });
  });

  it('the key that a hit names evicts the entry that served it', async () => {
    const { cache, store } = setUp();
    await store(asked, textResponse('A bad answer.'));
    const hit = await cache.lookup(paraphrase);
    if (hit.status !== 'hit') throw new Error('unexpected');
    await cache.invalidate({ key: hit.key });
    expect((await cache.lookup(paraphrase)).status).toBe('miss');
  });

  it('an answer that calls tools is found by its exact request only', async () => {
    const { cache, store } = setUp();
    const call = { type: 'tool-call', toolCallId: '1', toolName: 'reset', input: '{}' } as const;
    await store(asked, { parts: [call], finishReason: 'tool-calls' });
    expect((await cache.lookup(asked)).status).toBe('hit');
    expect((await cache.lookup(paraphrase)).status).toBe('miss');
  });

  it('an entry too large for the index is kept there by name, and found', async () => {
    const store = memoryStore();
    const index = memoryIndex();
    const small: VectorIndex = { ...index, capabilities: { ...index.capabilities, maxPayloadBytes: 200 } };
    const { cache, store: write } = setUp({ index: small }, { store, clock: Date.now });
    await write(asked, textResponse('Click. '.repeat(200)));
    const hit = await cache.lookup(paraphrase);
    expect(hit).toMatchObject({ status: 'hit', layer: 'semantic' });
  });

  it('embeds a question once, for all processes that share a store', async () => {
    const texts: string[] = [];
    const counting: Embedder = {
      ...embedder,
      embed: (all, operation) => {
        texts.push(...all);
        return embedder.embed(all, operation);
      },
    };
    const store = memoryStore();
    const index = memoryIndex();
    const one = setUp({ embedder: counting, index }, { store, clock: Date.now });
    await one.store(asked, textResponse('Click.'));
    await one.cache.lookup(paraphrase);
    await one.cache.close();
    const two = setUp({ embedder: counting, index }, { store, clock: Date.now });
    await two.cache.lookup(paraphrase);
    expect(texts).toEqual([asked.question, paraphrase.question]);
  });

  describe('faults', () => {
    const broken: readonly (readonly [string, Partial<SemanticLayerOptions>])[] = [
      [
        'an embedder that rejects',
        { embedder: { ...embedder, embed: () => Promise.reject(new Error('down')) } },
      ],
      [
        'an embedder that throws',
        {
          embedder: {
            ...embedder,
            embed: () => {
              throw new Error('bug');
            },
          },
        },
      ],
      ['an embedder that hangs', { embedder: { ...embedder, embed: () => new Promise(() => undefined) } }],
      ['an embedder that gives nothing', { embedder: { ...embedder, embed: async () => [] } }],
      [
        'an index that rejects',
        { index: { ...memoryIndex(), query: () => Promise.reject(new Error('down')) } },
      ],
      ['an index that hangs', { index: { ...memoryIndex(), query: () => new Promise(() => undefined) } }],
      [
        'an index that refuses writes',
        { index: { ...memoryIndex(), upsert: () => Promise.reject(new Error('full')) } },
      ],
      [
        'a verifier that throws',
        {
          verify: () => {
            throw new Error('bug');
          },
        },
      ],
    ];
    it.each(broken)('%s is a miss, and the call succeeds', async (_, semantic) => {
      const { cache } = setUp(semantic, { timeouts: { embed: 30, query: 30, write: 30 } });
      await cache.getOrSet(asked, async () => textResponse('Click.'));
      await cache.close();
      const result = await cache.getOrSet(paraphrase, async () => textResponse('Made afresh.'));
      expect(result.status).toBe('miss');
      expect(responseText(result.response)).toBe('Made afresh.');
    });

    it('a payload that is damaged is a miss and is cleaned up', async () => {
      const index = memoryIndex();
      const damaging: VectorIndex = {
        ...index,
        upsert: (entries, operation) =>
          index.upsert(
            entries.map((entry) => ({ ...entry, payload: '{"v":1' })),
            operation,
          ),
      };
      const { cache, store } = setUp({ index: damaging }, { clock: Date.now });
      await store(asked, textResponse('Click.'));
      expect(await cache.lookup(paraphrase)).toMatchObject({ status: 'miss', semantic: { reason: 'gone' } });
      await cache.close();
      expect(await cache.lookup(paraphrase)).toMatchObject({ semantic: { reason: 'no-neighbour' } });
    });
  });

  describe('shadow mode and audits', () => {
    it('shadow serves nothing by meaning and compares what it would have served', async () => {
      const { cache, store, events } = setUp({ mode: 'shadow' });
      await store(asked, textResponse('Click "Forgot password" on the login page.'));
      const result = await cache.getOrSet(paraphrase, async () =>
        textResponse('On the login page, click "Forgot password".'),
      );
      await cache.close();
      expect(result).toMatchObject({ status: 'miss', semantic: { reason: 'shadow' } });
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'audited', served: false, agrees: true }),
      );
    });

    it('tells an answer that would have been wrong', async () => {
      const { cache, store, events } = setUp({ mode: 'shadow', threshold: 0.3 });
      await store(asked, textResponse('Click "Forgot password" on the login page.'));
      await cache.getOrSet({ ...request, question: 'How do I reset my router?' }, async () =>
        textResponse('Hold the small button for ten seconds.'),
      );
      await cache.close();
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'audited', served: false, agrees: false }),
      );
      const once = { total: 1, wrong: 1 };
      expect((await cache.stats()).audits).toMatchObject({ ...once, shadow: once });
    });

    it('an audited hit is served at once and compared in the background', async () => {
      const { cache, store, events } = setUp({ audit: 1 });
      await store(asked, textResponse('Click.'));
      const result = await cache.getOrSet(paraphrase, async () => textResponse('Click.'));
      await cache.close();
      expect(result).toMatchObject({ status: 'hit', layer: 'semantic' });
      expect(events).toContainEqual(expect.objectContaining({ type: 'audited', served: true, agrees: true }));
      expect((await cache.stats()).audits).toMatchObject({ total: 1, shadow: { total: 0 } });
    });

    it('tightens itself when more audited hits are wrong than the budget allows, and says so', async () => {
      const { cache, store, events } = setUp({ audit: 1, maxErrorRate: 0.05 });
      await store(asked, textResponse('Click "Forgot password" on the login page.'));
      for (let call = 0; call < 40; call++) {
        await cache.getOrSet(paraphrase, async () =>
          textResponse(`Bananas are yellow, and ${call} of them are ripe.`),
        );
        await cache.close();
      }
      expect(events).toContainEqual(expect.objectContaining({ type: 'tightened' }));
      const other = { ...request, question: 'How could I reset my password?' };
      expect(await cache.lookup(other)).toMatchObject({ status: 'miss', semantic: { reason: 'tightened' } });
    });
  });

  describe('a calibration', () => {
    const told = { embedder: embedder.id, maxErrorRate: 0.05, confidence: 0.95 } as const;
    const calibrated = { status: 'calibrated', ...told, accepted: 400, wrong: 3, bound: 0.02 } as const;

    it('sets the threshold', async () => {
      const { cache, store } = setUp({ threshold: { ...calibrated, threshold: 0.999 } });
      await store(asked, textResponse('Click.'));
      expect(await cache.lookup(paraphrase)).toMatchObject({ semantic: { reason: 'below-threshold' } });
    });

    it('that was not possible serves nothing by meaning', async () => {
      const { cache, store } = setUp({
        threshold: { status: 'not-possible', reason: 'over-budget', ...told },
      });
      await store(asked, textResponse('Click.'));
      expect((await cache.lookup(paraphrase)).status).toBe('miss');
    });

    it('of another embedder is refused', () => {
      const threshold = { ...calibrated, embedder: 'another', threshold: 0.9 };
      expect(() => setUp({ threshold })).toThrow(CalibrationMismatchError);
    });
  });

  it('refuses an index that embeds nothing without an embedder', () => {
    expect(() => semanticLayer({ index: memoryIndex() })).toThrow(InvalidOptionError);
  });
});

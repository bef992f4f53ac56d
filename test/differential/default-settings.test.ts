import { FakeListChatModel } from '@langchain/core/utils/testing';
import { generateText, wrapLanguageModel } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { describe, expect, it } from 'vitest';
import { type CallSettings, cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { type CacheEvent, createCache, type ResponseCache } from '../../src/index.ts';
import { CachedChatModel, cacheAgentMiddleware, RepriseCache } from '../../src/langchain/index.ts';
import { memoryIndex } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { embedder } from '../semantic/layer/scene.ts';

/** A way to ask a question, and how often its model was asked. */
interface Asking {
  readonly ask: (question: string) => Promise<unknown>;
  readonly calls: () => number;
}

/** A LangChain model of a user's own that is counted. */
class CountedModel extends FakeListChatModel {
  readonly model = 'counted-1';
  calls = 0;

  constructor(cache?: RepriseCache) {
    super({ responses: ['An answer.'], ...(cache === undefined ? {} : { cache }) });
  }

  override async _generate(...given: Parameters<FakeListChatModel['_generate']>) {
    this.calls++;
    return super._generate(...given);
  }
}

function aiSdk(cache: ResponseCache, settings: CallSettings): Asking {
  const model = new MockLanguageModelV3({
    doGenerate: {
      content: [{ type: 'text', text: 'An answer.' }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
      warnings: [],
    },
  });
  const wrapped = wrapLanguageModel({ model, middleware: cacheMiddleware(cache, settings) });
  return {
    ask: (prompt) => generateText({ model: wrapped, prompt }),
    calls: () => model.doGenerateCalls.length,
  };
}

function chatModel(cache: ResponseCache, settings: CallSettings): Asking {
  const model = new CountedModel();
  const cached = new CachedChatModel({ model, cache, ...settings });
  return { ask: (question) => cached.invoke(question), calls: () => model.calls };
}

function agentMiddleware(cache: ResponseCache, settings: CallSettings): Asking {
  const model = new CountedModel();
  const { wrapModelCall } = cacheAgentMiddleware(cache, settings);
  return {
    ask: (question) => wrapModelCall({ model }, (request) => request.model.invoke(question)),
    calls: () => model.calls,
  };
}

function baseCache(cache: ResponseCache, settings: CallSettings): Asking {
  const model = new CountedModel(new RepriseCache(cache, { model: 'counted', ...settings }));
  return { ask: (question) => model.invoke(question), calls: () => model.calls };
}

describe.each([
  ['cacheMiddleware', aiSdk],
  ['CachedChatModel', chatModel],
  ['cacheAgentMiddleware', agentMiddleware],
  ['RepriseCache', baseCache],
])('%s holds for all its calls', (_, asking) => {
  function scene(settings: CallSettings) {
    const time = { now: 1_700_000_000_000 };
    const clock = () => time.now;
    const events: CacheEvent[] = [];
    const cache = createCache({
      clock,
      onEvent: (event) => events.push(event),
      semantic: semanticLayer({ index: memoryIndex({ clock }), embedder }),
    });
    return { cache, time, events, ...asking(cache, settings) };
  }

  it('a scope', async () => {
    const { cache, ask, calls } = scene({ scope: 'ada' });
    await ask('Hello?');
    await cache.invalidate({ scope: 'ben' });
    await ask('Hello?');
    expect(calls()).toBe(1);
    await cache.invalidate({ scope: 'ada' });
    await ask('Hello?');
    expect(calls()).toBe(2);
  });

  it('tags', async () => {
    const { cache, ask, calls } = scene({ tags: ['prices'] });
    await ask('Hello?');
    await cache.invalidate({ tags: ['prices'] });
    await ask('Hello?');
    expect(calls()).toBe(2);
  });

  it('a lifetime', async () => {
    const { time, ask, calls } = scene({ ttl: '10s' });
    await ask('Hello?');
    time.now += 9_000;
    await ask('Hello?');
    expect(calls()).toBe(1);
    time.now += 2_000;
    await ask('Hello?');
    expect(calls()).toBe(2);
  });

  it('a mode', async () => {
    const { ask, calls } = scene({ mode: 'bypass' });
    await ask('Hello?');
    await ask('Hello?');
    expect(calls()).toBe(2);
  });

  it('whether answers to other wordings serve', async () => {
    const { ask, events } = scene({ semantic: false });
    await ask('Hello?');
    expect(events.find(({ type }) => type === 'semantic')).toMatchObject({ reason: 'turned-off' });
  });
});

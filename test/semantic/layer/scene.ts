import type { Embedder, VectorIndex } from '../../../src/contracts/index.ts';
import type { Judge, JudgeQuestion } from '../../../src/contracts/judge.ts';
import {
  type CacheEvent,
  type CacheOptions,
  type CacheRequest,
  createCache,
  textResponse,
} from '../../../src/index.ts';
import { memoryIndex, memoryStore } from '../../../src/memory/index.ts';
import { type SemanticLayerOptions, semanticLayer } from '../../../src/semantic/index.ts';
import { patientTimeouts } from '../../patience.ts';

/** Everything is near to everything, the more so the more two texts begin alike. */
export const embedder: Embedder = {
  id: 'unmeasured',
  dimensions: 2,
  embed: async (texts) => texts.map((text) => new Float32Array([1, (text.charCodeAt(0) % 32) / 64])),
};

export const unsure = () => ({ verdict: 'unsure', reason: 'wording' }) as const;

export const ask = (question: string, more: Partial<CacheRequest> = {}): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  context: { system: 'You help.' },
  question,
  ...more,
});

/** A judge that says yes to the pairs that it is given, and what it was asked. */
export function oracle(pairs: Readonly<Record<string, string>>, more: Partial<Judge> = {}) {
  const asked: JudgeQuestion[] = [];
  const judge: Judge = {
    ...more,
    async decide(question) {
      asked.push(question);
      const place = question.candidates.indexOf(pairs[question.asked] ?? '');
      return { choice: place < 0 ? undefined : place };
    },
  };
  return { judge, asked };
}

/** Caches of several processes over one store and one index, all by one clock. */
export function scene(options: CacheOptions = {}) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const store = memoryStore({ clock });
  const index: VectorIndex = memoryIndex({ clock });
  const events: CacheEvent[] = [];
  const open = (semantic: Partial<SemanticLayerOptions> = {}, more: CacheOptions = {}) => {
    const cache = createCache({
      clock,
      store,
      memory: { recheck: 0 },
      timeouts: patientTimeouts,
      onEvent: (event) => events.push(event),
      semantic: semanticLayer({ index, embedder, verify: unsure, ...semantic }),
      ...options,
      ...more,
    });
    const put = async (question: string, more: Partial<CacheRequest> = {}) => {
      const outcome = await cache.store(ask(question, more), textResponse(`Answer to ${question}`));
      await cache.close();
      return outcome.stored ? outcome.key : '';
    };
    const look = async (question: string, more: Partial<CacheRequest> = {}) => {
      const found = await cache.lookup(ask(question, more));
      await cache.close();
      return found;
    };
    return { cache, put, look };
  };
  return { time, clock, store, index, events, open };
}

import { builtinPrices, createCache, textResponse } from 'reprise';
import { dashboard } from 'reprise/dashboard';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { judge, semanticLayer } from 'reprise/semantic';
import { serve } from '../../src/cli/serve.ts';
import { patientTimeouts } from '../patience.ts';

const usage = { inputTokens: 900, outputTokens: 300 };

/** A cache to which all happened that a dashboard tells of, and its page on this machine. */
export async function watchedCache() {
  const time = { now: Date.UTC(2026, 4, 4, 9) };
  const clock = () => time.now;
  const cache = createCache({
    clock,
    prices: { ...builtinPrices, price: () => builtinPrices.price('openai', 'gpt-4.1-mini') },
    semantic: semanticLayer({
      index: memoryIndex({ clock }),
      embedder: localEmbedder(),
      audit: 1,
      judge: {
        ...judge(async () => 'none'),
        decide: async ({ asked }) => ({
          choice: asked.startsWith('I forgot') ? 0 : undefined,
          usage: { inputTokens: 120, outputTokens: 2 },
        }),
        billedAs: { provider: 'openai', model: 'gpt-4.1-mini' },
      },
    }),
    timeouts: patientTimeouts,
  });
  const handler = dashboard(cache, {
    authorize: () => true,
    texts: 'shown',
    promptCache: { report: () => ({ calls: 4, hitRate: 0.62, saved: 0.0031 }) },
  });
  const ask = async (question: string, answer = `About: ${question}`, more: object = {}) => {
    const request = {
      provider: 'openai',
      model: 'gpt-4.1-mini',
      question,
      tags: ['help', 'prices'],
      ...more,
    };
    const result = await cache.getOrSet(request, async () => textResponse(answer, usage));
    await cache.close();
    time.now += 40_000;
    return result;
  };
  for (const question of [
    'How do I reset my password?',
    'How do I reset my password?',
    'How can I reset my password?',
    'I forgot my password, what now?',
    'What do 2 tickets cost?',
    'What do 3 tickets cost?',
    'How do I reset my router?',
    'Do not reset my password',
    'How do I cancel my invoice?',
    'What is the capital of Norway?',
    'How do I cancel my invoice?',
    "What's the way to cancel my invoice?",
    '<img src=x onerror=alert(1)> how do I reset my password?',
  ]) {
    await ask(question);
  }
  await ask('How do I reset my password?', 'No.', { mode: 'bypass' });
  const wrong = await ask('How can I reset my password?', 'Bananas are yellow.');
  if (wrong.status === 'hit' && wrong.layer === 'semantic') await cache.reject(wrong);
  const server = await serve(handler, 0);
  return { cache, ask, url: `http://127.0.0.1:${server.port}/`, close: () => server.close() };
}

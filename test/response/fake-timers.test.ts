import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCache, textResponse } from '../../src/index.ts';

describe('under the fake timers of a test', () => {
  it('answers with dates are stored, and come back', async () => {
    const made = new Date(1_000);
    vi.useFakeTimers({ toFake: ['Date'], now: 2_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    for (const timestamp of [made, new Date(1_000)]) {
      const cache = createCache();
      const request = { provider: 'openai', model: 'gpt-4o', question: 'When?' };
      const response = { ...textResponse('Now.'), providerMetadata: { openai: { timestamp } } };
      expect(await cache.store(request, response)).toMatchObject({ stored: true });
      expect(await cache.lookup(request)).toMatchObject({ status: 'hit', response });
    }
  });
});

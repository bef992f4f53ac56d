import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { patientTimeouts } from '../patience.ts';
import { versions } from './versions.ts';

const answer = 'The sky is blue because air scatters short waves of light more than long ones.';
const mock = new LLMock({ port: 0 });

beforeAll(async () => {
  mock.onMessage(/blue/, { content: answer });
  mock.onMessage(/fail/, { error: { message: 'overloaded', type: 'server_error' }, status: 400 });
  await mock.start();
});
afterEach(() => mock.clearRequests());
afterAll(() => mock.stop());

describe.each(versions)('identical concurrent calls with $name', ({ sdk, openai }) => {
  const model = () => {
    const cache = createCache({ timeouts: patientTimeouts });
    const wrapped = sdk.wrapLanguageModel({
      model: openai(`${mock.url}/v1`)('gpt-4o-mini') as never,
      middleware: cacheMiddleware(cache),
    });
    return { cache, wrapped };
  };

  it.each([5, 1_000])('generateText: %i callers, one provider call, complete answers', async (callers) => {
    const { wrapped } = model();
    const results = await Promise.all(
      Array.from({ length: callers }, () =>
        sdk.generateText({ model: wrapped, prompt: 'Why is the sky blue?' }),
      ),
    );
    expect(mock.getRequests()).toHaveLength(1);
    expect(results.map(({ text }) => text)).toEqual(Array(callers).fill(answer));
  });

  it.each([5, 1_000])('streamText: %i callers, one provider call, complete answers', async (callers) => {
    const { wrapped } = model();
    const texts = await Promise.all(
      Array.from(
        { length: callers },
        async () => sdk.streamText({ model: wrapped, prompt: 'Why is the sky blue?' }).text,
      ),
    );
    expect(mock.getRequests()).toHaveLength(1);
    expect(texts).toEqual(Array(callers).fill(answer));
  });

  it('generate and stream at once: one provider call', async () => {
    const { wrapped, cache } = model();
    const asked = { model: wrapped, prompt: 'Why is the sky blue?' };
    const [generated, streamed] = await Promise.all([sdk.generateText(asked), sdk.streamText(asked).text]);
    expect([generated.text, streamed]).toEqual([answer, answer]);
    expect(mock.getRequests()).toHaveLength(1);
    expect((await cache.stats()).shared).toBe(1);
  });

  it("the provider's failure reaches all, and nothing is stored", async () => {
    const { wrapped, cache } = model();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        sdk.generateText({ model: wrapped, prompt: 'please fail', maxRetries: 0 }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(mock.getRequests()).toHaveLength(1);
    await expect(
      sdk.generateText({ model: wrapped, prompt: 'please fail', maxRetries: 0 }),
    ).rejects.toThrow();
    expect((await cache.stats()).stored).toBe(0);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { localEmbedder } from '../../src/local-embedder/index.ts';
import { memoryIndex } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { patientTimeouts } from '../patience.ts';
import { ending, fakeModel, streamOf, textParts } from './fake-model.ts';
import { versions } from './versions.ts';

const embedder = localEmbedder();
beforeAll(() => embedder.embed(['warm up']));

describe.each(versions)('a semantic hit with $name', ({ sdk, specification }) => {
  const setUp = () => {
    const cache = createCache({
      semantic: semanticLayer({ index: memoryIndex(), embedder }),
      timeouts: patientTimeouts,
    });
    const model = fakeModel({
      specification,
      generate: () => ({
        content: [{ type: 'text', text: 'Click it.' }],
        ...ending(specification),
        warnings: [],
      }),
      stream: () => streamOf(textParts(specification, ['Click ', '"Forgot ', 'password".'])),
    });
    const wrapped = sdk.wrapLanguageModel({ model: model as never, middleware: cacheMiddleware(cache) });
    return { cache, model, wrapped };
  };
  const system = 'You help with accounts.';

  it('streams the whole answer in the chunks that were recorded', async () => {
    const { cache, model, wrapped } = setUp();
    await sdk.streamText({ model: wrapped, system, prompt: 'How do I reset my password?' }).text;
    await cache.close();
    const hit = sdk.streamText({ model: wrapped, system, prompt: 'How can I reset my password?' });
    const chunks: string[] = [];
    for await (const chunk of hit.textStream) chunks.push(chunk);
    expect(chunks).toEqual(['Click ', '"Forgot ', 'password".']);
    expect(await hit.providerMetadata).toMatchObject({ reprise: { status: 'hit', layer: 'semantic' } });
    expect(model.calls).toHaveLength(1);
  });

  it('is generated from an answer that was streamed', async () => {
    const { cache, model, wrapped } = setUp();
    await sdk.streamText({ model: wrapped, system, prompt: 'How do I reset my password?' }).text;
    await cache.close();
    const hit = await sdk.generateText({ model: wrapped, system, prompt: 'How can I reset my password?' });
    expect(hit.text).toBe('Click "Forgot password".');
    expect(model.calls).toHaveLength(1);
  });

  it('is not given under another system prompt, or after other turns', async () => {
    const { cache, model, wrapped } = setUp();
    await sdk.generateText({ model: wrapped, system, prompt: 'How do I reset my password?' });
    await cache.close();
    await sdk.generateText({ model: wrapped, system: 'You joke.', prompt: 'How can I reset my password?' });
    await sdk.generateText({
      model: wrapped,
      system,
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hello!' },
        { role: 'user', content: 'How can I reset my password?' },
      ],
    });
    expect(model.calls).toHaveLength(3);
  });

  it('a miss tells how near the nearest question was, and why it was not served', async () => {
    const { cache, wrapped } = setUp();
    await sdk.generateText({ model: wrapped, system, prompt: 'How do I reset my password?' });
    await cache.close();
    const { providerMetadata } = await sdk.generateText({
      model: wrapped,
      system,
      prompt: 'What is the capital of France?',
    });
    expect(providerMetadata).toMatchObject({
      reprise: { status: 'miss', semantic: { reason: expect.any(String), similarity: expect.any(Number) } },
    });
  });
});

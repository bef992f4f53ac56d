import { createOpenAI } from '@ai-sdk/openai';
import { generateText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';

/** OpenAI's chat completions, answered here. */
const answering: typeof fetch = async () =>
  Response.json({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'gpt-4o-mini',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Air.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
  });

describe('the telemetry of ai 7', () => {
  it('is told with each call whether it was a hit, and from which layer', async () => {
    const model = wrapLanguageModel({
      model: createOpenAI({ apiKey: 'none', fetch: answering }).chat('gpt-4o-mini'),
      middleware: cacheMiddleware(createCache()),
    });
    const told: unknown[] = [];
    const integrations = {
      onLanguageModelCallEnd: ({ providerMetadata }: { readonly providerMetadata?: object }) => {
        told.push(providerMetadata);
      },
    };
    for (let call = 0; call < 2; call++) {
      await generateText({ model, prompt: 'Why is the sky blue?', telemetry: { integrations } });
    }
    expect(told).toMatchObject([
      { reprise: { status: 'miss' } },
      { reprise: { status: 'hit', layer: 'memory' } },
    ]);
  });
});

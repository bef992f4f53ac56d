import { createAnthropic } from '@ai-sdk/anthropic';
import { generateText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { type PromptCacheMiddlewareOptions, promptCacheMiddleware } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch } from '../wire.ts';

/** What is sent to Anthropic. */
async function sent(options: PromptCacheMiddlewareOptions, instructions: string): Promise<string> {
  const wire = captureFetch(answers.anthropic);
  const model = createAnthropic({ apiKey: 'none', fetch: wire.fetch })('claude-sonnet-4-5');
  const middleware = promptCacheMiddleware(options);
  await generateText({ model: wrapLanguageModel({ model, middleware }), instructions, prompt: 'Hello' });
  return JSON.stringify(wire.bodies[0]);
}

describe('the options of promptCacheMiddleware', () => {
  it('countTokens decides what is long enough for the provider', async () => {
    expect(await sent({}, 'Be kind.')).not.toContain('cache_control');
    expect(await sent({ countTokens: () => 5_000 }, 'Be kind.')).toContain('cache_control');
  });

  it('gap chooses for how long the provider keeps it', async () => {
    const instructions = prose('support', 5_000);
    expect(await sent({ gap: '1m' }, instructions)).not.toContain('"ttl":"1h"');
    expect(await sent({ gap: '20m' }, instructions)).toContain('"ttl":"1h"');
  });
});

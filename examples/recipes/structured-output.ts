// A structured answer: stored only if it is the JSON that was asked for.
import { openai } from '@ai-sdk/openai';
import { generateText, Output, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata } from 'reprise/ai-sdk';
import { z } from 'zod';

const cache = createCache({ ttl: '1h' });
const model = wrapLanguageModel({ model: openai.chat('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });
const recipe = z.object({ title: z.string(), minutes: z.number() });

for (let round = 0; round < 2; round++) {
  const result = await generateText({
    model,
    output: Output.object({ schema: recipe }),
    prompt: 'A recipe for tomato soup',
  });
  console.log(`${repriseMetadata(result)?.status}: ${JSON.stringify(result.output)}`);
}
await cache.close();

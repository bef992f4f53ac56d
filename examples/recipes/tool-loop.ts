// A loop with a tool: the calls of the model are cached, and the tool runs each time.
import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs, tool, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata } from 'reprise/ai-sdk';
import { z } from 'zod';

const cache = createCache({ ttl: '10m' });
const model = wrapLanguageModel({ model: openai.chat('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });
let runs = 0;
const weather = tool({
  description: 'The weather in a city, now.',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => {
    runs++;
    return { city, celsius: 18 };
  },
});

for (let round = 0; round < 2; round++) {
  const { steps, text } = await generateText({
    model,
    tools: { weather },
    stopWhen: stepCountIs(3),
    prompt: 'What is the weather in Lisbon?',
  });
  const where = steps.map((step) => repriseMetadata(step)?.status).join(', ');
  console.log(`${where}: ${text} (the tool ran ${runs} times)`);
}
await cache.close();

// What is answered from a document goes when the document changes.
import { openai } from '@ai-sdk/openai';
import { generateText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata, repriseOptions } from 'reprise/ai-sdk';

const cache = createCache({
  ttl: '7d',
  // What is asked about prices is good for an hour at the most, whoever asks.
  rules: [
    { matching: /price/i, ttl: '1h' },
    { on: 'document.updated', tags: ({ id }) => [`document:${id}`] },
  ],
});
const model = wrapLanguageModel({ model: openai('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });

async function ask(): Promise<void> {
  const result = await generateText({
    model,
    prompt: 'What is the capital of France?',
    providerOptions: repriseOptions({ tags: ['document:42'] }),
  });
  console.log(repriseMetadata(result)?.status);
}

await ask();
await ask();
await cache.emit('document.updated', { id: 42 });
await ask();
await cache.close();

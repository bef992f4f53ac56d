// A streamed answer, live and from the cache.
import { openai } from '@ai-sdk/openai';
import { streamText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata } from 'reprise/ai-sdk';

const cache = createCache({ ttl: '1h' });
// `recorded` gives a warm answer at the model's own pace; the default, `instant`, as fast as it is read.
const middleware = cacheMiddleware(cache, { replay: 'recorded' });
const model = wrapLanguageModel({ model: openai('gpt-4.1-mini'), middleware });

for (let round = 0; round < 2; round++) {
  const result = streamText({ model, prompt: 'What is the capital of France?' });
  let text = '';
  for await (const delta of result.textStream) text += delta;
  const metadata = await repriseMetadata(result);
  console.log(`${metadata?.status}: ${text}`);
}
await cache.close();

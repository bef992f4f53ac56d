// Answers by meaning: what rules prove is served at once, what they can't is judged once, and remembered.
import { openai } from '@ai-sdk/openai';
import { generateText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata } from 'reprise/ai-sdk';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { judge, semanticLayer } from 'reprise/semantic';

const cache = createCache({
  ttl: '1h',
  semantic: semanticLayer({
    index: memoryIndex(),
    embedder: localEmbedder(),
    // One short call of a small model for a pair that no rule decides; 0.5 cents in a thousand of them.
    judge: judge(openai.chat('gpt-4.1-nano')),
  }),
});
const model = wrapLanguageModel({ model: openai.chat('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });

async function ask(prompt: string): Promise<void> {
  const result = await generateText({ model, prompt });
  const { status, layer, by } = repriseMetadata(result) ?? {};
  console.log(`${prompt} -> ${[status, layer, by].filter(Boolean).join(', ')}`);
  // Writes go on in the background; a server need not wait for them.
  await cache.close();
}

await ask('How do I reset my password?');
await ask("What's the way to reset my password?");
await ask('I forgot my password, how can I get a new one?');
await ask('I forgot my password, how can I get a new one?');
await ask('How do I reset my router?');

// Many tenants, one cache: what one was answered is never another's.
import { openai } from '@ai-sdk/openai';
import { generateText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata, repriseOptions } from 'reprise/ai-sdk';

// With `requireScope` a call that forgets its tenant is an error, instead of an answer that all share.
const cache = createCache({ ttl: '1h', requireScope: true });
const model = wrapLanguageModel({ model: openai('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });

async function ask(tenant: string | undefined, prompt: string): Promise<void> {
  const providerOptions = tenant === undefined ? {} : repriseOptions({ scope: tenant });
  const result = await generateText({ model, prompt, providerOptions });
  console.log(`${tenant}: ${repriseMetadata(result)?.status}`);
}

await ask('acme', 'What is the capital of France?');
await ask('acme', 'What is the capital of France?');
await ask('globex', 'What is the capital of France?');
await ask(undefined, 'What is the capital of France?').catch(({ name }) => console.log(`no tenant: ${name}`));

// A tenant that leaves takes its answers along, however many they are, by one increment.
await cache.invalidate({ scope: 'acme' });
await ask('acme', 'What is the capital of France?');
await cache.close();

// A route of Hono on Cloudflare Workers, streaming, with the cache in Upstash Redis.
import { createOpenAI } from '@ai-sdk/openai';
import { streamText, wrapLanguageModel } from 'ai';
import { Hono } from 'hono';
import { createCache, type ResponseCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { upstashFromEnv } from 'reprise/upstash';

interface Bindings {
  readonly OPENAI_API_KEY: string;
  readonly OPENAI_BASE_URL: string;
  readonly UPSTASH_REDIS_REST_URL: string;
  readonly UPSTASH_REDIS_REST_TOKEN: string;
}

// One for an isolate: memory stays warm between its requests. Bindings are known from the first of them on.
let cache: ResponseCache | undefined;

const app = new Hono<{ Bindings: Bindings }>();

app.post('/ask', async ({ env, req, executionCtx }) => {
  const { question } = await req.json<{ question: string }>();
  cache ??= createCache({ ...upstashFromEnv({ ...env }), ttl: '1h' });
  const provider = createOpenAI({ apiKey: env.OPENAI_API_KEY, baseURL: env.OPENAI_BASE_URL });
  const model = wrapLanguageModel({ model: provider('gpt-4.1-mini'), middleware: cacheMiddleware(cache) });
  const result = streamText({ model, prompt: question, abortSignal: req.raw.signal });
  // The isolate may sleep once the answer is sent; what is still to be written keeps it awake.
  executionCtx.waitUntil(Promise.resolve(result.consumeStream()).then(() => cache?.close()));
  return result.toTextStreamResponse();
});

export default app;

// Any client of any provider: `getOrSet` with the OpenAI SDK.
import OpenAI from 'openai';
import { createCache, responseText, textResponse } from 'reprise';

const openai = new OpenAI();
const cache = createCache({ ttl: '1h' });

async function ask(question: string): Promise<string> {
  const result = await cache.getOrSet(
    // `context` is everything else that the answer depends on; `question` is what may be asked in other words.
    { provider: 'openai', model: 'gpt-4.1-mini', context: { system: 'Answer briefly.' }, question },
    async (signal) => {
      const { choices, usage } = await openai.chat.completions.create(
        {
          model: 'gpt-4.1-mini',
          messages: [
            { role: 'system', content: 'Answer briefly.' },
            { role: 'user', content: question },
          ],
        },
        { signal },
      );
      return textResponse(choices[0]?.message.content ?? '', {
        inputTokens: usage?.prompt_tokens ?? 0,
        outputTokens: usage?.completion_tokens ?? 0,
      });
    },
  );
  console.log(`${result.status}: ${responseText(result.response)}`);
  return responseText(result.response);
}

await ask('What is the capital of France?');
await ask('What is the capital of France?');
await cache.close();

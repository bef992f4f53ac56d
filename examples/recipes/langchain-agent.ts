// A chain and an agent of LangChain over one cache.
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, tool } from 'langchain';
import { createCache } from 'reprise';
import { CachedChatModel, cacheAgentMiddleware } from 'reprise/langchain';
import { z } from 'zod';

const cache = createCache({ ttl: '1h' });
const model = new ChatOpenAI({ model: 'gpt-4.1-mini' });

const chain = ChatPromptTemplate.fromTemplate('What is the capital of {country}?')
  .pipe(new CachedChatModel({ model, cache }))
  .pipe(new StringOutputParser());
for (let round = 0; round < 2; round++) console.log(`chain: ${await chain.invoke({ country: 'France' })}`);

const weather = tool(async ({ city }) => `It is 18 °C in ${city}.`, {
  name: 'weather',
  description: 'The weather in a city, now.',
  schema: z.object({ city: z.string() }),
});
const agent = createAgent({ model, tools: [weather], middleware: [cacheAgentMiddleware(cache)] });
for (let round = 0; round < 2; round++) {
  const { messages } = await agent.invoke({ messages: 'What is the weather in Lisbon?' });
  console.log(`agent: ${messages.at(-1)?.text}`);
}

const { hits, misses } = await cache.stats();
console.log(`${misses.total} calls of the model, ${hits.total} from the cache`);
await cache.close();

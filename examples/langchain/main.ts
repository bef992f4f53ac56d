import { createOpenAI } from '@ai-sdk/openai';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnableSequence } from '@langchain/core/runnables';
import { ChatOpenAI } from '@langchain/openai';
import { streamText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { CachedChatModel } from 'reprise/langchain';
import { HandbookRetriever } from './handbook-retriever.ts';
import { localModelServer } from './local-model-server.ts';

const server = await localModelServer();
const provider = { apiKey: 'not-needed-here', baseURL: server.baseURL };

// One cache for everything below. In production: createCache({ store: upstashRedis(...) }).
const cache = createCache({ ttl: '1h' });

// 1. A chain of LangChain: retrieval, a prompt template, the model behind the cache, a parser that streams.
const model = new CachedChatModel({
  model: new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: provider.apiKey,
    configuration: { baseURL: provider.baseURL },
  }),
  cache,
});
const system = 'Answer from the handbook only.';
const user = 'Handbook:\n{passages}\n\nQuestion: {question}';
const retriever = new HandbookRetriever();
const withPassages = async ({ question }: { question: string }) => {
  const found = await retriever.invoke(question);
  return { question, passages: found.map(({ pageContent }) => `- ${pageContent}`).join('\n') };
};
const chain = RunnableSequence.from([
  withPassages,
  ChatPromptTemplate.fromMessages([
    ['system', system],
    ['human', user],
  ]),
  model,
  new StringOutputParser(),
]);

console.log('A LangChain chain over a small handbook, its model behind a cache. No network, no API key.\n');
const questions = ['When can a bicycle be sent back?', 'How long is the warranty of the frame?'];
console.log('COLD: nothing is stored yet, so each question goes to the model.');
for (const question of questions) await show('LangChain', question, () => chain.stream({ question }));
console.log('\nWARM: the same questions again.');
for (const question of questions) await show('LangChain', question, () => chain.stream({ question }));

// 2. The AI SDK, with the same model and the same messages, over the same cache.
const wrapped = wrapLanguageModel({
  model: createOpenAI(provider)('gpt-4o-mini'),
  middleware: cacheMiddleware(cache),
});
console.log('\nACROSS: the AI SDK asks what LangChain has asked before.');
for (const question of questions) {
  const { passages } = await withPassages({ question });
  const prompt = user.replace('{passages}', passages).replace('{question}', question);
  await show('AI SDK', question, async () => streamText({ model: wrapped, system, prompt }).textStream);
}

const { hits, misses, saved } = await cache.stats();
const tokens = saved.inputTokens + saved.outputTokens;
console.log(
  `\nSUMMARY: ${misses.total} answers from the model, ${hits.total} from the cache;`,
  `${tokens} tokens ($${saved.usd.toFixed(5)}) were not billed again.`,
);
await cache.close();
await server.stop();

/** Prints an answer as it streams, and what it cost. */
async function show(
  framework: string,
  question: string,
  ask: () => Promise<AsyncIterable<string>>,
): Promise<void> {
  const calls = server.calls();
  const started = performance.now();
  let first: number | undefined;
  let pieces = 0;
  console.log(`\n  ${framework} is asked: ${question}`);
  process.stdout.write('  ');
  for await (const piece of await ask()) {
    if (piece === '') continue;
    first ??= performance.now() - started;
    pieces++;
    process.stdout.write(piece);
  }
  const total = performance.now() - started;
  const source = server.calls() > calls ? 'from the model' : 'from the cache, no call';
  const times = `first piece after ${(first ?? 0).toFixed(0)} ms, all ${pieces} pieces after ${total.toFixed(0)} ms`;
  console.log(`\n  -> ${source}; ${times}`);
}

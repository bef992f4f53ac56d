import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { startUpstash } from 'reprise/testing';
import { startShop } from './shop-process.ts';

// A catalogue, and a model that reads it and takes its time.
const prices = new Map([
  ['tent', 199],
  ['stove', 49],
]);
let modelCalls = 0;
const model = createServer(async ({ url = '' }, response) => {
  modelCalls++;
  const product = new URL(url, 'http://model').searchParams.get('product') ?? '';
  const answer = `The ${product} costs $${prices.get(product)}.`;
  await delay(600);
  response.end(answer);
});
await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
const address = model.address();
if (address === null || typeof address === 'string') throw new Error('The model has no port.');

const upstash = await startUpstash();
const shops = { A: startShop(), B: startShop() };
const { redis, vector } = upstash;
const opening = { do: 'open', redis, vector, model: `http://127.0.0.1:${address.port}/` } as const;
await Promise.all(Object.values(shops).map((shop) => shop.call(opening)));

let wrong = 0;

async function ask(name: keyof typeof shops, product: string, question: string): Promise<void> {
  const { source, answer, durationMs } = Object(await shops[name].call({ do: 'ask', product, question }));
  const right = answer === `The ${product} costs $${prices.get(product)}.`;
  if (!right) wrong++;
  const time = `${Math.round(durationMs)} ms`.padStart(7);
  console.log(
    `  ${name}  ${question.padEnd(36)} ${String(source).padEnd(9)} ${time}  ${answer}${right ? '' : '  <- WRONG'}`,
  );
}

const costs = 'How much does the tent cost?';
const paraphrase = 'How much does the tent cost, please?';
const stove = 'How much does the stove cost?';

console.log(
  `Two processes of a shop (A: ${shops.A.pid}, B: ${shops.B.pid}), each with a memory of its own, share a store and a vector index.`,
);
console.log(
  'No network, no account, no API key: a local Upstash, a local embedder, a model that takes 600 ms.\n',
);
console.log('     question                             from         time  answer');
console.log('1. The layers fill.');
await ask('A', 'tent', costs);
await ask('A', 'stove', stove);
await ask('B', 'tent', costs);
await ask('B', 'tent', costs);
await ask('B', 'tent', paraphrase);
await ask('B', 'stove', stove);

prices.set('tent', 149);
console.log('\n2. The tent becomes cheaper: $149. Shop A says so, once:');
console.log("     cache.emit('product-updated', { id: 'tent' })");
upstash.clearRequests();
await shops.A.call({ do: 'emit', event: 'product-updated', data: { id: 'tent' } });
console.log(
  `     requests to the store: ${upstash.requests('redis').length}, whatever the number of answers`,
);

console.log('\n3. At once in A; in B within the second that its memory may be behind.');
await ask('A', 'tent', costs);
await delay(1_000);
await ask('B', 'tent', costs);
await ask('B', 'tent', paraphrase);
await ask('A', 'tent', paraphrase);
console.log('\n4. What has nothing to do with the tent is still there.');
await ask('A', 'stove', stove);
await ask('B', 'stove', stove);

console.log(`\n12 questions, ${modelCalls} calls of the model, ${wrong} wrong answers.`);
for (const shop of Object.values(shops)) shop.close();
await upstash.close();
model.close();
process.exitCode = wrong === 0 ? 0 : 1;

import { type CacheRequest, createCache, responseText, textResponse } from 'reprise';
import type { EventData } from 'reprise/contracts';
import { localEmbedder } from 'reprise/local-embedder';
import { semanticLayer } from 'reprise/semantic';
import { upstashRedis, upstashVector } from 'reprise/upstash';
import type { ShopCall, ShopOpening } from './shop-process.ts';

/** One process of the shop: its own memory, the store and the index shared with the others. */
function openShop({ redis, vector, model }: ShopOpening) {
  const cache = createCache({
    memory: { recheck: '1s' },
    store: upstashRedis(redis),
    semantic: semanticLayer({ index: upstashVector(vector), embedder: localEmbedder() }),
    rules: [{ on: 'product-updated', tags: ({ id }: EventData) => [`product:${String(id)}`] }],
    // A busy machine is no outage.
    timeouts: { read: '5s', write: '10s', embed: '10s', query: '5s' },
  });

  const requestOf = (question: string, product: string): CacheRequest => ({
    provider: 'example',
    model: 'clerk',
    context: { system: 'You answer questions about our catalogue.', product },
    question,
    tags: [`product:${product}`],
  });

  return {
    async ask(question: string, product: string) {
      const started = performance.now();
      const result = await cache.getOrSet(requestOf(question, product), async () => {
        const reply = await fetch(`${model}?product=${product}`);
        return textResponse(await reply.text());
      });
      const durationMs = performance.now() - started;
      // The layers are filled in the background; the example waits, so that its next line has something to show.
      await cache.close();
      const source = 'layer' in result ? result.layer : 'model';
      return { source, answer: responseText(result.response), durationMs };
    },
    emit: (event: string, data: EventData) => cache.emit(event, data),
  };
}

let shop: ReturnType<typeof openShop> | undefined;

async function answer(call: ShopCall): Promise<unknown> {
  if (call.do === 'open') {
    shop = openShop(call);
    // The embedder loads its model with its first text.
    return localEmbedder().embed(['warm up']);
  }
  return call.do === 'ask' ? shop?.ask(call.question, call.product) : shop?.emit(call.event, call.data);
}

process.on('message', async (call: ShopCall & { readonly id: number }) => {
  process.send?.({ id: call.id, value: await answer(call) });
});

import { setTimeout as delay } from 'node:timers/promises';
import type { CachedResponse, ResponseCache } from '../../src/index.ts';
import type { ResponseDelta } from '../../src/response/response-delta.ts';
import type { Asked, PriceList } from './price-list.ts';

function textOf({ parts }: CachedResponse): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** An answer's deltas, a few letters each. */
function* deltasOf(response: CachedResponse): Generator<ResponseDelta> {
  yield { type: 'text-start', id: '0' };
  for (const delta of textOf(response).match(/.{1,6}/gs) ?? []) yield { type: 'text-delta', id: '0', delta };
  yield { type: 'text-end', id: '0' };
  yield { type: 'finish', finishReason: response.finishReason, usage: response.usage ?? {} };
}

function streamOf<Value>(values: Generator<Value>): ReadableStream<Value> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = values.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function textOfDeltas(deltas: ReadableStream<ResponseDelta>): Promise<string> {
  let text = '';
  for await (const delta of deltas) if (delta.type === 'text-delta') text += delta.delta;
  return text;
}

async function answerOf(list: PriceList, asked: Asked): Promise<CachedResponse> {
  await delay(list.latency);
  return list.answer(asked);
}

export async function generate(cache: ResponseCache, list: PriceList, asked: Asked): Promise<string> {
  const { response } = await cache.getOrSet(list.request(asked), () => answerOf(list, asked));
  return textOf(response);
}

export async function stream(cache: ResponseCache, list: PriceList, asked: Asked): Promise<string> {
  const result = await cache.getOrStream<ResponseDelta>(list.request(asked), {
    open: async () => streamOf(deltasOf(await answerOf(list, asked))),
    toDeltas: (delta) => [delta],
  });
  if ('stream' in result) return textOfDeltas(result.stream);
  return 'deltas' in result ? textOfDeltas(result.deltas) : textOf(result.response);
}

/** As those do who store answers themselves. */
export async function lookUpAndStore(cache: ResponseCache, list: PriceList, asked: Asked): Promise<string> {
  const request = list.request(asked);
  const found = await cache.lookup(request);
  if ('response' in found) return textOf(found.response);
  const response = await answerOf(list, asked);
  await cache.store(request, response);
  return textOf(response);
}

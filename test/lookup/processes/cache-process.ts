import type { Embedder, ExactStore } from '../../../src/contracts/index.ts';
import {
  type CacheOptions,
  type CacheRequest,
  createCache,
  responseText,
  textResponse,
} from '../../../src/index.ts';
import { semanticLayer } from '../../../src/semantic/index.ts';
import { upstashRedis, upstashVector } from '../../../src/upstash/index.ts';

/** What a test asks of a process; each is answered with a `ProcessReply`. */
export type ProcessCall = { readonly id: number } & (
  | {
      readonly do: 'open';
      readonly redis: { readonly url: string; readonly token: string };
      /** Given, answers are found by meaning as well, in this index. */
      readonly vector?: { readonly url: string; readonly token: string };
      /** Where the model is: what a GET answers is the answer. */
      readonly model: string;
      readonly options: CacheOptions;
    }
  | { readonly do: 'ask'; readonly requests: readonly CacheRequest[] }
  | { readonly do: 'look'; readonly request: CacheRequest }
  | { readonly do: 'emit'; readonly event: string; readonly data: Readonly<Record<string, unknown>> }
  | { readonly do: 'write'; readonly requests: readonly CacheRequest[]; readonly atOnce: number }
);

export type ProcessReply = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly error: string }
);

/** A text that an event's data drops: options go over a channel that takes no functions. */
const rules = [{ on: 'changed', tags: ({ tag }: Readonly<Record<string, unknown>>) => [String(tag)] }];

/** A vector for each text, cheap and always the same: these tests are about which vectors are kept. */
const embedder: Embedder = {
  id: 'letters',
  dimensions: 8,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(8);
      for (const [index, letter] of [...text].entries())
        vector[index % 8] = (vector[index % 8] ?? 0) + letter.charCodeAt(0);
      return vector;
    }),
};

let cache = createCache();
let model = '';
const written: { readonly key: string; readonly createdAt: number }[] = [];

/** The store, with what was written to it and when. */
function watched(store: ExactStore): ExactStore {
  const { records } = store;
  if (records === undefined) return store;
  return {
    ...store,
    records: {
      ...records,
      write(record, entry, bounds, operation) {
        written.push({ key: entry.key, createdAt: entry.createdAt });
        return records.write(record, entry, bounds, operation);
      },
    },
  };
}

async function answer(call: ProcessCall): Promise<unknown> {
  switch (call.do) {
    case 'open':
      model = call.model;
      cache = createCache({
        ...call.options,
        rules,
        store: watched(upstashRedis(call.redis)),
        ...(call.vector === undefined
          ? {}
          : { semantic: semanticLayer({ index: upstashVector(call.vector), embedder }) }),
      });
      return undefined;
    case 'ask': {
      const results = call.requests.map((request) =>
        cache.getOrSet(request, async (signal) =>
          textResponse(await (await fetch(model, { signal })).text()),
        ),
      );
      const answers = await Promise.all(results);
      return answers.map((result) => ({ status: result.status, text: responseText(result.response) }));
    }
    case 'look': {
      const found = await cache.lookup(call.request);
      return { status: found.status, layer: 'layer' in found ? found.layer : undefined };
    }
    case 'emit':
      return cache.emit(call.event, call.data);
    case 'write':
      for (let index = 0; index < call.requests.length; index += call.atOnce) {
        const batch = call.requests.slice(index, index + call.atOnce);
        await Promise.all(batch.map((request) => cache.store(request, textResponse('Yes.'))));
        await cache.close();
      }
      return written;
  }
}

process.on('message', (call: ProcessCall) => {
  answer(call).then(
    (value) => process.send?.({ id: call.id, value }),
    (error: unknown) => process.send?.({ id: call.id, error: String(error) }),
  );
});

import { getEventListeners } from 'node:events';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { streamText, wrapLanguageModel } from 'ai-v6';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { fakeModel, streamOf, textParts } from './fake-model.ts';

const pieces = ['Rivers run ', 'to the sea, ', 'and lakes ', 'do not.'];

/** One way to stream: gives the text, and whether the model was asked. */
interface WarmStream {
  readonly stream: (signal: AbortSignal) => Promise<string>;
  readonly calls: () => number;
}

/** What remains of streams that all had one signal. */
export interface Remains {
  /** The most listeners that the signal had between two streams. */
  readonly listeners: number;
  /** How often the model was asked. */
  readonly calls: number;
  /** Bytes of heap in use after `gc`, behind the first half of the streams and behind the last. */
  readonly heap: readonly [before: number, after: number];
}

function aiSdk(): WarmStream {
  const fake = fakeModel({ specification: 'v3', stream: () => streamOf(textParts('v3', pieces)) });
  const model = wrapLanguageModel({
    model: fake as never,
    middleware: cacheMiddleware(createCache()),
  });
  return {
    stream: (abortSignal) => Promise.resolve(streamText({ model, prompt: 'Why?', abortSignal }).text),
    calls: () => fake.calls.length,
  };
}

function langChain(): WarmStream {
  let calls = 0;
  class Counted extends FakeListChatModel {
    override async *_streamResponseChunks(...given: Parameters<FakeListChatModel['_streamResponseChunks']>) {
      calls++;
      yield* super._streamResponseChunks(...given);
    }
  }
  const model = new CachedChatModel({
    model: new Counted({ responses: [pieces.join('')] }),
    cache: createCache(),
    assumeFinished: true,
  });
  return {
    stream: async (signal) => {
      let text = '';
      for await (const chunk of await model.stream('Why?', { signal })) text += chunk.text;
      return text;
    },
    calls: () => calls,
  };
}

export const warmStreams = { 'ai 6': aiSdk, CachedChatModel: langChain };

/**
 * Streams one answer again and again with one signal that never fires.
 * @param gc collects garbage; without it the heap isn't measured.
 */
export async function stream(
  make: () => WarmStream,
  count: number,
  gc?: () => Promise<void>,
): Promise<Remains> {
  const { stream: once, calls } = make();
  const { signal } = new AbortController();
  let listeners = 0;
  let before = 0;
  const heap = async () => {
    await gc?.();
    return process.memoryUsage().heapUsed;
  };
  for (let done = 1; done <= count; done++) {
    const text = await once(signal);
    if (text !== pieces.join('')) throw new Error(`Stream ${done} said something else: ${text}`);
    listeners = Math.max(listeners, getEventListeners(signal, 'abort').length);
    if (done === Math.ceil(count / 2)) before = await heap();
  }
  return { listeners, calls: calls(), heap: [before, await heap()] };
}

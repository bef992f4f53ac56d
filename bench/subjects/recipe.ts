import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { type LanguageModelMiddleware, simulateReadableStream } from 'ai';

export interface RecipeStore {
  get(key: string): unknown;
  set(key: string, value: unknown): unknown;
}

/**
 * The caching middleware that the AI SDK's documentation describes, written anew: the parameters as JSON are the key, a
 * generated result or the list of a stream's parts is the value, timestamps are revived, and the write is not awaited.
 * Its replay waits 10 ms ahead of each part by default; here it doesn't wait, so that it is compared at its best.
 * Source: ai-sdk.dev/docs/advanced/caching and ai-sdk.dev/cookbook, November 2026.
 */
export function recipe(store: RecipeStore): LanguageModelMiddleware {
  return {
    specificationVersion: 'v4',
    async wrapGenerate({ doGenerate, params }) {
      const key = JSON.stringify(params);
      const cached = (await store.get(key)) as LanguageModelV4GenerateResult | null | undefined;
      if (cached !== null && cached !== undefined) {
        const { response } = cached;
        if (response?.timestamp === undefined) return cached;
        return { ...cached, response: { ...response, timestamp: new Date(response.timestamp) } };
      }
      const result = await doGenerate();
      void store.set(key, result);
      return result;
    },
    async wrapStream({ doStream, params }) {
      const key = JSON.stringify(params);
      const cached = (await store.get(key)) as LanguageModelV4StreamPart[] | null | undefined;
      if (cached !== null && cached !== undefined) return { stream: replayed(cached) };
      const { stream, ...rest } = await doStream();
      const parts: LanguageModelV4StreamPart[] = [];
      const recording = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        transform(part, controller) {
          parts.push(part);
          controller.enqueue(part);
        },
        flush() {
          void store.set(key, parts);
        },
      });
      return { stream: stream.pipeThrough(recording), ...rest };
    },
  };
}

/** A stored list of parts as a stream, without delays. */
export function replayed(parts: readonly LanguageModelV4StreamPart[]) {
  const chunks = parts.map((part) =>
    part.type === 'response-metadata' && part.timestamp !== undefined
      ? { ...part, timestamp: new Date(part.timestamp) }
      : part,
  );
  return simulateReadableStream({ initialDelayInMs: null, chunkDelayInMs: null, chunks });
}

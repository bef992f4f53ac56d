import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { LanguageModelMiddleware } from 'ai';
import { replayed } from './recipe.ts';

/** How a cache for any function is asked: what it keeps under a key, or what `make` gives. */
export type GetOrSet = (key: string, make: () => Promise<unknown>) => Promise<unknown>;

/**
 * A cache that knows nothing of models, used as its user would: keyed by the parameters as JSON. It can keep a stream
 * only as the list of its parts, so a miss gives the caller nothing until the last part has come.
 */
export function functionCache(getOrSet: GetOrSet): LanguageModelMiddleware {
  return {
    specificationVersion: 'v4',
    async wrapGenerate({ doGenerate, params }) {
      const result = await getOrSet(JSON.stringify(params), async () => doGenerate());
      return result as LanguageModelV4GenerateResult;
    },
    async wrapStream({ doStream, params }) {
      const parts = await getOrSet(JSON.stringify(params), async () => {
        const { stream } = await doStream();
        const collected: LanguageModelV4StreamPart[] = [];
        for await (const part of stream) collected.push(part);
        return collected;
      });
      return { stream: replayed(parts as LanguageModelV4StreamPart[]) };
    },
  };
}

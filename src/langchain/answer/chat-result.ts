import type { ChatResult } from '@langchain/core/outputs';
import type { CachedResponse } from '../../response/cached-response.ts';
import type { UnknownRecord } from '../record.ts';
import { fromMessage, isAnswer, untold } from './from-message.ts';
import { withTold } from './to-metadata.ts';

/** One answer can be stored; several alternatives, as with `n: 2`, can't. */
export function neutralResult({ generations, llmOutput }: ChatResult): CachedResponse {
  const [generation, ...others] = generations;
  if (generation === undefined || others.length > 0) return untold;
  try {
    return fromMessage(generation.message, { ...llmOutput, ...generation.generationInfo });
  } catch {
    // An answer of a shape that isn't known here is the caller's all the same.
    return untold;
  }
}

/** The same result, saying where it came from. */
export function tell(result: ChatResult, told: UnknownRecord): ChatResult {
  for (const { message } of result.generations) {
    if (isAnswer(message)) message.response_metadata = withTold(message.response_metadata, told);
  }
  return result;
}

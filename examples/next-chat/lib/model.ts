import { openai } from '@ai-sdk/openai';
import { offlineModel } from './offline-model';

/** Without a key the example answers by itself. */
export const offline = !process.env.OPENAI_API_KEY;

export function baseModel() {
  return offline ? offlineModel() : openai('gpt-4.1-mini');
}

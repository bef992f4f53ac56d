import { createOpenAI } from '@ai-sdk/openai';
import { startLocalModel } from './local-model.ts';
import { scriptedAnswers } from './scripted-answers.ts';
import { startServer } from './server.ts';
import { tasks } from './tasks.ts';

const rounds = 3;
const noTime = { firstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY };

/**
 * Performs every task a few times at a local model that takes no time, so that the loading and compiling of code is not
 * in the figures of whatever happens to come first.
 */
export async function rehearse(redis: { readonly url: string; readonly token: string }): Promise<void> {
  const local = await startLocalModel(scriptedAnswers, noTime);
  const model = createOpenAI({ baseURL: local.url, apiKey: 'local' })('gpt-4.1-mini');
  const shared = { model, redis, namespace: 'rehearsal' };
  const first = startServer({ ...shared, name: 'first' });
  const second = startServer({ ...shared, name: 'second' });
  try {
    for (const task of Array.from({ length: rounds }, () => tasks).flat()) {
      await task.perform(first.model, () => {});
      await task.perform(first.model, () => {});
      await first.settled();
      await task.perform(second.model, () => {});
    }
  } finally {
    await Promise.all([first.cache.close(), second.cache.close()]);
    await local.close();
  }
}

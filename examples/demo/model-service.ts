import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { startLocalModel } from './local-model.ts';
import { scriptedAnswers } from './scripted-answers.ts';

/** Where the answers come from when nothing is cached. */
export interface ModelService {
  readonly description: string;
  readonly model: LanguageModelV4;
  /** HTTP requests sent to it so far. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * OpenAI where `OPENAI_API_KEY` is set, else a local server of the same protocol. `OPENAI_MODEL` names another model
 * than `gpt-4.1-mini`.
 */
export async function startModelService(): Promise<ModelService> {
  const { OPENAI_API_KEY: apiKey, OPENAI_MODEL: name = 'gpt-4.1-mini' } = process.env;
  const local = apiKey ? undefined : await startLocalModel(scriptedAnswers);
  let requests = 0;
  const openai = createOpenAI({
    ...(local === undefined ? {} : { baseURL: local.url, apiKey: 'local' }),
    fetch: (...request) => {
      requests++;
      return fetch(...request);
    },
  });
  return {
    description:
      local === undefined
        ? `${name} at OpenAI`
        : `${name}, played by a local server (OPENAI_API_KEY: the real one)`,
    model: openai(name),
    requests: () => requests,
    close: async () => local?.close(),
  };
}

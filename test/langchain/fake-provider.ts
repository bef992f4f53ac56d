import { LLMock } from '@copilotkit/aimock';
import type { BaseMessage } from '@langchain/core/messages';
import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai';
import { tool } from 'langchain';
import { z } from 'zod';

export const SECRET_KEY = 'sk-very-secret-1';
export const SECRET_HEADER = 'header-very-secret';
export const BIKE = 'A bicycle has two wheels, one saddle and a bell that rings.';

/** A local server that speaks OpenAI's protocols, with answers that the tests share. */
export function fakeProvider() {
  const mock = new LLMock({ port: 0, chunkSize: 8 });
  mock.on({ hasToolResult: true }, { content: 'It is cold in Oslo, so take a coat with you.' });
  mock.onMessage(/weather/, { toolCalls: [{ name: 'weather', arguments: '{"city":"Oslo"}' }] });
  mock.onMessage(/person/, { content: '{"name":"Ada","age":36}' });
  mock.onMessage(/robot/, { content: '{"name":5}' });
  mock.onMessage(/fail/, { error: { message: 'The model is overloaded.' }, status: 400 });
  mock.on({ userMessage: /broken off/ }, { content: BIKE }, { truncateAfterChunks: 4, latency: 20 });
  mock.on({ userMessage: /slowly/ }, { content: BIKE }, { latency: 20 });
  // Every request of any other wording is answered by an answer of its own.
  mock.onMessage(/.*/, (request) => ({ content: `${BIKE} ${JSON.stringify(request.messages).length}` }));
  return {
    mock,
    start: () => mock.start(),
    stop: () => mock.stop(),
    calls: () => mock.getRequests().length,
    chat: (fields: ChatOpenAIFields = {}) =>
      new ChatOpenAI({
        model: 'gpt-4o-mini',
        apiKey: SECRET_KEY,
        maxRetries: 0,
        ...fields,
        configuration: {
          baseURL: `${mock.url}/v1`,
          defaultHeaders: { 'x-team': SECRET_HEADER },
          ...fields.configuration,
        },
      }),
  };
}

export const weather = tool(async ({ city }) => `cold in ${city}`, {
  name: 'weather',
  description: 'The weather of a city',
  schema: z.object({ city: z.string() }),
});

/** What a message says of where it came from. */
export function told(message: BaseMessage | undefined): Readonly<Record<string, unknown>> {
  const { reprise } = message?.response_metadata ?? {};
  if (typeof reprise !== 'object' || reprise === null)
    throw new Error('The message does not say where it came from.');
  return { ...reprise };
}

export const Person = z.object({ name: z.string(), age: z.number() });

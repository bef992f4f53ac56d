import {
  generateText as generate7,
  jsonSchema,
  type ModelMessage,
  stepCountIs as stepCount7,
  streamText as stream7,
  tool,
  wrapLanguageModel as wrap7,
} from 'ai';
import {
  generateText as generate5,
  jsonSchema as jsonSchema5,
  type ModelMessage as Message5,
  stepCountIs as stepCount5,
  streamText as stream5,
  tool as tool5,
  wrapLanguageModel as wrap5,
} from 'ai-v5';
import {
  generateText as generate6,
  jsonSchema as jsonSchema6,
  type ModelMessage as Message6,
  stepCountIs as stepCount6,
  streamText as stream6,
  tool as tool6,
  wrapLanguageModel as wrap6,
} from 'ai-v6';
import { definePrompt, promptCacheMiddleware } from 'reprise/prompt';
import {
  instructions,
  jsonResult,
  letter,
  listResult,
  nextAnswer,
  request,
  segments,
  type ToolInput,
  textResult,
  toolDescription,
  toolSchema,
  turns,
} from './agent-content.ts';
import { type AgentRouteName, agentRoutes, model5, model6, model7 } from './agent-routes.ts';
import type { CacheAccount } from './cache-account.ts';
import { startProviderServer } from './provider-server.ts';

/** Whether a plan, the middleware, both or neither place markers. */
export type AgentWay = 'none' | 'middleware' | 'plan' | 'both';

export interface AgentRun {
  readonly way: AgentWay;
  readonly url: string;
  /** Whether the model is streamed: `streamText` instead of `generateText`, `stream` instead of `invoke`. */
  readonly streams: boolean;
  /** Lets the time between two turns pass. */
  readonly nextTurn: () => void;
}

/** Plays three turns of twelve tool steps over HTTP. One account for each request; `undefined`: no such package. */
export async function runAgent(
  name: AgentRouteName,
  play: (run: AgentRun) => Promise<boolean>,
  way: AgentWay,
  streams = false,
): Promise<readonly CacheAccount[] | undefined> {
  const { api, rules } = agentRoutes[name];
  let now = Date.UTC(2026, 10, 24, 9);
  const server = await startProviderServer({
    api,
    rules: rules(),
    clock: () => {
      now += 5000;
      return now;
    },
    answer: nextAnswer,
  });
  try {
    const isPlayed = await play({
      way,
      streams,
      url: server.url,
      nextTurn: () => {
        now += 60_000;
      },
    });
    return isPlayed ? server.accounts : undefined;
  } finally {
    await server.close();
  }
}

/** Results are sent in full, not as references to what OpenAI has stored. */
const providerOptions = { openai: { store: false } };

const tools7 = {
  look_text: tool({
    description: toolDescription,
    inputSchema: jsonSchema<ToolInput>(toolSchema),
    execute: async ({ zone }) => textResult(zone),
  }),
  look_json: tool({
    description: toolDescription,
    inputSchema: jsonSchema<ToolInput>(toolSchema),
    execute: async ({ zone }) => jsonResult(zone),
  }),
  look_list: tool({
    description: toolDescription,
    inputSchema: jsonSchema<ToolInput>(toolSchema),
    execute: async ({ zone }) => listResult(zone),
    toModelOutput: ({ output }) => ({ type: 'content', value: output }),
  }),
};
const prompt7 = definePrompt({ id: 'huts-7', version: '1', tools: tools7, segments: [...segments] });

/** The agent in AI SDK 7. */
export function playAiSdk7(name: AgentRouteName) {
  return async ({ way, streams, url, nextTurn }: AgentRun): Promise<boolean> => {
    const bare = model7(name, url);
    const model = usesMiddleware(way) ? wrap7({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    const history: ModelMessage[] = [
      { role: 'user', content: [{ type: 'text', text: letter }] },
      { role: 'assistant', content: 'Noted.' },
    ];
    for (let turn = 0; turn < turns; turn++) {
      const question: ModelMessage = { role: 'user', content: request(turn) };
      const plan = prompt7.plan(
        { history: [...history], request: request(turn) },
        { provider: bare.provider, model: bare.modelId, providerOptions },
      );
      const call = usesPlan(way)
        ? plan.toAISDK()
        : { instructions, messages: [...history, question], tools: tools7, providerOptions };
      const settings = { model, maxRetries: 0, stopWhen: stepCount7(20), ...call };
      const { messages } = await (streams
        ? stream7(settings).response
        : generate7(settings).then(({ response }) => response));
      history.push(question, ...messages);
      nextTurn();
    }
    return true;
  };
}

const tools6 = {
  look_text: tool6({
    description: toolDescription,
    inputSchema: jsonSchema6<ToolInput>(toolSchema),
    execute: async ({ zone }) => textResult(zone),
  }),
  look_json: tool6({
    description: toolDescription,
    inputSchema: jsonSchema6<ToolInput>(toolSchema),
    execute: async ({ zone }) => jsonResult(zone),
  }),
  look_list: tool6({
    description: toolDescription,
    inputSchema: jsonSchema6<ToolInput>(toolSchema),
    execute: async ({ zone }) => listResult(zone),
    toModelOutput: ({ output }) => ({ type: 'content', value: output }),
  }),
};
const prompt6 = definePrompt({ id: 'huts-6', version: '1', tools: tools6, segments: [...segments] });

/** The agent in AI SDK 6. */
export function playAiSdk6(name: AgentRouteName) {
  return async ({ way, streams, url, nextTurn }: AgentRun): Promise<boolean> => {
    const bare = model6(name, url);
    const model = usesMiddleware(way) ? wrap6({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    const history: Message6[] = [
      { role: 'user', content: [{ type: 'text', text: letter }] },
      { role: 'assistant', content: 'Noted.' },
    ];
    for (let turn = 0; turn < turns; turn++) {
      const question: Message6 = { role: 'user', content: request(turn) };
      const plan = prompt6.plan(
        { history: [...history], request: request(turn) },
        { provider: bare.provider, model: bare.modelId, providerOptions },
      );
      const call = usesPlan(way)
        ? plan.toAISDK({ version: 6 })
        : { system: instructions, messages: [...history, question], tools: tools6, providerOptions };
      const settings = { model, maxRetries: 0, stopWhen: stepCount6(20), ...call };
      const { messages } = await (streams
        ? stream6(settings).response
        : generate6(settings).then(({ response }) => response));
      history.push(question, ...messages);
      nextTurn();
    }
    return true;
  };
}

const tools5 = {
  look_text: tool5({
    description: toolDescription,
    inputSchema: jsonSchema5<ToolInput>(toolSchema),
    execute: async ({ zone }) => textResult(zone),
  }),
  look_json: tool5({
    description: toolDescription,
    inputSchema: jsonSchema5<ToolInput>(toolSchema),
    execute: async ({ zone }) => jsonResult(zone),
  }),
  look_list: tool5({
    description: toolDescription,
    inputSchema: jsonSchema5<ToolInput>(toolSchema),
    execute: async ({ zone }) => listResult(zone),
    toModelOutput: (output) => ({ type: 'content', value: output }),
  }),
};
const prompt5 = definePrompt({ id: 'huts-5', version: '1', tools: tools5, segments: [...segments] });

/** The agent in AI SDK 5. */
export function playAiSdk5(name: AgentRouteName) {
  return async ({ way, streams, url, nextTurn }: AgentRun): Promise<boolean> => {
    const bare = model5(name, url);
    const model = usesMiddleware(way) ? wrap5({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    const history: Message5[] = [
      { role: 'user', content: [{ type: 'text', text: letter }] },
      { role: 'assistant', content: 'Noted.' },
    ];
    for (let turn = 0; turn < turns; turn++) {
      const question: Message5 = { role: 'user', content: request(turn) };
      const plan = prompt5.plan(
        { history: [...history], request: request(turn) },
        { provider: bare.provider, model: bare.modelId, providerOptions },
      );
      const call = usesPlan(way)
        ? plan.toAISDK({ version: 5 })
        : { system: instructions, messages: [...history, question], tools: tools5, providerOptions };
      const settings = { model, maxRetries: 0, stopWhen: stepCount5(20), ...call };
      const { messages } = await (streams
        ? stream5(settings).response
        : generate5(settings).then(({ response }) => response));
      history.push(question, ...messages);
      nextTurn();
    }
    return true;
  };
}

function usesMiddleware(way: AgentWay): boolean {
  return way === 'middleware' || way === 'both';
}

function usesPlan(way: AgentWay): boolean {
  return way === 'plan' || way === 'both';
}

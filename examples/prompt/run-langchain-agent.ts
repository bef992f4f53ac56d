import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatBedrockConverse } from '@langchain/aws';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { definePrompt } from 'reprise/prompt';
import {
  instructions,
  jsonResult,
  letter,
  listResult,
  request,
  segments,
  steps,
  textResult,
  toolDescription,
  toolSchema,
  turns,
} from './agent-content.ts';
import { type AgentRouteName, agentRoutes } from './agent-routes.ts';
import type { AgentRun } from './run-agent.ts';

const tools = ['look_text', 'look_json', 'look_list'].map((name) =>
  tool(async () => '', { name, description: toolDescription, schema: toolSchema }),
);
const prompt = definePrompt({
  id: 'huts-langchain',
  version: '1',
  tools,
  segments: [...segments],
});

/** The providers by the names that a plan for LangChain takes; `openai.responses` says which API the model speaks. */
const providers: Partial<Record<AgentRouteName, string>> = {
  'OpenAI before 5.6': 'openai.responses',
  'OpenAI from 5.6': 'openai.responses',
  Anthropic: 'anthropic',
  Bedrock: 'bedrock',
  OpenRouter: 'openrouter',
};

function chatModel(name: AgentRouteName, url: string): BaseChatModel {
  const { model } = agentRoutes[name];
  const common = { model, maxRetries: 0 };
  if (name === 'Anthropic')
    return new ChatAnthropic({ ...common, apiKey: 'none', anthropicApiUrl: new URL(url).origin });
  if (name === 'Bedrock') {
    const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
    const endpoint = new URL(url).origin;
    return new ChatBedrockConverse({
      ...common,
      region: 'us-east-1',
      client: new BedrockRuntimeClient({
        region: 'us-east-1',
        credentials,
        endpoint,
        // The client speaks HTTP/2 by default, which the stand-in doesn't.
        requestHandler: new NodeHttpHandler(),
      }),
    });
  }
  if (name === 'OpenRouter')
    return new ChatOpenAI({ ...common, apiKey: 'none', configuration: { baseURL: url } });
  return new ChatOpenAI({
    ...common,
    apiKey: 'none',
    useResponsesApi: true,
    zdrEnabled: true,
    configuration: { baseURL: url },
  });
}

function result(name: string, id: string, zone: string): ToolMessage {
  if (name === 'look_text') return new ToolMessage({ tool_call_id: id, content: textResult(zone) });
  if (name === 'look_json')
    return new ToolMessage({ tool_call_id: id, content: JSON.stringify(jsonResult(zone)) });
  return new ToolMessage({ tool_call_id: id, content: listResult(zone) });
}

async function collected(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of stream) whole = whole?.concat(chunk) ?? chunk;
  if (whole === undefined) throw new Error('The stream was empty.');
  return whole;
}

/** The agent in LangChain: a loop that plans each step, as a node of a graph would. */
export function playLangChain(name: AgentRouteName) {
  return async ({ way, streams, url, nextTurn }: AgentRun): Promise<boolean> => {
    const provider = providers[name];
    if (provider === undefined || way === 'middleware' || way === 'both') return false;
    const model = chatModel(name, url);
    const history: BaseMessage[] = [new HumanMessage(letter), new AIMessage('Noted.')];
    for (let turn = 0; turn < turns; turn++) {
      for (let step = 0; step <= steps; step++) {
        const question = step === 0 ? request(turn) : '';
        const plan = prompt
          .plan({ history: [...history], request: question }, { provider, model: agentRoutes[name].model })
          .toLangChain();
        const plain: BaseMessage[] = [...history, ...(question === '' ? [] : [new HumanMessage(question)])];
        const planned = way === 'plan';
        const bound = model.bindTools?.(planned ? plan.tools : tools);
        if (bound === undefined) throw new Error('The model takes no tools.');
        const messages = planned ? plan.messages : [{ role: 'system', content: instructions }, ...plain];
        const options = planned ? plan.options : {};
        const answer = streams
          ? await collected(await bound.stream(messages, options))
          : await bound.invoke(messages, options);
        if (question !== '') history.push(new HumanMessage(question));
        history.push(answer);
        for (const { name: called, id = '', args } of answer.tool_calls ?? [])
          history.push(result(called, id, String(args.zone)));
      }
      nextTurn();
    }
    return true;
  };
}

import type { CacheAccount } from './cache-account.ts';

export type ProviderApi = 'openai' | 'anthropic' | 'bedrock' | 'openrouter';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export const outputTokens = 40;

type Answer = (said: string | ToolCall, model: string, account: CacheAccount) => object;

const answers: Readonly<Record<ProviderApi, Answer>> = {
  openai: openaiAnswer,
  anthropic: anthropicAnswer,
  bedrock: bedrockAnswer,
  openrouter: openrouterAnswer,
};

/** An answer as a provider sends it in one piece. */
export function completeAnswer(
  api: ProviderApi,
  said: string | ToolCall,
  model: string,
  account: CacheAccount,
): object {
  return answers[api](said, model, account);
}

function openaiAnswer(
  said: string | ToolCall,
  model: string,
  { input, read, written }: CacheAccount,
): object {
  const item =
    typeof said === 'string'
      ? {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: said, annotations: [] }],
        }
      : {
          type: 'function_call',
          id: `fc_${said.id}`,
          call_id: said.id,
          name: said.name,
          arguments: JSON.stringify(said.input),
          status: 'completed',
        };
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model,
    status: 'completed',
    output: [item],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: read, cache_write_tokens: written },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + outputTokens,
    },
  };
}

function anthropicAnswer(
  said: string | ToolCall,
  model: string,
  { input, read, written }: CacheAccount,
): object {
  const isText = typeof said === 'string';
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [isText ? { type: 'text', text: said } : { type: 'tool_use', ...said }],
    stop_reason: isText ? 'end_turn' : 'tool_use',
    stop_sequence: null,
    usage: {
      input_tokens: input - read - written,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      output_tokens: outputTokens,
    },
  };
}

function bedrockAnswer(
  said: string | ToolCall,
  _model: string,
  { input, read, written }: CacheAccount,
): object {
  const isText = typeof said === 'string';
  const content = isText
    ? { text: said }
    : { toolUse: { toolUseId: said.id, name: said.name, input: said.input } };
  return {
    output: { message: { role: 'assistant', content: [content] } },
    stopReason: isText ? 'end_turn' : 'tool_use',
    metrics: { latencyMs: 1 },
    usage: {
      inputTokens: input - read - written,
      outputTokens,
      totalTokens: input + outputTokens,
      cacheReadInputTokens: read,
      cacheWriteInputTokens: written,
    },
  };
}

function openrouterAnswer(said: string | ToolCall, model: string, { input, read }: CacheAccount): object {
  const isText = typeof said === 'string';
  const message = isText
    ? { role: 'assistant', content: said }
    : {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: said.id,
            type: 'function',
            function: { name: said.name, arguments: JSON.stringify(said.input) },
          },
        ],
      };
  return {
    id: 'gen-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message, finish_reason: isText ? 'stop' : 'tool_calls' }],
    usage: {
      prompt_tokens: input,
      completion_tokens: outputTokens,
      total_tokens: input + outputTokens,
      prompt_tokens_details: { cached_tokens: read },
    },
  };
}

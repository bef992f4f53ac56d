import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type CacheAccount, type CachingRules, RuleViolation } from './cache-account.ts';
import { isFields } from './wire-blocks.ts';

/** A stand-in for a provider on this machine. */
export interface ProviderServer {
  readonly url: string;
  /** What it did with each request, in order. */
  readonly accounts: readonly CacheAccount[];
  close(): Promise<void>;
}

export interface ProviderServerOptions {
  readonly api: ProviderApi;
  readonly rules: CachingRules;
  readonly clock: () => number;
  /** The next answer, a text or a tool call, given how many were given before. */
  readonly answer: (index: number) => string | ToolCall;
}

export type ProviderApi = 'openai' | 'anthropic' | 'bedrock' | 'openrouter';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Starts a server that speaks a provider's wire format and counts cached tokens by the provider's rules. */
export async function startProviderServer({
  api,
  rules,
  clock,
  answer,
}: ProviderServerOptions): Promise<ProviderServer> {
  const accounts: CacheAccount[] = [];
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    try {
      const body: unknown = JSON.parse(await text(request));
      if (!isFields(body)) return reply(400, { error: { message: 'Not an object.' } });
      const account = rules(body, clock());
      accounts.push(account);
      const said = answer(accounts.length - 1);
      reply(200, answers[api](said, String(body.model), account));
    } catch (error) {
      const message = error instanceof RuleViolation ? error.message : 'The stand-in failed.';
      reply(error instanceof RuleViolation ? 400 : 500, {
        type: 'error',
        error: { type: 'invalid_request_error', message },
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port(server)}/v1`,
    accounts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function port(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  return address.port;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const outputTokens = 40;

type Answer = (said: string | ToolCall, model: string, account: CacheAccount) => object;

const answers: Readonly<Record<ProviderApi, Answer>> = {
  openai: openaiAnswer,
  anthropic: anthropicAnswer,
  bedrock: bedrockAnswer,
  openrouter: openrouterAnswer,
};

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

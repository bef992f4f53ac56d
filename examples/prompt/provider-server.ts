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
  readonly api: 'openai' | 'anthropic';
  readonly rules: CachingRules;
  readonly clock: () => number;
  /** The text of the next answer, given how many were given before. */
  readonly answer: (index: number) => string;
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
      reply(
        200,
        api === 'openai'
          ? openaiAnswer(said, String(body.model), account)
          : anthropicAnswer(said, String(body.model), account),
      );
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

function openaiAnswer(said: string, model: string, { input, read, written }: CacheAccount): object {
  const content = [{ type: 'output_text', text: said, annotations: [] }];
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model,
    status: 'completed',
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content }],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: read, cache_write_tokens: written },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + outputTokens,
    },
  };
}

function anthropicAnswer(said: string, model: string, { input, read, written }: CacheAccount): object {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [{ type: 'text', text: said }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: input - read - written,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      output_tokens: outputTokens,
    },
  };
}

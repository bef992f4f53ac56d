import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type CacheAccount, type CachingRules, RuleViolation } from './cache-account.ts';
import { completeAnswer, type ProviderApi, type ToolCall } from './provider-answers.ts';
import { streamedAnswer } from './streamed-answers.ts';
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
      const complete = completeAnswer(api, said, String(body.model), account);
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      if (body.stream !== true && !pathname.endsWith('-stream')) return reply(200, complete);
      const { contentType, body: streamed } = streamedAnswer(api, pathname, said, complete, account);
      response.writeHead(200, { 'content-type': contentType }).end(streamed);
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

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type RestFault, type RestFaults, restFaults } from './rest-fault.ts';
import { jsonOf, MalformedBodyError, type RestReply, type RestService } from './rest-service.ts';

/** One request as the server saw it, for tests that look at the wire. */
export interface RestRequest {
  readonly method: string;
  /** With its query, unless that held the token. */
  readonly path: string;
  /** The parsed JSON, or the text that isn't JSON; `undefined` when there was none. */
  readonly body: unknown;
  /** All of its headers but the credentials, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How one service speaks where the protocols differ. */
export interface RestDialect {
  /** The reply to a request without the right token. */
  readonly unauthorised: RestReply;
  /** The name under which a URL's query may carry the token, in place of the header. */
  readonly tokenParameter?: string;
  /** The JSON body of an error. */
  error(message: string, status: number): unknown;
  /** Last changes to a reply, from the headers of the request; it may set headers of its own. */
  finish?(
    reply: RestReply,
    request: RestRequest,
    setHeader: (name: string, value: string) => void,
  ): RestReply;
}

export interface RestServerOptions {
  readonly service: RestService;
  readonly dialect: RestDialect;
  readonly token: string;
  /** The port on 127.0.0.1; default 0, any free one. */
  readonly port?: number;
}

export interface RestServer {
  readonly url: string;
  readonly faults: RestFaults;
  /** Every request with the right token since the start or the last `clearRequests`, also those that met a fault. */
  requests(): readonly RestRequest[];
  clearRequests(): void;
  /** Ends all connections and closes the service. */
  close(): Promise<void>;
}

const htmlPage = '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>';

const readText = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const headersOf = (incoming: IncomingMessage): Record<string, string> => {
  const { authorization: _, ...headers } = incoming.headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
};

function loggedBody(text: string): unknown {
  try {
    return jsonOf(text);
  } catch {
    return text;
  }
}

function sendJson(response: ServerResponse, { status, body }: RestReply, fault: RestFault | undefined): void {
  const bytes = Buffer.from(JSON.stringify(body), 'utf8');
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  if (fault?.kind !== 'truncated') {
    response.end(bytes);
    return;
  }
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault.connection !== 'destroyed') {
    response.end(half);
    return;
  }
  response.setHeader('content-length', bytes.length);
  response.write(half, () => response.destroy());
}

/**
 * A local HTTP server for one service: it checks the token and the method, parses JSON, keeps a log and commits
 * faults on demand. It listens on 127.0.0.1 only.
 */
export async function startRestServer(options: RestServerOptions): Promise<RestServer> {
  const { service, dialect, token, port = 0 } = options;
  const faults = restFaults();
  const log: RestRequest[] = [];

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(incoming);
    const { pathname, searchParams: query } = new URL(incoming.url ?? '/', 'http://local');
    const parameter = dialect.tokenParameter === undefined ? null : query.get(dialect.tokenParameter);
    if (dialect.tokenParameter !== undefined) query.delete(dialect.tokenParameter);
    const method = incoming.method ?? 'POST';
    const refuse = (status: number, message: string) =>
      sendJson(response, { status, body: dialect.error(message, status) }, undefined);

    if (incoming.headers.authorization !== `Bearer ${token}` && parameter !== token) {
      sendJson(response, dialect.unauthorised, undefined);
      return;
    }
    const request: RestRequest = {
      method,
      path: parameter === null ? (incoming.url ?? '/') : pathname,
      body: loggedBody(text),
      headers: headersOf(incoming),
    };
    log.push(request);

    const fault = faults.take();
    switch (fault?.kind) {
      case 'latency':
        await delay(fault.milliseconds, undefined, { ref: false });
        break;
      case 'reset':
        incoming.socket.resetAndDestroy();
        return;
      case 'hang':
        return;
      case 'status':
        refuse(fault.status, fault.status === 429 ? 'ERR max requests limit exceeded' : 'ERR internal error');
        return;
      case 'html':
        response.statusCode = fault.status ?? 502;
        response.setHeader('content-type', 'text/html');
        response.end(htmlPage);
        return;
      case 'empty-array':
        sendJson(response, { status: 200, body: [] }, undefined);
        return;
      case 'body':
        sendJson(response, { status: 200, body: fault.body }, undefined);
        return;
      case 'truncated':
      case undefined:
        break;
    }
    try {
      const reply = await service.handle({ method, path: pathname, query, text });
      const finished = dialect.finish?.(reply, request, (name, value) => response.setHeader(name, value));
      sendJson(response, finished ?? reply, fault);
    } catch (error) {
      if (!(error instanceof MalformedBodyError)) throw error;
      refuse(400, 'ERR failed to parse the request body as JSON');
    }
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => {
      // The client has gone, or the service failed: there is nobody to tell but the client.
      if (response.headersSent) response.destroy();
      else sendJson(response, { status: 500, body: dialect.error('ERR internal error', 500) }, undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const listeningPort = typeof address === 'object' && address !== null ? address.port : port;

  return {
    url: `http://127.0.0.1:${listeningPort}`,
    faults,
    requests: () => [...log],
    clearRequests: () => {
      log.length = 0;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await service.close?.();
    },
  };
}

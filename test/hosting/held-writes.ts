import { once } from 'node:events';
import { createServer } from 'node:http';

export interface HeldWrites {
  readonly url: string;
  /** How many writes wait. */
  held(): number;
  /** Passes on what waits and what comes, but for those whose sender has ended meanwhile. */
  release(): void;
  close(): Promise<void>;
}

/**
 * Stands before Upstash Redis as a slow line: a write doesn't reach it before it is released, and not at all if its
 * sender has ended by then. All else passes at once.
 */
export async function holdWrites(target: string): Promise<HeldWrites> {
  let held = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    if (/^\[\["set"/i.test(body)) {
      held += 1;
      await released;
      held -= 1;
    }
    if (incoming.socket.destroyed) return;
    const { authorization = '', 'upstash-encoding': encoding = '' } = incoming.headers;
    const reply = await fetch(target + (incoming.url ?? ''), {
      method: incoming.method ?? 'POST',
      headers: { authorization, 'content-type': 'application/json', 'upstash-encoding': String(encoding) },
      body,
    });
    response.statusCode = reply.status;
    response.setHeader('content-type', 'application/json');
    response.end(await reply.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    held: () => held,
    release,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

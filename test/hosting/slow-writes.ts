import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface SlowWrites {
  readonly url: string;
  /** How many writes were passed on. */
  passed(): number;
  close(): Promise<void>;
}

/**
 * Stands before Upstash Redis as a slow line: a write reaches it a second after it was sent, and not at all if its
 * sender has ended meanwhile. All else passes at once.
 */
export async function slowWrites(target: string): Promise<SlowWrites> {
  let writes = 0;
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    const isWrite = /^\[\["set"/i.test(body);
    if (isWrite) await delay(1_000);
    if (incoming.socket.destroyed) return;
    if (isWrite) writes += 1;
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
    passed: () => writes,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

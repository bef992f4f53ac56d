import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { bodyOf, HttpMessages } from './http-messages.ts';

/** What the proxy does to the connections through it. */
export type ProxyFault =
  /** Nothing listens. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'reset' }
  /** The reply comes halfway, then the connection is reset. */
  | { readonly kind: 'reset-mid-body' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'byte-a-second' }
  /** The server never sees requests of which `to` says so; this reply comes in its place. */
  | { readonly kind: 'reply'; readonly reply: Buffer; readonly to?: (requestBody: string) => boolean }
  | { readonly kind: 'change-request'; readonly change: (request: Buffer) => Buffer }
  | { readonly kind: 'change-reply'; readonly change: (reply: Buffer) => Buffer };

export interface TcpProxy {
  readonly url: string;
  /** Puts a fault in force, also on connections that are open; `undefined` lifts it. */
  setFault(fault: ProxyFault | undefined): Promise<void>;
  close(): Promise<void>;
}

/**
 * A TCP proxy on 127.0.0.1 in front of a local server.
 * @param atPort default 0, any free one.
 */
export async function startTcpProxy(target: string, atPort = 0): Promise<TcpProxy> {
  const targetPort = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let fault: ProxyFault | undefined;

  const later = (milliseconds: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timers.add(timer);
  };
  const track = (socket: Socket, peer: () => Socket | undefined) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      peer()?.destroy();
    });
  };
  const drip = (client: Socket, bytes: Buffer) => {
    if (bytes.length === 0 || client.destroyed) return;
    client.write(bytes.subarray(0, 1));
    later(1_000, () => drip(client, bytes.subarray(1)));
  };

  const forward = (request: Buffer, client: Socket, upstream: Socket) => {
    switch (fault?.kind) {
      case 'reset':
        client.resetAndDestroy();
        return;
      case 'hang':
        return;
      case 'reply':
        if (fault.to?.(bodyOf(request)) ?? true) client.write(fault.reply);
        else upstream.write(request);
        return;
      case 'change-request':
        upstream.write(fault.change(request));
        return;
      default:
        upstream.write(request);
    }
  };
  const giveBack = (reply: Buffer, client: Socket) => {
    switch (fault?.kind) {
      case 'latency':
        later(fault.milliseconds, () => client.write(reply));
        return;
      case 'byte-a-second':
        drip(client, reply);
        return;
      case 'reset-mid-body':
        client.write(reply.subarray(0, reply.length - Math.ceil(bodyOf(reply).length / 2)), () =>
          client.resetAndDestroy(),
        );
        return;
      case 'change-reply':
        client.write(fault.change(reply));
        return;
      default:
        client.write(reply);
    }
  };

  const server = createServer((client) => {
    const upstream = createConnection(targetPort, '127.0.0.1');
    track(client, () => upstream);
    track(upstream, () => client);
    const requests = new HttpMessages();
    const replies = new HttpMessages();
    client.on('data', (bytes) => {
      for (const request of requests.push(bytes)) forward(request, client, upstream);
    });
    upstream.on('data', (bytes) => {
      for (const reply of replies.push(bytes)) giveBack(reply, client);
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const stop = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(atPort);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    async setFault(next) {
      fault = next;
      if (next?.kind === 'refused') await stop();
      else if (!server.listening) await listen(port);
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await stop();
    },
  };
}

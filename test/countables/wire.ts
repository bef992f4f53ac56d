import { vi } from 'vitest';

/** One request: where it went with which commands, and the bytes of its body and of its reply's. */
export interface Exchange {
  /** Such as `redis hmget+mget`, `vector query`. */
  readonly request: string;
  readonly sent: number;
  readonly received: number;
}

/**
 * Watches every `fetch` to these services until `vi.unstubAllGlobals()`: `order` tells in turn what was asked, what was
 * answered, and what `note` adds; `exchanges` what each request that was answered carried.
 */
export function watchWire(services: Readonly<Record<'redis' | 'vector', string>>) {
  const order: string[] = [];
  const exchanges: Exchange[] = [];
  const original = globalThis.fetch;

  const requestOf = (url: string, body: string): string => {
    if (url.startsWith(services.vector)) return `vector ${new URL(url).pathname.split('/')[1]}`;
    const commands: readonly (readonly string[])[] = JSON.parse(body);
    return `redis ${commands.map(([name]) => name).join('+')}`;
  };

  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = String(init.body ?? '');
    const request = requestOf(url, body);
    order.push(`${request} asked`);
    const response = await original(input, init);
    const text = await response.text();
    exchanges.push({ request, sent: bytesOf(body), received: bytesOf(text) });
    order.push(`${request} answered`);
    return new Response(text, response);
  });

  return {
    order,
    note: (what: string) => void order.push(what),
    clear() {
      order.length = 0;
      exchanges.length = 0;
    },
    /** What was asked, in order, up to a note if it is there. */
    askedBefore(note: string): readonly string[] {
      const end = order.indexOf(note);
      const before = end < 0 ? order : order.slice(0, end);
      return before.filter((step) => step.endsWith(' asked')).map((step) => step.slice(0, -' asked'.length));
    },
    received: () => exchanges.reduce((sum, exchange) => sum + exchange.received, 0),
    sent: () => exchanges.reduce((sum, exchange) => sum + exchange.sent, 0),
  };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

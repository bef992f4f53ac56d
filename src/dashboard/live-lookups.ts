import type { Observation } from './observation.ts';

/** A comment on an idle connection, so that proxies keep it, and a left one is noticed. */
const heartbeatEvery = 15_000;
/** A page connects again by itself; a connection that is never left must not stay for ever. */
const longest = 10 * 60_000;

/**
 * The lookups as they happen, as server-sent events.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function liveLookups(observation: Observation, headers: Readonly<Record<string, string>>): Response {
  const encoder = new TextEncoder();
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        // A reader that doesn't read loses events, and costs nothing.
        if ((controller.desiredSize ?? 0) > -64) controller.enqueue(encoder.encode(text));
      };
      const stop = observation.watch((lookup) => send(`data: ${JSON.stringify(lookup)}\n\n`));
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatEvery);
      const end = setTimeout(() => {
        leave();
        controller.close();
      }, longest);
      leave = () => {
        stop();
        clearInterval(heartbeat);
        clearTimeout(end);
      };
      send('retry: 2000\n\n');
    },
    cancel() {
      leave();
    },
  });
  return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } });
}

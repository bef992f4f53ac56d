import type { RestDialect } from '../rest/rest-server.ts';

const toBase64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const encodeNested = (value: unknown): unknown => {
  if (typeof value === 'string') return toBase64(value);
  return Array.isArray(value) ? value.map(encodeNested) : value;
};

/** Texts become base64, also in arrays; a bare `OK`, numbers, null and errors stay. */
const encodeItem = (item: unknown): unknown =>
  isRecord(item) && 'result' in item && item.result !== 'OK'
    ? { ...item, result: encodeNested(item.result) }
    : item;

/**
 * What Upstash's Redis adds to a reply: base64 for a client that asked for it by header, and a sync token that
 * changes with each request, to be sent back with the next one.
 */
export function redisDialect(): RestDialect {
  let version = 0;
  return {
    unauthorised: { status: 401, body: { error: 'WRONGPASS invalid or missing auth token' } },
    tokenParameter: '_token',
    error: (message) => ({ error: message }),
    finish(reply, request, setHeader) {
      version += 1;
      setHeader('upstash-sync-token', `local=${version}`);
      if (request.headers['upstash-encoding']?.toLowerCase() !== 'base64') return reply;
      const { status, body } = reply;
      return { status, body: Array.isArray(body) ? body.map(encodeItem) : encodeItem(body) };
    },
  };
}

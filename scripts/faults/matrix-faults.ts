import { bodyOf, reply, withBody } from './http-messages.ts';
import type { ProxyFault } from './tcp-proxy.ts';

/** What the fault strikes, and how the cache is set up around it. */
export type LayerName = 'upstash redis' | 'redis-server' | 'redis-server, shared' | 'vector';

export const layerNames: readonly LayerName[] = [
  'upstash redis',
  'redis-server',
  'redis-server, shared',
  'vector',
];

/** One row of the matrix: what is wrong, and with what. */
export interface MatrixFault {
  readonly name: string;
  readonly proxy?: ProxyFault;
  /** Milliseconds by which this process's clock is ahead of the one that stored the entries. */
  readonly skew?: number;
  /** Real: the index is made for vectors of another dimension after its entries were written. */
  readonly dimension?: 'wrong';
  /** Real where there is a `redis-server`: its memory is full, and it evicts nothing. */
  readonly full?: true;
  readonly only?: LayerName;
}

const json = 'application/json';
const error = (message: string, status: number) => JSON.stringify({ error: message, status });
const refuse = (status: string, message: string): ProxyFault => ({
  kind: 'reply',
  reply: reply(status, json, error(message, Number.parseInt(status, 10))),
});

/** Numbers become texts, texts numbers, and lists objects: the reply has its shape, and nothing in it is what it was. */
function otherTypes(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return 7;
  if (Array.isArray(value)) return value.map(otherTypes);
  if (typeof value !== 'object' || value === null) return true;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, otherTypes(inner)]));
}

const changeBody = (change: (body: string) => string): ProxyFault => ({
  kind: 'change-reply',
  change: (whole) => withBody(whole, change(bodyOf(whole))),
});

/** Redis's commands that take memory, and the vector index's upsert. */
const writes = (body: string) => /\["?(set|eval|evalsha|zadd|hincrby|hset|hsetnx)"?,|"vector":/i.test(body);

const hour = 3_600_000;

export const matrixFaults: readonly MatrixFault[] = [
  { name: 'none' },
  { name: 'refused', proxy: { kind: 'refused' } },
  { name: 'reset at once', proxy: { kind: 'reset' } },
  { name: 'reset mid-body', proxy: { kind: 'reset-mid-body' } },
  { name: 'hang', proxy: { kind: 'hang' } },
  { name: 'latency 100 ms', proxy: { kind: 'latency', milliseconds: 100 } },
  { name: 'latency 1 s', proxy: { kind: 'latency', milliseconds: 1_000 } },
  { name: 'latency 5 s', proxy: { kind: 'latency', milliseconds: 5_000 } },
  { name: 'a byte a second', proxy: { kind: 'byte-a-second' } },
  {
    name: '401',
    proxy: {
      kind: 'change-request',
      change: (request) => Buffer.from(request.toString('latin1').replace(/Bearer ./i, 'Bearer !'), 'latin1'),
    },
  },
  { name: '429', proxy: refuse('429 Too Many Requests', 'ERR max daily request limit exceeded') },
  { name: '500', proxy: refuse('500 Internal Server Error', 'ERR internal error') },
  {
    name: '502 HTML',
    proxy: {
      kind: 'reply',
      reply: reply('502 Bad Gateway', 'text/html', '<html><h1>Bad gateway</h1></html>'),
    },
  },
  { name: 'truncated JSON', proxy: changeBody((body) => body.slice(0, body.length / 2)) },
  { name: '[]', proxy: changeBody(() => '[]') },
  { name: 'wrong types', proxy: changeBody((body) => JSON.stringify(otherTypes(JSON.parse(body)))) },
  { name: 'wrong dimension', dimension: 'wrong', only: 'vector' },
  { name: 'missing index', proxy: refuse('404 Not Found', 'index not found'), only: 'vector' },
  {
    name: 'full database',
    full: true,
    proxy: {
      kind: 'reply',
      reply: reply(
        '400 Bad Request',
        json,
        error("OOM command not allowed when used memory > 'maxmemory'.", 400),
      ),
      to: writes,
    },
  },
  { name: 'clock an hour ahead', skew: hour },
  { name: 'clock an hour behind', skew: -hour },
];

/**
 * The faults that a layer can meet, in order; the first is none, which the others are compared with.
 * @param part only those with this in their name, or in the layer's.
 */
export function faultsAt(layer: LayerName, part: string): readonly MatrixFault[] {
  const [none] = matrixFaults;
  const met = matrixFaults.filter(({ only }) => only === undefined || only === layer);
  const chosen = met.filter((fault) => `${fault.name} ${layer}`.includes(part));
  return none === undefined || chosen.length === 0 ? [] : [none, ...chosen.filter((fault) => fault !== none)];
}

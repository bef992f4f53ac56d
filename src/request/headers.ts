// Names of headers that tell who asks, how he pays and how the call is traced; no answer depends on them. Anything else
// may choose a version, a beta, a route: it counts.
const passing: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'b3',
  'baggage',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'idempotency-key',
  'proxy-authorization',
  'request-id',
  'sentry-trace',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-amzn-trace-id',
  'x-client-request-id',
  'x-cloud-trace-context',
  'x-correlation-id',
  'x-request-id',
]);
const secret = /(^|-)(authorization|api-?key|token|secret|auth)$/;

/** The headers that an answer may depend on, their names in small letters; `undefined` when there is none. */
export function answeringHeaders(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return headers;
  if (headers instanceof Headers) return answeringHeaders(Object.fromEntries(headers));
  const kept = Object.entries(headers)
    .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
    .filter(([name, value]) => value !== undefined && !passing.has(name) && !secret.test(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

import type { Credentials } from './credentials.ts';
import { type Finding, problem } from './finding.ts';

/** A reply of a service, or the finding that says why there is none. */
export type RestOutcome =
  | { readonly ok: true; readonly result: unknown; readonly milliseconds: number }
  | { readonly ok: false; readonly error?: string; readonly finding: Finding };

const patience = 5_000;

/** One request of Upstash's REST protocol. Without its client: what is examined may be that it is missing. */
export async function askRest(
  subject: string,
  { url, token, names }: Credentials,
  path: string,
  body: unknown,
): Promise<RestOutcome> {
  const failed = (message: string, remedy: string, error?: string): RestOutcome => ({
    ok: false,
    ...(error === undefined ? {} : { error }),
    finding: problem(subject, message, remedy),
  });
  const started = performance.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    text = await response.text();
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? failed(
          `no answer within ${patience / 1_000} s`,
          'See whether the database is paused, or a firewall is between.',
        )
      : failed(
          'can not be reached',
          `See whether ${names.url} is right, and whether the network lets you out.`,
        );
  }
  const milliseconds = performance.now() - started;
  if (response.status === 401 || response.status === 403) {
    return failed(
      'the token was refused',
      `Copy ${names.token} again; it belongs to the address in ${names.url}.`,
    );
  }
  let reply: unknown;
  try {
    reply = JSON.parse(text);
  } catch {
    return failed(
      `something else answers there (status ${response.status}, not JSON)`,
      `See whether ${names.url} is the REST URL of this service, and whether a proxy stands between.`,
    );
  }
  const result: unknown = Reflect.get(Object(reply), 'result');
  const error: unknown = Reflect.get(Object(reply), 'error');
  if (!response.ok || error !== undefined) {
    return failed(
      `it answered status ${response.status}`,
      response.status === 429
        ? 'The plan or its limits are used up: see the console.'
        : 'See the console for its state; try again later.',
      typeof error === 'string' ? error : undefined,
    );
  }
  return { ok: true, result, milliseconds };
}

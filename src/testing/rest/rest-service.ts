/** What a service answers: the HTTP status and a body that goes out as JSON. */
export interface RestReply {
  readonly status: number;
  readonly body: unknown;
}

/** One authorised request. */
export interface RestCall {
  readonly method: string;
  /** Decoded from nothing, without the query: `/query`, `/upsert/some-namespace`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as it came, empty when there was none. */
  readonly text: string;
}

/**
 * One service behind the local server: what it does with a request that is authorised and well-formed. HTTP,
 * credentials, faults and the log of requests belong to the server, so a service is a plain function of the call.
 */
export interface RestService {
  /** @throws MalformedBodyError when the body should be JSON and isn't. */
  handle(call: RestCall): Promise<RestReply>;
  /** Forgets its data and releases what it holds open. Called once, when the server closes. */
  close?(): Promise<void>;
}

/** The body of a request is not JSON. */
export class MalformedBodyError extends Error {
  override readonly name = 'MalformedBodyError';
}

/** The parsed JSON, `undefined` when the request had no body. @throws MalformedBodyError */
export function jsonOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedBodyError('The body is not JSON.');
  }
}

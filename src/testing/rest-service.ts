/** What a service answers: the HTTP status and a body that goes out as JSON. */
export interface RestReply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * One service behind the local server: what it does with a request that is authorised and well-formed. HTTP,
 * credentials, faults and the log of requests belong to the server, so a service is a plain function of path and body.
 */
export interface RestService {
  /**
   * @param path the URL's path with its query, decoded from nothing: `/query`, `/upsert/some-namespace`, `/reset?all`.
   * @param body the parsed JSON, `undefined` when the request had no body.
   */
  handle(path: string, body: unknown): Promise<RestReply>;
  /** Forgets its data and releases what it holds open. Called once, when the server closes. */
  close?(): Promise<void>;
}

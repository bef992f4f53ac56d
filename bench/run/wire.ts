/** What passed over `fetch` during a call. */
export interface Traffic {
  readonly requests: number;
  /** Bytes of the replies' bodies. */
  readonly received: number;
}

/** Counts the requests of a call, and the bytes that came back. */
export async function traffic(call: () => PromiseLike<unknown>): Promise<Traffic> {
  const original = globalThis.fetch;
  let requests = 0;
  let received = 0;
  globalThis.fetch = async (...request) => {
    requests++;
    const response = await original(...request);
    const body = await response.arrayBuffer();
    received += body.byteLength;
    return new Response(body, response);
  };
  try {
    await call();
  } finally {
    globalThis.fetch = original;
  }
  return { requests, received };
}

/**
 * What can go wrong between a client and the local server.
 *
 * `latency`: the reply comes later. `reset`: the connection is torn down without a reply. `hang`: no reply, ever.
 * `status`: an error status with the service's own JSON error. `html`: a gateway's error page; `status` defaults to
 * 502, and 200 is the treacherous one. `truncated`: the reply ends in its middle, with the connection `ended` as if
 * that were all (default) or `destroyed`. `empty-array`: `[]` in place of the reply. `body`: any JSON in its place.
 *
 * With `latency` and `truncated` the request has its effect; with the others it has none.
 */
export type RestFault =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly status: 429 | 500 | 503 }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'truncated'; readonly connection?: 'ended' | 'destroyed' }
  | { readonly kind: 'empty-array' }
  | { readonly kind: 'body'; readonly body: unknown };

/** The faults in force at one server, in the order they were asked for; the first one applies. */
export interface RestFaults {
  /**
   * Puts a fault in force.
   * @param times for how many requests, 1 and above; default `Infinity`, until lifted.
   * @returns lifts the fault; no harm in calling it twice.
   */
  add(fault: RestFault, times?: number): () => void;
  /** The fault for the request at hand, counted. */
  take(): RestFault | undefined;
}

export function restFaults(): RestFaults {
  const inForce = new Set<{ readonly fault: RestFault; remaining: number }>();
  return {
    add(fault, times = Infinity) {
      const entry = { fault, remaining: times };
      if (times > 0) inForce.add(entry);
      return () => {
        inForce.delete(entry);
      };
    },
    take() {
      const [entry] = inForce;
      if (entry === undefined) return undefined;
      entry.remaining -= 1;
      if (entry.remaining <= 0) inForce.delete(entry);
      return entry.fault;
    },
  };
}

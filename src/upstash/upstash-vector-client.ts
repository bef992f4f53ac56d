/**
 * What is used of an Upstash Vector client: the `Index` of `@upstash/vector` fits, however it was made, and so does
 * anything of its shape. Replies are `unknown`, since they are checked.
 */
export interface UpstashVectorClient {
  upsert(
    entries: UpstashVectorRecord[] | UpstashTextRecord[],
    options: UpstashVectorNamespace,
  ): Promise<unknown>;
  query(
    query: UpstashVectorQuery & ({ readonly vector: number[] } | { readonly data: string }),
    options: UpstashVectorNamespace,
  ): Promise<unknown>;
  delete(ids: string[], options: UpstashVectorNamespace): Promise<unknown>;
  deleteNamespace(namespace: string): Promise<unknown>;
  info(): Promise<unknown>;
}

export interface UpstashVectorNamespace {
  readonly namespace: string;
}

export interface UpstashVectorRecord {
  readonly id: string;
  readonly vector: number[];
  readonly metadata: Record<string, unknown>;
}

/** What an index with a hosted embedding model embeds by itself. */
export interface UpstashTextRecord {
  readonly id: string;
  readonly data: string;
  readonly metadata: Record<string, unknown>;
}

export interface UpstashVectorQuery {
  readonly topK: number;
  readonly filter: string;
  readonly includeMetadata: true;
}

/** Where an index is: what its page in the console calls the endpoint and the token. */
export interface UpstashVectorCredentials {
  readonly url: string;
  readonly token: string;
}

/** What is looked up or stored by meaning: a vector, or a text for an index that embeds by itself. */
export type VectorInput = { readonly vector: Float32Array } | { readonly text: string };

/** Where an entry may be found: never outside of its partition (a tenant), and only under an equal context. */
export interface VectorPlace {
  /** The tenant's hash: `[A-Za-z0-9_-]`, at most 64 characters. */
  readonly partition: string;
  /** The hash of all that must be equal. */
  readonly contextKey: string;
}

export interface VectorEntry extends VectorPlace {
  /** The exact key of the entry it stands for; one entry an id and partition. */
  readonly id: string;
  readonly input: VectorInput;
  /** An opaque text, returned as it was given. */
  readonly payload: string;
  /** Milliseconds since the epoch; `Infinity` for never. An expired entry is never returned. */
  readonly expiresAt: number;
}

export interface VectorQuery extends VectorPlace {
  readonly input: VectorInput;
  /** How many neighbours at the most, 1 and above. */
  readonly limit: number;
}

export interface VectorMatch {
  readonly id: string;
  /** The cosine of the two vectors, -1 to 1, whatever the backend's own score is. */
  readonly similarity: number;
  readonly payload: string;
  readonly expiresAt: number;
}

/** Finds entries by meaning. Methods reject when the index fails; whoever calls them bounds the wait and fails open. */
export interface VectorIndex {
  /** Names the index in events and statistics. */
  readonly name: string;
  readonly capabilities: {
    /** The id of the embedder behind an index that takes `{ text }`; `undefined` for one that takes vectors only. */
    readonly embedder: string | undefined;
    /** The largest payload, in bytes of UTF-8. */
    readonly maxPayloadBytes: number;
  };
  upsert(entries: readonly VectorEntry[], operation?: { readonly signal?: AbortSignal }): Promise<void>;
  /** The nearest live entries of the same partition and context, nearest first. */
  query(query: VectorQuery, operation?: { readonly signal?: AbortSignal }): Promise<readonly VectorMatch[]>;
  /** Deletes entries of a partition by id; without `ids` the whole partition. */
  delete(
    target: { readonly partition: string; readonly ids?: readonly string[] },
    operation?: { readonly signal?: AbortSignal },
  ): Promise<void>;
  close?(): Promise<void>;
}

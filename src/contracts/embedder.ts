/** Turns texts into vectors. Vectors of one embedder are comparable with each other only: its `id` says which. */
export interface Embedder {
  /** Names model and version, such as `openai/text-embedding-3-small`. Thresholds are bound to it. */
  readonly id: string;
  /** The length of its vectors; `undefined` until it is known. */
  readonly dimensions: number | undefined;
  /** One vector a text, in order. Need not be of unit length. Rejects when it fails. */
  embed(
    texts: readonly string[],
    operation?: { readonly signal?: AbortSignal },
  ): Promise<readonly Float32Array[]>;
}
